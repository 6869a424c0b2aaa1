import type { BimtekView, ParticipantChoices } from '../../src/bimtek/index.ts';
import type { Alike } from '../../src/desk/find-alike.ts';
import type { Shell } from '../../src/http/page.ts';
import { refusalWords } from '../bimtek/words.ts';
import { checkbox, errorSummary, field, type Filled, form, select } from '../ui/form.ts';
import { maskPhone } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { refusal } from '../ui/notice.ts';
import { deskPath, toDesk } from './words.ts';

export type VillageChoice = { code: string; name: string; district: string; regency: string };
type State = {
  bimtek: BimtekView;
  classes: ParticipantChoices['classes'];
  filled: Filled;
  /** Villages that what was typed may mean. */
  villages?: VillageChoice[];
  refused?: { reason: string; enrolmentId?: string | null; people?: Alike[] };
};

const LABELS = {
  name: 'Nama lengkap',
  titlePrefix: 'Gelar depan',
  titleSuffix: 'Gelar belakang',
  sex: 'Jenis kelamin',
  nik: 'NIK',
  phone: 'Nomor HP',
  village: 'Nagari, desa, atau pekon',
  class: 'Kelas',
};

/** Someone who is on no list: enrolled, arrived and given a slip with one button. */
export function walkInPage(shell: Shell, state: State): Html {
  const { bimtek, filled, classes } = state;
  const kloter = filled.values['kloter'] ?? '';
  const wrong = Object.keys(filled.fields).length > 0 || state.refused !== undefined;
  const box = (name: keyof typeof LABELS, more: Partial<Parameters<typeof field>[0]> = {}) =>
    field({ name, label: LABELS[name], filled, autocomplete: 'off', ...more });
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Daftarkan di meja' : 'Daftarkan di meja' },
    main(
      toDesk(bimtek, kloter),
      heading('Daftarkan di meja', {
        below: 'Untuk orang yang tidak ada di daftar. Sesi sebelum ini tidak dihitung sebagai tidak hadir.',
      }),
      errorSummary(filled, LABELS),
      state.refused && refusal(refusedWords(bimtek, state.refused)),
      form(
        shell,
        { action: deskPath(bimtek, '/baru'), class: 'tumpuk kartu-isian selebar-isian' },
        box('name', { hint: 'Seperti di KTP' }),
        html`<div class="deret">${box('titlePrefix')}${box('titleSuffix')}</div>`,
        box('phone', { type: 'tel', hint: 'Boleh kosong: orang ini masuk dengan kode peserta' }),
        html`<div class="deret">${select({
          name: 'class',
          label: LABELS.class,
          filled,
          choices: classes.map(({ id, letter }) => ({ value: id, label: `Kelas ${letter}` })),
        })}${select({
          name: 'sex',
          label: LABELS.sex,
          filled,
          choices: [
            { value: '', label: 'Belum diisi' },
            { value: 'P', label: 'Perempuan' },
            { value: 'L', label: 'Laki-laki' },
          ],
        })}</div>`,
        box('nik', {
          inputmode: 'numeric',
          hint: '16 angka, boleh kosong. Mengenali orang yang pernah ikut.',
        }),
        villageFields(state),
        whoIsThis(state),
        field({ name: 'kloter', label: 'Kloter (boleh kosong)', filled, autocomplete: 'off' }),
        checkbox({
          name: 'letter',
          label: 'Surat tugas sudah diserahkan',
          checked: Boolean(filled.values['letter']),
        }),
        html`<button class="tombol lebar">Daftarkan dan catat datang</button>`,
      ),
    ),
  );
}

function villageFields({ filled, villages = [] }: State): Part {
  if (villages.length === 0)
    return field({
      name: 'village',
      label: LABELS.village,
      filled,
      autocomplete: 'off',
      hint: 'Nama atau kode, misalnya Cupak atau 13.02.07.2001',
    });
  return html`<fieldset class="kumpulan salah" id="village"><legend>${LABELS.village}: yang mana?</legend>${villages.map(
    ({ code, name, district, regency }, i) =>
      html`<label class="centang"><input type="radio" name="village" value="${code}"${i === 0 && html` checked`}><span>${name}, ${district}, ${regency} <span class="mungil redup">${code}</span></span></label>`,
  )}</fieldset>`;
}

/** People of whom one may be this one: never taken for the same, never doubled, without a word from the desk. */
function whoIsThis({ bimtek, refused }: State): Part {
  if (!refused?.people) return '';
  return html`<fieldset class="kumpulan salah" id="person"><legend>Siapa orang ini?</legend>${refused.people.map(
    ({ personId, name, phone, village, enrolmentId }) => {
      const facts = [village, phone && maskPhone(phone)].filter(Boolean).join(', ');
      return enrolmentId
        ? html`<p><a class="tombol" href="${deskPath(bimtek, `/${enrolmentId}`)}">${name}</a> <span class="mungil redup">${facts}, sudah terdaftar di bimtek ini</span></p>`
        : html`<label class="centang"><input type="radio" name="person" value="${personId}" required><span>${name} <span class="mungil redup">${facts}</span></span></label>`;
    },
  )}<label class="centang"><input type="radio" name="person" value="new" required><span>Bukan salah satu dari mereka: orang baru</span></label></fieldset>`;
}

function refusedWords(bimtek: BimtekView, { reason, enrolmentId }: NonNullable<State['refused']>): Html {
  if (reason === 'alike')
    return html`<p>Nama di tempat itu, atau nomor HP itu, sudah dikenal. <a href="#person">Pilih siapa orang ini</a>.</p>`;
  if (reason !== 'already') return html`<p>${refusalWords(reason)}</p>`;
  return html`<p>Orang dengan NIK ini sudah terdaftar di bimtek ini.</p>${
    enrolmentId
      ? html`<p><a class="tombol" href="${deskPath(bimtek, `/${enrolmentId}`)}">Buka datanya</a></p>`
      : html`<p>Kepesertaannya sudah berakhir. Lanjutkan di halaman Peserta, saringan “Sudah berhenti”.</p>`
  }`;
}
