import type { NumberField, SheetProblem } from '../../src/attendance/paper/typed-sheet.ts';
import type { FoundSheet } from '../../src/attendance/paper/sheet-lists.ts';
import type { HallSession } from '../../src/attendance/find-session.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { dayOf, longDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { warning } from '../ui/notice.ts';
import { evidenceList, type EvidenceList, uploadForm } from './evidence.ts';
import { rollPath } from './row.ts';

export type SheetEntryState = {
  session: HallSession;
  /** The lists as they are now, one for each sheet that can be printed; their marks are read from paper only. */
  lists: { letters: string; count: number }[];
  evidence: EvidenceList;
  filled?: Filled;
  problems?: SheetProblem[];
  sheet?: FoundSheet;
};

const LABELS: Record<NumberField | 'kode', string> = {
  kode: 'Kode lembar',
  hadir: 'Hadir',
  terlambat: 'Terlambat',
  izin: 'Izin',
  sakit: 'Sakit',
  alpa: 'Alpa',
  pulang: 'Pulang awal',
};
export const sheetEntryPath = (session: { id: string }): string => `/sesi/${session.id}/lembar`;

/** A signed sheet that came back: the numbers of its rows, one field for each status. */
export function sheetEntryPage(shell: Shell, state: SheetEntryState): Html {
  const { session, problems = [] } = state;
  const filled = withProblems(state.filled ?? EMPTY, problems);
  const wrong = Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Isi dari lembar, Sesi ${session.no}` },
    main(
      backLink(rollPath(session), `Presensi Sesi ${session.no}`),
      heading('Isi dari daftar hadir kertas', {
        below: `Sesi ${session.no}: ${session.topic}, ${longDate(dayOf(session.startsAt, session.zone))}.`,
      }),
      errorSummary(filled, LABELS),
      state.sheet?.state === 'changed' && changed(state, state.sheet.mark),
      html`<div class="dua-lajur">${
        session.cancelledAt
          ? warning(html`<p>Sesi ini dibatalkan: ${session.cancelReason}. Presensi tidak bisa diisi.</p>`)
          : numbersForm(shell, state, filled)
      }<div class="tumpuk"><section class="tumpuk" aria-labelledby="j-bukti"><h2 id="j-bukti">Bukti lembar</h2>${evidenceList(shell, state.evidence)}</section>${uploadForm(shell, state.evidence, state.filled?.values['kode'])}</div></div>`,
    ),
  );
}

function numbersForm(shell: Shell, { session }: SheetEntryState, filled: Filled): Html {
  const numbers = (name: NumberField, hint: string) =>
    field({ name, label: LABELS[name], filled, hint, autocomplete: 'off' });
  return form(
    shell,
    { action: sheetEntryPath(session), class: 'kartu-isian tumpuk' },
    html`<p class="mungil redup">Tulis nomor baris pada lembar, misalnya 3, 7, 12-14. Nomor peserta juga bisa, misalnya ${session.classes[0]?.letter ?? 'F'}-07. Belum ada yang disimpan sebelum Anda memeriksanya.</p>`,
    field({
      name: 'kode',
      label: LABELS.kode,
      filled,
      hint: 'Di kaki lembar. Empat huruf terakhir cukup, misalnya 7KQ3',
      autocomplete: 'off',
    }),
    numbers('alpa', 'Tidak hadir tanpa kabar'),
    numbers('izin', 'Misalnya 4'),
    numbers('sakit', 'Misalnya 9, 21'),
    numbers('terlambat', 'Dengan menitnya: 5 (10), 8 (20)'),
    numbers('pulang', 'Hadir, lalu pulang. Dengan jamnya: 6 (11.30)'),
    html`<fieldset class="kumpulan"><legend>Yang tidak ditulis</legend>${choice(filled, 'hadir', 'Hadir')}${choice(filled, 'biarkan', 'Biarkan seperti sekarang')}</fieldset>`,
    html`<details${(filled.values['hadir'] || filled.fields['hadir']) && html` open`}><summary>Tulis juga siapa yang hadir</summary>${numbers('hadir', 'Untuk lembar tanpa kode yang cocok: pilih Biarkan, lalu tulis nomor peserta yang hadir')}</details>`,
    html`<button class="tombol">Periksa</button>`,
  );
}

const choice = (filled: Filled, value: 'hadir' | 'biarkan', label: string): Html =>
  html`<label class="centang"><input type="radio" name="sisa" value="${value}"${(filled.values['sisa'] ?? 'hadir') === value && html` checked`}><span>${label}</span></label>`;

/** The list of the sheet is not the list of today: its rows mean nobody for certain. */
function changed({ lists, session }: SheetEntryState, mark: string | null): Part {
  const letter = session.classes[0]?.letter ?? 'F';
  const now = lists.map((one) => `Kelas ${one.letters} ${one.count} orang`).join('; ');
  return warning(
    html`<p><b>Daftar orang pada lembar ${mark === null ? 'tanpa tanda ini' : mark} lain dari daftar sekarang (${now}).</b></p>`,
    html`<p>Periksa ketikan kodenya. Bila kodenya benar, ada orang yang ditambah atau pindah sesudah lembar dicetak, sehingga nomor baris bisa berarti orang lain. Pilih Biarkan, lalu tulis nomor peserta pada lembar, misalnya ${letter}-07 atau ${letter}-01 s.d. ${letter}-06.</p>`,
  );
}

/** One sentence for each field: every word in it that does not fit. */
function withProblems(filled: Filled, problems: readonly SheetProblem[]): Filled {
  const told: Record<string, string> = { ...filled.fields };
  for (const [name, all] of Map.groupBy(problems, (problem) => problem.field))
    told[name] ??= [...new Set(all.map(problemWords))].slice(0, 8).join(' ');
  return { fields: told, values: filled.values };
}

function problemWords({ field: name, word, code, detail }: SheetProblem): string {
  const here = `${LABELS[name]} "${word}":`;
  switch (code) {
    case 'unreadable':
      return `${here} tidak terbaca. Tulis seperti 3, 7, 12-14.`;
    case 'reversed':
      return `${here} terbalik. Tulis dari nomor kecil ke nomor besar.`;
    case 'outside':
      return `${here} lembar ini hanya punya baris 1 sampai ${detail ?? ''}.`;
    case 'unknown':
      return `${here} tidak ada di daftar sesi ini. Periksa nomor pesertanya.`;
    case 'needs-code':
      return name === 'kode'
        ? 'Isi kode lembar, atau pilih Biarkan untuk yang tidak ditulis.'
        : `${here} isi kode lembar dahulu, atau tulis nomor peserta.`;
    case 'changed':
      return name === 'kode'
        ? 'Kode lembar tidak cocok dengan daftar sekarang. Periksa ketikannya, atau pilih Biarkan dan tulis nomor peserta.'
        : `${here} kode lembar tidak cocok dengan daftar sekarang. Tulis nomor peserta.`;
    case 'twice':
      return detail === name
        ? `${here} ditulis dua kali dengan isi lain. Sisakan satu.`
        : `${here} sudah ditulis di ${LABELS[(detail ?? 'hadir') as NumberField]}. Sisakan satu.`;
    case 'own':
      return `${here} itu nomor Anda sendiri. Minta pelatih lain atau panitia.`;
    case 'minutes-missing':
      return `${here} tulis menitnya, misalnya ${word}(10).`;
    case 'minutes':
      return `${here} menit terlambat diisi 1 sampai 600.`;
    case 'extra':
      return `${here} tanda kurung hanya untuk terlambat dan pulang awal.`;
    case 'time-missing':
      return `${here} tulis jamnya, misalnya ${word}(11.30).`;
    case 'time':
      return `${here} jam pulang harus sesudah sesi mulai dan paling lambat saat selesai.`;
    case 'not-present':
      return `${here} tidak ditandai hadir atau terlambat, jadi tidak bisa pulang awal.`;
    case 'not-here':
      return `${here} ada orang yang bukan peserta sesi ini. Tulis nomor yang lain, atau betulkan.`;
    case 'other-session':
      return `Kode ini untuk ${detail === undefined ? 'hari lain' : `Sesi ${detail}`}. Buka sesinya, atau periksa ketikannya.`;
    case 'code':
      return 'Kode lembar tidak terbaca. Tulis seperti DH-F-S12-00-7KQ3, atau empat huruf terakhirnya.';
    case 'nothing':
      return 'Belum ada nomor yang ditulis.';
  }
}
