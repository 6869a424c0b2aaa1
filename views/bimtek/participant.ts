import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Participant } from '../../src/bimtek/people/find-participant.ts';
import type { HistoryEntry } from '../../src/audit/index.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton, checkbox, EMPTY, errorSummary, field, type Filled, form, select } from '../ui/form.ts';
import {
  clockTime,
  dateTime,
  dayOf,
  jp,
  maskNik,
  maskPhone,
  percentFloor1,
  phone,
  plainDate,
  score,
} from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, main, page } from '../ui/layout.ts';
import { notice, refusal, stamp } from '../ui/notice.ts';
import { actWords } from '../audit/acts.ts';
import { pathOf, placeName, readOnly, refusalWords } from './words.ts';

type State = {
  bimtek: BimtekView;
  person: Participant;
  classes: { id: string; letter: string }[];
  history: HistoryEntry[];
  kabar?: string | undefined;
  filled?: Filled;
  refused?: string;
  /** The form that came back. */
  at?: string;
  revealed?: boolean;
};

const LABELS: Record<string, string> = {
  name: 'Nama',
  titlePrefix: 'Gelar depan',
  titleSuffix: 'Gelar belakang',
  sex: 'Jenis kelamin',
  phone: 'Nomor HP',
  class: 'Kelas',
  day: 'Tanggal',
  time: 'Jam',
  village: 'Kode wilayah',
  reason: 'Alasan',
  villageReason: 'Alasan',
  endReason: 'Alasan',
  number: 'Nomor SK',
  dated: 'Tanggal SK',
};
const TOLD = {
  data: 'Data disimpan.',
  kelas: 'Kelas diubah. Nomor peserta tetap.',
  bergabung: 'Waktu mulai ikut diperbaiki.',
  nagari: 'Nagari atau desa diperbaiki. Catat SK yang baru.',
  berhenti: 'Peserta berhenti. Riwayatnya tetap tersimpan.',
  lanjut: 'Peserta ikut lagi.',
  sk: 'SK dicatat. Sekarang menunggu disahkan.',
  sah: 'SK disahkan.',
  penugasan: 'Penugasan diakhiri.',
  pengganti: 'Kader diganti. Ini peserta yang baru: bagikan slip masuknya.',
};

export function participantPage(shell: Shell, state: State): Html {
  const { bimtek, person, kabar, filled = EMPTY, refused } = state;
  const wrong = refused !== undefined || Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}${person.name}` },
    main(
      backLink(pathOf(bimtek, '/peserta'), 'Peserta'),
      html`<div class="rapat"><p class="mungil redup">Nomor peserta <b class="angka">${person.no}</b>, kelas ${person.classLetter}</p><h1 tabindex="-1">${person.name}</h1><p class="redup">${placeName(person.villageTerm, person.villageName)}, Kecamatan ${person.districtName}, ${person.regencyName}</p>${readOnly(bimtek)}</div>`,
      notice(kabar, TOLD),
      errorSummary(filled, LABELS),
      refused && refusal(html`<p>${refusalWords(refused)}</p>`),
      html`<div class="deret lebar-sama"><section class="kartu" aria-labelledby="data"><div class="dalam tumpuk"><h2 id="data">Data</h2>${facts(shell, state)}</div></section>
<section class="kartu" aria-labelledby="ikut"><div class="dalam tumpuk"><h2 id="ikut">Keikutsertaan</h2>${course(state)}</div></section></div>`,
      html`<section class="kartu" aria-labelledby="sk"><div class="dalam tumpuk"><h2 id="sk">SK dan penugasan</h2>${decree(shell, state)}</div></section>`,
      bimtek.writable && acts(shell, state),
      historyPart(state),
    ),
  );
}

const full = ({ titlePrefix, name, titleSuffix }: Participant): string =>
  [titlePrefix, titleSuffix ? `${name}, ${titleSuffix}` : name].filter(Boolean).join(' ');

function facts(shell: Shell, { bimtek, person, revealed }: State): Html {
  const nik = person.nik === null ? 'belum diisi' : revealed ? person.nik : maskNik(person.nik);
  const number =
    person.phone === null ? 'belum diisi' : bimtek.writable ? phone(person.phone) : maskPhone(person.phone);
  return html`<dl class="rinci"><dt>Nama di sertifikat</dt><dd>${full(person)} ${person.nameConfirmed ? stamp('selesai', 'Sudah dipastikan') : stamp('belum', 'Belum dipastikan')}</dd>
<dt>Jenis kelamin</dt><dd>${person.sex === 'L' ? 'Laki-laki' : person.sex === 'P' ? 'Perempuan' : 'belum diisi'}</dd>
<dt>NIK</dt><dd>${nik}</dd><dt>Nomor HP</dt><dd>${number}</dd>
<dt>Pertama masuk</dt><dd>${person.signedInAt ? dateTime(person.signedInAt, bimtek.zone) : 'belum pernah'}</dd></dl>
${bimtek.writable && html`<div class="apit-aksi kiri">${person.nik !== null && !revealed && actButton(shell, pathOf(bimtek, `/peserta/${person.enrolmentId}/nik`), 'Tampilkan NIK')}<a class="tombol kedua kecil" href="/slip/${person.personId}">Slip masuk</a></div>`}`;
}

function course({ bimtek, person }: State): Html {
  const s = person.standing;
  const at = (moment: Date) => dateTime(moment, bimtek.zone);
  return html`<dl class="rinci"><dt>Mulai ikut</dt><dd>${at(person.joinedAt)}</dd>
<dt>Kelas</dt><dd>${person.stays.length > 1 ? person.stays.map(({ letter, since }, i) => html`<span class="baris-kata">${letter}${i > 0 && ` sejak ${at(since)}`}</span>`) : person.classLetter}</dd>
${s && html`<dt>Kehadiran</dt><dd>${jp(s.attended)} dari ${jp(s.planned)} JP${s.planned > 0 && ` (${percentFloor1(s.attended, s.planned)})`}</dd><dt>Modul wajib</dt><dd>${s.modulesDone} dari ${s.modulesRequired} selesai</dd><dt>Post-test</dt><dd>${s.postBp === null ? 'belum ada nilai' : score(s.postBp)}</dd>`}
${person.endedAt && html`<dt>Berhenti</dt><dd>${at(person.endedAt)}. ${person.endReason}</dd>`}</dl>`;
}

function decree(shell: Shell, { bimtek, person, filled = EMPTY, at }: State): Html {
  const to = (rest: string) => pathOf(bimtek, `/peserta/${person.enrolmentId}/${rest}`);
  const sk = person.decree;
  const back = at === 'sk' ? filled : EMPTY;
  const typed = form(
    shell,
    { action: to('sk'), class: 'tumpuk' },
    html`<div class="deret">${field({ name: 'number', label: 'Nomor SK', filled: back, value: sk?.number ?? '' })}${field({ name: 'dated', label: 'Tanggal SK', type: 'date', filled: back, value: sk?.dated ?? '' })}</div>`,
    html`<div><button class="tombol kedua">Simpan SK</button></div>`,
  );
  return html`<dl class="rinci"><dt>SK</dt><dd>${sk ? html`${sk.number}, ${plainDate(sk.dated)} ${sk.confirmed ? stamp('selesai', 'Sudah disahkan') : stamp('jalan', 'Belum disahkan')}` : stamp('awas', 'Belum punya SK')}</dd>
<dt>Penugasan</dt><dd>${person.assignment ? `${placeName(person.villageTerm, person.assignment.villageName)} sejak ${plainDate(person.assignment.fromDate)}` : 'belum ada'}</dd></dl>
${bimtek.writable && sk && !sk.confirmed && html`<div>${actButton(shell, to('sk/sahkan'), 'Sahkan SK', { class: 'tombol' })}</div>`}
${bimtek.writable && !sk?.confirmed && html`<details${(at === 'sk' || !sk) && html` open`}><summary>${sk ? 'Ubah SK' : 'Catat SK'}</summary>${typed}</details>`}
${bimtek.writable && person.assignment && html`<details${at === 'penugasan' && html` open`}><summary>Akhiri penugasan</summary>${form(shell, { action: to('penugasan'), class: 'tumpuk' }, field({ name: 'endReason', label: 'Alasan', filled: at === 'penugasan' ? filled : EMPTY, hint: 'Misalnya diganti dengan SK baru' }), html`<div><button class="tombol kedua">Akhiri penugasan</button></div>`)}</details>`}`;
}

function acts(shell: Shell, state: State): Html {
  const { bimtek, person } = state;
  const to = (rest: string) => pathOf(bimtek, `/peserta/${person.enrolmentId}/${rest}`);
  if (person.endedAt)
    return html`<div>${actButton(shell, to('lanjut'), 'Ikutkan lagi', { class: 'tombol kedua' })}</div>`;
  return html`<section class="kartu" aria-labelledby="ubah"><div class="dalam"><h2 id="ubah">Ubah</h2>
${part(state, 'data', 'Data orang', dataForm(shell, state, to('data')))}
${part(state, 'kelas', 'Pindah kelas', moveForm(shell, state, to('kelas')))}
${part(state, 'bergabung', 'Waktu mulai ikut', joiningForm(shell, state, to('bergabung')))}
${part(state, 'nagari', 'Nagari atau desa', villageForm(shell, state, to('nagari')))}
${part(state, 'berhenti', 'Berhenti ikut', endForm(shell, state, to('berhenti')))}<p><a class="tombol kedua" href="${to('ganti')}">Ganti kader</a></p></div></section>`;
}

const FIELDS: Readonly<Record<string, string>> = {
  name: 'nama',
  title_prefix: 'gelar depan',
  title_suffix: 'gelar belakang',
  sex: 'jenis kelamin',
  phone: 'nomor HP',
  nik: 'NIK',
};

/** What of the act can be said in a word: columns, letters, codes; never a value. */
function detailWords({ act, detail }: HistoryEntry, classes: State['classes']): string {
  const { fields, from, to } = detail;
  if (Array.isArray(fields)) return `: ${fields.map((one) => FIELDS[String(one)] ?? String(one)).join(', ')}`;
  const letter = (id: unknown) => classes.find((one) => one.id === id)?.letter ?? '?';
  if (act === 'class-changed') return `: dari ${letter(from)} ke ${letter(to)}`;
  if (act === 'village-changed') return `: dari ${String(from)} ke ${String(to)}`;
  return '';
}

/** Who changed what, newest first. */
function historyPart({ history, bimtek, classes }: State): Part {
  if (history.length === 0) return '';
  return html`<section class="kartu" aria-labelledby="riwayat"><div class="dalam"><h2 id="riwayat">Riwayat perubahan</h2><details><summary>Lihat ${history.length} perubahan</summary><ul class="rapat">${history.map(
    (entry) =>
      html`<li><span class="tebal">${actWords(entry.act)}${detailWords(entry, classes)}</span> <span class="mungil redup">${dateTime(entry.at, bimtek.zone)}, ${entry.by ?? 'Sistem'}</span></li>`,
  )}</ul></details></div></section>`;
}

const part = ({ at }: State, name: string, label: string, body: Html): Html =>
  html`<details${at === name && html` open`}><summary>${label}</summary>${body}</details>`;
const filledOf = ({ at, filled = EMPTY }: State, name: string): Filled => (at === name ? filled : EMPTY);
const save = (label: string): Part => html`<div><button class="tombol">${label}</button></div>`;

function dataForm(shell: Shell, state: State, action: string): Html {
  const { person } = state;
  const filled = filledOf(state, 'data');
  return form(
    shell,
    { action, class: 'tumpuk selebar-isian' },
    field({
      name: 'name',
      label: 'Nama',
      filled,
      value: person.name,
      hint: 'Tanpa gelar. Kader memastikan nama ini lagi sesudah diubah',
    }),
    html`<div class="deret">${field({ name: 'titlePrefix', label: 'Gelar depan', filled, value: person.titlePrefix })}${field({ name: 'titleSuffix', label: 'Gelar belakang', filled, value: person.titleSuffix })}</div>`,
    select({
      name: 'sex',
      label: 'Jenis kelamin',
      filled,
      value: person.sex ?? '',
      choices: [
        { value: '', label: 'Belum diisi' },
        { value: 'L', label: 'Laki-laki' },
        { value: 'P', label: 'Perempuan' },
      ],
    }),
    field({
      name: 'phone',
      label: 'Nomor HP',
      type: 'tel',
      filled,
      value: person.phone ? phone(person.phone) : '',
      hint: 'Dipakai untuk masuk. Kosong: masuk dengan kode peserta',
    }),
    save('Simpan data'),
  );
}

function moveForm(shell: Shell, state: State, action: string): Html {
  const others = state.classes.filter(({ id }) => id !== state.person.classId);
  return form(
    shell,
    { action, class: 'tumpuk selebar-isian' },
    html`<p class="mungil redup">Mulai sekarang. Sesi sebelumnya tetap milik kelas lama, nomor peserta tetap.</p>`,
    select({
      name: 'class',
      label: 'Kelas',
      filled: filledOf(state, 'kelas'),
      choices: [
        { value: '', label: 'Pilih' },
        ...others.map(({ id, letter }) => ({ value: id, label: `Kelas ${letter}` })),
      ],
    }),
    save('Pindahkan'),
  );
}

function joiningForm(shell: Shell, state: State, action: string): Html {
  const { person, bimtek } = state;
  const filled = filledOf(state, 'bergabung');
  return form(
    shell,
    { action, class: 'tumpuk selebar-isian' },
    html`<p class="mungil redup">Sesi sebelum waktu ini tertulis belum terdaftar dan tidak dihitung hadir.</p>`,
    html`<div class="deret">${field({ name: 'day', label: 'Tanggal', type: 'date', filled, value: dayOf(person.joinedAt, bimtek.zone) })}${field({ name: 'time', label: 'Jam', type: 'time', filled, value: clockTime(person.joinedAt, bimtek.zone).replace('.', ':') })}</div>`,
    save('Simpan waktu'),
  );
}

function villageForm(shell: Shell, state: State, action: string): Html {
  const filled = filledOf(state, 'nagari');
  return form(
    shell,
    { action, class: 'tumpuk selebar-isian' },
    html`<p class="mungil redup">Untuk memperbaiki salah catat. Penugasan di tempat lama berakhir, SK dicatat lagi.</p>`,
    field({
      name: 'village',
      label: 'Kode wilayah',
      filled,
      value: state.person.villageCode,
      hint: 'Kode Kemendagri, misalnya 13.02.07.2001',
    }),
    field({ name: 'villageReason', label: 'Alasan', filled }),
    save('Simpan'),
  );
}

function endForm(shell: Shell, state: State, action: string): Html {
  return form(
    shell,
    { action, class: 'tumpuk selebar-isian' },
    html`<p class="mungil redup">Sesi yang tersisa tetap dalam rencana, dan tidak ada sertifikat yang terbit.</p>`,
    field({ name: 'reason', label: 'Alasan', filled: filledOf(state, 'berhenti') }),
    state.person.assignment && checkbox({ name: 'assignment', label: 'Akhiri juga penugasannya' }),
    save('Berhenti ikut'),
  );
}
