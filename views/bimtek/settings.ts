import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { RuleSettings } from '../../src/bimtek/settings.ts';
import type { Shell } from '../../src/http/page.ts';
import { checkbox, EMPTY, errorSummary, field, type Filled, form, select } from '../ui/form.ts';
import { score } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { info, notice, refusal } from '../ui/notice.ts';
import { FACTS, factFields } from './new-bimtek.ts';
import { pathOf, readOnly, refusalWords, toBimtek } from './words.ts';

const LABELS: Record<string, string> = {
  ...FACTS,
  attendance_percent: 'Kehadiran minimal (persen)',
  post_test: 'Nilai post-test minimal',
  post_attempts: 'Percobaan post-test',
  grace_hours: 'Masa terima jawaban terlambat (jam)',
  late_answers: 'Jawaban terkirim belakangan',
  time_limit_minutes: 'Batas waktu post-test (menit)',
  time_factor: 'Waktu tambahan untuk semua',
  late_tolerance_minutes: 'Toleransi terlambat (menit)',
  minutes_per_jp: 'Menit per JP',
  pass_days: 'Batas kelulusan (hari)',
  number_pattern: 'Pola nomor sertifikat',
  number_pattern_sket: 'Pola nomor surat keterangan',
  predicate_bands: 'Predikat',
  label_pkdd: 'Sebutan PKDD',
  label_rkdd: 'Sebutan RKDD',
};

type State = {
  bimtek: BimtekView;
  rules: RuleSettings;
  closed: boolean;
  kabar?: string | undefined;
  facts?: Filled;
  filled?: Filled;
  refused?: string;
};

export function bimtekSettingsPage(
  shell: Shell,
  { bimtek, rules, closed, kabar, facts = EMPTY, filled = EMPTY, refused }: State,
): Html {
  const wrong = { fields: { ...facts.fields, ...filled.fields }, values: {} };
  return page(
    shell,
    { title: `Setelan, ${bimtek.label}` },
    main(
      toBimtek(bimtek),
      heading('Setelan bimtek', {
        below: 'Perubahan langsung berlaku dan tercatat. Sertifikat yang sudah terbit tidak berubah.',
      }),
      readOnly(bimtek),
      notice(kabar, { disimpan: 'Tersimpan.', sama: 'Tidak ada yang berubah.' }),
      errorSummary(wrong, LABELS),
      refused && refusal(html`<p>${refusalWords(refused)}</p>`),
      closed && info(html`<p>Presensi sudah dikunci. Mengubah syarat bisa mengubah siapa yang lulus.</p>`),
      html`<section aria-labelledby="bimtek"><div class="judul-bag"><h2 id="bimtek">Bimtek</h2></div>${form(
        shell,
        { action: pathOf(bimtek, '/setelan/bimtek'), class: 'kartu-isian tumpuk' },
        factFields(facts, bimtek),
        bimtek.writable && html`<button class="tombol">Simpan bimtek</button>`,
      )}</section>`,
      html`<section aria-labelledby="syarat"><div class="judul-bag"><h2 id="syarat">Syarat dan aturan</h2></div>${form(
        shell,
        { action: pathOf(bimtek, '/setelan'), class: 'dua-lajur' },
        ruleFields(rules, filled),
        bimtek.writable && html`<div><button class="tombol">Simpan aturan</button></div>`,
      )}</section>`,
    ),
  );
}

function ruleFields(rules: RuleSettings, filled: Filled): Part {
  const typed = Object.keys(filled.values).length > 0;
  const number = (name: string, value: number | null, hint?: string) =>
    field({
      name,
      label: LABELS[name] ?? name,
      inputmode: 'numeric',
      filled,
      value,
      ...(hint ? { hint } : {}),
    });
  const tick = (name: keyof RuleSettings, label: string) =>
    checkbox({ name, label, checked: typed ? filled.values[name] !== undefined : rules[name] === true });
  const text = (name: string, value: string, hint?: string) =>
    field({ name, label: LABELS[name] ?? name, filled, value, ...(hint ? { hint } : {}) });
  return html`<fieldset class="kartu-isian tumpuk"><legend class="kasat">Syarat sertifikat</legend><h3>Syarat sertifikat</h3>
${number('attendance_percent', rules.attendance_percent)}
${tick('require_modules', 'Modul wajib selesai')}
${tick('require_post_test', 'Post-test lulus')}
${field({ name: 'post_test', label: LABELS['post_test'] ?? '', inputmode: 'decimal', filled, value: score(rules.post_test_bp) })}
${number('post_attempts', rules.post_attempts)}
${tick('require_rktl', 'RKTL (rencana kerja tindak lanjut) diterima')}
${tick('require_evaluation', 'Evaluasi dikirim')}
${tick('require_name', 'Nama dipastikan oleh kader')}
${number('pass_days', rules.pass_days, 'Dihitung dari akhir sesi terakhir')}
${field({ name: 'predicate_bands', label: LABELS['predicate_bands'] ?? '', filled, rows: 3, value: (rules.predicate_bands ?? []).map((band) => `${band.from_bp / 100} ${band.label}`).join('\n'), hint: 'Kosong berarti LULUS saja. Satu baris per predikat, misalnya: 90 sangat baik' })}</fieldset>
<fieldset class="kartu-isian tumpuk"><legend class="kasat">Presensi</legend><h3>Presensi</h3>
${number('minutes_per_jp', rules.minutes_per_jp, 'Keterangan di sertifikat. JP tiap sesi diketik sendiri')}
${number('late_tolerance_minutes', rules.late_tolerance_minutes, 'Hanya untuk pindai kode dan hadir sendiri')}
${tick('checkin', 'Kader boleh hadir sendiri dengan kode di layar aula')}</fieldset>
<fieldset class="kartu-isian tumpuk"><legend class="kasat">Post-test</legend><h3>Post-test</h3>
${number('time_limit_minutes', rules.time_limit_minutes, 'Kosong berarti tanpa batas waktu')}
${select({
  name: 'time_factor',
  label: LABELS['time_factor'] ?? '',
  filled,
  value: String(rules.time_factor),
  choices: [
    { value: '1', label: 'Tidak ada' },
    { value: '1.5', label: '1,5 kali' },
    { value: '2', label: '2 kali' },
  ],
})}
${number('grace_hours', rules.grace_hours)}
${select({
  name: 'late_answers',
  label: LABELS['late_answers'] ?? '',
  filled,
  value: rules.late_answers,
  choices: [
    { value: 'hold', label: 'Disimpan, pelatih memutuskan' },
    { value: 'count', label: 'Langsung dihitung' },
    { value: 'refuse', label: 'Tidak diterima' },
  ],
})}</fieldset>
<fieldset class="kartu-isian tumpuk"><legend class="kasat">Nomor dan sebutan</legend><h3>Nomor dan sebutan</h3>
${text('number_pattern', rules.number_pattern, 'Harus memuat {seq:0000} dan {year}')}
${text('number_pattern_sket', rules.number_pattern_sket)}
${text('label_pkdd', rules.labels.pkdd)}${text('label_rkdd', rules.labels.rkdd)}</fieldset>`;
}
