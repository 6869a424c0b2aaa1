import type { IssuerChoice } from '../../src/bimtek/office/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { checkbox, EMPTY, errorSummary, field, type Filled, form, select } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal } from '../ui/notice.ts';
import { refusalWords, ZONES } from './words.ts';

export const FACTS: Record<string, string> = {
  name: 'Nama bimtek',
  label: 'Gelombang atau angkatan',
  place: 'Kota',
  timeZone: 'Zona waktu',
  startsOn: 'Tanggal mulai',
  endsOn: 'Tanggal selesai',
};
const LABELS: Record<string, string> = {
  ...FACTS,
  issuer: 'Penyelenggara',
  panitia: 'Panitia',
  issuerName: 'Nama penyelenggara',
  issuerUnit: 'Singkatan unit',
  issuerLines: 'Baris kop',
  issuerPlace: 'Tempat terbit',
  signatoryName: 'Nama penandatangan',
  signatoryTitle: 'Jabatan penandatangan',
  signatoryNip: 'NIP penandatangan',
};

type State = {
  issuers: IssuerChoice[];
  /** Only for an admin, who does not become panitia. */
  panitia: { id: string; name: string }[] | null;
  filled?: Filled;
  refused?: string;
};

export function newBimtekPage(shell: Shell, { issuers, panitia, filled = EMPTY, refused }: State): Html {
  const wrong = refused !== undefined || Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Buat bimtek` },
    main(
      backLink('/kelola', 'Semua bimtek'),
      heading('Buat bimtek', {
        below: 'Semua bisa diubah nanti. Materi dan syarat sertifikat diisi otomatis.',
      }),
      errorSummary(filled, LABELS),
      refused && refusal(html`<p>${refusalWords(refused)}</p>`),
      form(
        shell,
        { action: '/kelola/bimtek', class: 'tumpuk longgar selebar-isian' },
        html`<div class="kartu-isian tumpuk">${factFields(filled)}${panitia && panitiaField(panitia, filled)}</div>`,
        issuerFields(issuers, filled),
        html`<button class="tombol lebar">Buat bimtek</button>`,
      ),
    ),
  );
}

type Facts = Partial<Record<'name' | 'label' | 'place' | 'timeZone' | 'startsOn' | 'endsOn', string>> & {
  countsForPkdd?: boolean;
};

/** The fields of a bimtek itself: here and on its settings page. */
export function factFields(filled: Filled, facts: Facts = {}): Html {
  const label = (name: string) => FACTS[name] ?? name;
  const counts =
    Object.keys(filled.values).length > 0
      ? filled.values['countsForPkdd'] !== undefined
      : (facts.countsForPkdd ?? true);
  return html`${field({ name: 'name', label: label('name'), filled, value: facts.name ?? '', hint: 'Misalnya Bimbingan Teknis Kader Digital Desa Cerdas' })}
${field({ name: 'label', label: label('label'), filled, value: facts.label ?? '', hint: 'Misalnya Gelombang II Tahun 2024' })}
${field({ name: 'place', label: label('place'), filled, value: facts.place ?? '' })}
${select({ name: 'timeZone', label: label('timeZone'), filled, value: facts.timeZone ?? 'Asia/Jakarta', choices: ZONES })}
<div class="deret">${field({ name: 'startsOn', label: label('startsOn'), type: 'date', filled, value: facts.startsOn ?? '' })}${field({ name: 'endsOn', label: label('endsOn'), type: 'date', filled, value: facts.endsOn ?? '' })}</div>
${checkbox({ name: 'countsForPkdd', label: 'Berlaku untuk PKDD (Pembentukan Komunitas Desa Digital)', checked: counts })}`;
}

const panitiaField = (people: { id: string; name: string }[], filled: Filled): Html =>
  select({
    name: 'panitia',
    label: 'Panitia',
    hint: 'Orang ini mengatur bimtek. Panitia lain bisa ditambah di Akun.',
    filled,
    choices: [{ value: '', label: 'Pilih' }, ...people.map(({ id, name }) => ({ value: id, label: name }))],
  });

function issuerFields(issuers: IssuerChoice[], filled: Filled): Part {
  const fresh = html`<div class="tumpuk">
${field({ name: 'issuerName', label: 'Nama penyelenggara', filled })}
${field({ name: 'issuerUnit', label: 'Singkatan unit', filled, hint: 'Masuk ke nomor sertifikat, misalnya BPI' })}
${field({ name: 'issuerLines', label: 'Baris kop', filled, rows: 2, hint: 'Nama kementerian atau pemerintah daerah, satu baris per nama. Boleh kosong.' })}
${field({ name: 'issuerPlace', label: 'Tempat terbit', filled })}
${field({ name: 'signatoryName', label: 'Nama penandatangan', filled })}
${field({ name: 'signatoryTitle', label: 'Jabatan penandatangan', filled })}
${field({ name: 'signatoryNip', label: 'NIP penandatangan', filled, hint: 'Boleh kosong' })}</div>`;
  const [first] = issuers;
  if (!first)
    return html`<fieldset class="kartu-isian tumpuk"><legend class="kasat">Penyelenggara</legend><h2>Penyelenggara</h2><p class="mungil redup">Yang menerbitkan sertifikat.</p><input type="hidden" name="issuer" value="baru">${fresh}</fieldset>`;
  const choices = [
    ...issuers.map(({ id, unit, name }) => ({ value: id, label: `${unit}: ${name}` })),
    { value: 'baru', label: 'Penyelenggara baru' },
  ];
  return html`<fieldset class="kartu-isian tumpuk"><legend class="kasat">Penyelenggara</legend><h2>Penyelenggara</h2>
${select({ name: 'issuer', label: 'Yang menerbitkan sertifikat', filled, value: first.id, choices })}
<details${filled.values['issuer'] === 'baru' && html` open`}><summary>Isi penyelenggara baru</summary>${fresh}</details></fieldset>`;
}
