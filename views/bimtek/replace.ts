import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Participant } from '../../src/bimtek/people/find-participant.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled, form, select } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal as refusalBox } from '../ui/notice.ts';
import { pathOf, placeName, refusalWords } from './words.ts';

type State = { bimtek: BimtekView; person: Participant; filled?: Filled; refused?: string };

const LABELS: Record<string, string> = {
  reason: 'Alasan',
  name: 'Nama kader baru',
  titlePrefix: 'Gelar depan',
  titleSuffix: 'Gelar belakang',
  sex: 'Jenis kelamin',
  nik: 'NIK',
  phone: 'Nomor HP',
  number: 'Nomor SK',
  dated: 'Tanggal SK',
};

const REFUSED: Readonly<Record<string, string>> = {
  'other-name': 'NIK ini sudah terdaftar atas nama lain. Periksa NIK dan namanya.',
  'takes-part': 'Orang dengan NIK ini sudah terdaftar di bimtek ini.',
  confirmed:
    'Orang ini sudah punya SK lain yang disahkan untuk tempat yang sama. Kosongkan nomor SK di sini.',
};

/** Another kader for the village: who leaves and why, who comes. */
export function replacePage(shell: Shell, { bimtek, person, filled = EMPTY, refused }: State): Html {
  const wrong = refused !== undefined || Object.keys(filled.fields).length > 0;
  const label = (name: string) => LABELS[name] ?? name;
  const text = (name: string, more: { hint?: string; type?: 'tel' | 'date' } = {}) =>
    field({ name, label: label(name), filled, ...more });
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Ganti kader, ${person.name}` },
    main(
      backLink(pathOf(bimtek, `/peserta/${person.enrolmentId}`), person.name),
      heading('Ganti kader', {
        above: `${placeName(person.villageTerm, person.villageName)}, Kecamatan ${person.districtName}`,
        below: `${person.name} berhenti ikut mulai sekarang dan riwayatnya tetap. Kader baru mulai dari awal, di kelas ${person.classLetter}.`,
      }),
      errorSummary(filled, LABELS),
      refused && refusalBox(html`<p>${REFUSED[refused] ?? refusalWords(refused)}</p>`),
      form(
        shell,
        { action: pathOf(bimtek, `/peserta/${person.enrolmentId}/ganti`), class: 'kartu-isian tumpuk' },
        text('reason', { hint: 'Misalnya mengundurkan diri, atau SK baru' }),
        text('name', { hint: 'Tanpa gelar' }),
        html`<div class="deret">${text('titlePrefix')}${text('titleSuffix')}</div>`,
        select({
          name: 'sex',
          label: label('sex'),
          filled,
          choices: [
            { value: '', label: 'Pilih' },
            { value: 'L', label: 'Laki-laki' },
            { value: 'P', label: 'Perempuan' },
          ],
        }),
        text('nik', { hint: '16 angka' }),
        text('phone', { type: 'tel', hint: 'Kosong: masuk dengan kode peserta' }),
        html`<div class="deret">${text('number', { hint: 'Boleh menyusul' })}${text('dated', { type: 'date' })}</div>`,
        html`<div><button class="tombol">Ganti kader</button></div>`,
      ),
    ),
  );
}
