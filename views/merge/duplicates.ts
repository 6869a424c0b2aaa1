import type { BimtekView } from '../../src/bimtek/index.ts';
import type { Shell } from '../../src/http/page.ts';
import type { Pair, PairReason } from '../../src/merge/pairs.ts';
import type { MergeEntry, SetApart, Side } from '../../src/merge/queries.ts';
import { actButton, form } from '../ui/form.ts';
import { count, dateTime, maskNik, maskPhone, phone } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal as refusalBox, stamp } from '../ui/notice.ts';

type State = {
  bimtek: BimtekView;
  pairs: Pair[];
  sides: ReadonlyMap<string, Side>;
  merges: MergeEntry[];
  apart: SetApart[];
  kabar?: string | undefined;
  refused?: string;
};

const TOLD = {
  digabung: 'Data digabung. Presensi, kuis, dan sertifikat keduanya tetap ada.',
  berbeda: 'Dicatat: bukan orang yang sama. Pasangan ini tidak ditanyakan lagi.',
  tinjau: 'Pasangan itu ditanyakan lagi.',
  dikembalikan: 'Penggabungan dikembalikan. Keduanya seperti semula.',
};

const REFUSED: Readonly<Record<string, string>> = {
  form: 'Pilih dulu data yang dipertahankan.',
  gone: 'Pasangan ini sudah berubah. Periksa lagi daftar di bawah.',
  self: 'Anda tidak bisa menggabungkan data Anda sendiri. Minta panitia lain.',
  'has-role': 'Salah satu orang ini punya peran, misalnya pelatih atau duta. Minta admin memeriksanya dulu.',
  elsewhere: 'Salah satu orang ini juga ikut bimtek yang tidak Anda kelola. Minta panitia bimtek itu.',
  'keep-the-other':
    'Pilih yang satunya sebagai data yang dipertahankan: dia masih ikut, atau izin PKDD berdiri di atas sertifikatnya.',
  'both-cleared':
    'Keduanya sudah boleh mulai PKDD dengan sertifikat masing-masing. Tangguhkan atau cabut salah satu sertifikat dulu.',
  'own-act':
    'Salah satu orang ini mengesahkan SK atau sertifikat yang lain, jadi tidak mungkin orang yang sama.',
  late: 'Sudah lewat 30 hari. Penggabungan ini tidak bisa dikembalikan lagi.',
  'merged-since': 'Orang ini sudah digabung lagi sesudahnya. Kembalikan penggabungan yang lebih baru dulu.',
  'cleared-since': 'Izin PKDD sudah diberikan sesudah penggabungan. Tangguhkan izin itu dulu.',
  'same-nik': 'NIK keduanya sekarang sama. Perbaiki NIK itu dulu.',
};

/** Persons who may be one, side by side; and what was decided before. */
export function duplicatesPage(shell: Shell, state: State): Html {
  const { bimtek, pairs, merges, apart, kabar, refused } = state;
  const to = `/kelola/bimtek/${bimtek.id}`;
  return page(
    shell,
    { title: `${refused ? 'Belum bisa: ' : ''}Data ganda, ${bimtek.label}` },
    main(
      backLink(`${to}/peserta`, 'Peserta'),
      heading('Data ganda', {
        below:
          'Nomor HP sama, atau nama sama di nagari atau desa yang sama. NIK yang sama selalu satu orang.',
      }),
      notice(kabar, TOLD),
      refused &&
        refusalBox(html`<p>${REFUSED[refused] ?? 'Belum bisa disimpan. Muat ulang halaman ini.'}</p>`),
      pairs.length === 0
        ? empty('Tidak ada data yang tampak ganda.')
        : html`<ul class="tumpuk longgar">${pairs.map((pair, i) => pairCard(shell, state, pair, i))}</ul>`,
      mergesPart(shell, bimtek, merges),
      apartPart(shell, bimtek, apart),
    ),
  );
}

const WHY: Readonly<Record<PairReason, string>> = {
  phone: 'Nomor HP sama',
  'name-village': 'Nama dan tempat sama',
};

function pairCard(shell: Shell, { bimtek, sides }: State, pair: Pair, i: number): Part {
  const [one, other] = [sides.get(pair.oneId), sides.get(pair.otherId)];
  if (!one || !other) return '';
  const action = (act: string) => `/kelola/bimtek/${bimtek.id}/ganda/${act}`;
  const hidden = html`<input type="hidden" name="one" value="${one.personId}"><input type="hidden" name="other" value="${other.personId}">`;
  const keep = (side: Side, n: number) =>
    html`<label class="centang"><input type="radio" name="keep" value="${side.personId}"><span>Pertahankan data ${n}: ${side.name}${numbers(side)}</span></label>`;
  const merge = form(
    shell,
    { action: action('gabung'), class: 'tumpuk' },
    hidden,
    html`<fieldset class="kumpulan"><legend>Kalau ini satu orang, data mana yang dipertahankan?</legend>${keep(one, 1)}${keep(other, 2)}</fieldset><p class="mungil redup">Presensi, kuis, SK, dan sertifikat keduanya tetap ada. Bisa dikembalikan sampai 30 hari.</p><div><button class="tombol">Gabungkan</button></div>`,
  );
  const apart = form(
    shell,
    { action: action('berbeda'), class: 'aksi-satu' },
    hidden,
    html`<button class="tombol kedua">Bukan orang yang sama</button>`,
  );
  return html`<li class="kartu"><div class="dalam tumpuk"><div class="baris apit"><h2 id="pasangan-${i}">${one.name}${one.name !== other.name && html` dan ${other.name}`}</h2><span class="cap-cap">${pair.reasons.map((reason) => stamp('awas', WHY[reason]))}</span></div>
<div class="deret lebar-sama">${sideCard(bimtek, one, other, 1)}${sideCard(bimtek, other, one, 2)}</div>
${bimtek.writable && html`${merge}${apart}`}</div></li>`;
}

const numbers = ({ enrolments }: Side): string =>
  enrolments.length > 0 ? ` (${enrolments.map(({ no }) => no).join(', ')})` : '';

function sideCard(bimtek: BimtekView, side: Side, other: Side, n: number): Html {
  const number = (value: string | null) =>
    value === null ? 'belum diisi' : bimtek.writable ? phone(value) : maskPhone(value);
  const fact = (label: string, of: (side: Side) => string) =>
    html`<dt>${label}</dt><dd>${of(side)}${of(side) === of(other) && html` ${stamp('selesai', 'sama')}`}</dd>`;
  const list = (values: string[]) => (values.length > 0 ? values.join(', ') : 'belum ada');
  return html`<div class="rapat"><h3>Data ${n}</h3><dl class="rinci">${fact('Nama', fullName)}<dt>NIK</dt><dd>${side.nik === null ? 'belum diisi' : maskNik(side.nik)}</dd>${fact('Nomor HP', ({ phone: value }) => number(value))}${fact('Jenis kelamin', ({ sex }) => (sex === 'L' ? 'Laki-laki' : sex === 'P' ? 'Perempuan' : 'belum diisi'))}
<dt>Ikut</dt><dd>${side.enrolments.map((one) => html`<span class="baris-kata">${one.bimtekId === bimtek.id ? html`<a href="/kelola/bimtek/${bimtek.id}/peserta/${one.id}">${one.no}</a>` : `${one.label}, ${one.no}`}, kelas ${one.letter}, ${one.village}${one.ended && ' (sudah berhenti)'}</span>`)}</dd>
<dt>Masuk</dt><dd>${side.signedInAt ? dateTime(side.signedInAt, bimtek.zone) : 'belum pernah'}</dd><dt>Presensi</dt><dd>${count(side.marks)} catatan</dd><dt>Kuis</dt><dd>${count(side.attempts)} dikumpulkan, ${count(side.lessons)} pelajaran dibaca</dd><dt>SK</dt><dd>${list(side.decrees)}</dd><dt>Sertifikat</dt><dd>${list(side.certificates)}</dd></dl></div>`;
}

const fullName = ({ titlePrefix, name, titleSuffix }: Side): string =>
  [titlePrefix, titleSuffix ? `${name}, ${titleSuffix}` : name].filter(Boolean).join(' ');

function mergesPart(shell: Shell, bimtek: BimtekView, merges: MergeEntry[]): Part {
  if (merges.length === 0) return '';
  return html`<section aria-labelledby="digabung"><div class="judul-bag"><h2 id="digabung">Digabung 30 hari terakhir</h2></div><ul class="kartu daftar-ringkas">${merges.map(
    (entry) =>
      html`<li><span class="rapat"><span>${entry.other} masuk ke ${entry.kept}</span><span class="mungil redup">${dateTime(entry.at, bimtek.zone)}, oleh ${entry.by}</span></span>${
        entry.undoneAt
          ? html`<span class="mungil redup">sudah dikembalikan</span>`
          : bimtek.writable &&
            actButton(
              shell,
              `/kelola/bimtek/${bimtek.id}/ganda/kembalikan`,
              html`Kembalikan<span class="kasat">: ${entry.other} dan ${entry.kept}</span>`,
              { values: { merge: entry.id } },
            )
      }</li>`,
  )}</ul></section>`;
}

function apartPart(shell: Shell, bimtek: BimtekView, apart: SetApart[]): Part {
  if (apart.length === 0) return '';
  return html`<section aria-labelledby="berbeda"><div class="judul-bag"><h2 id="berbeda">Bukan orang yang sama</h2></div><ul class="kartu daftar-ringkas">${apart.map(
    (pair) =>
      html`<li><span class="rapat"><span>${pair.one} dan ${pair.other}</span><span class="mungil redup">${dateTime(pair.at, bimtek.zone)}, oleh ${pair.by}</span></span>${
        bimtek.writable &&
        actButton(
          shell,
          `/kelola/bimtek/${bimtek.id}/ganda/tinjau`,
          html`Tinjau lagi<span class="kasat">: ${pair.one} dan ${pair.other}</span>`,
          { values: { one: pair.oneId, other: pair.otherId } },
        )
      }</li>`,
  )}</ul></section>`;
}
