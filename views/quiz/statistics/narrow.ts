import type { Choices, Narrow } from '../../../src/quiz/statistics/study.ts';
import { select } from '../../ui/form.ts';
import { html, type Html, type Part } from '../../ui/html.ts';

const all = (label: string) => ({ value: '', label });

/** The form that narrows the figures; a choice that would leave everything as it is does not stand there. */
export function narrowForm(action: string, narrow: Narrow, choices: Choices, ...more: Part[]): Html {
  const lists: Part[] = [
    choices.classes.length > 1 &&
      select({
        name: 'kelas',
        label: 'Kelas',
        value: narrow.class ?? '',
        choices: [
          all('Semua kelas'),
          ...choices.classes.map((value) => ({ value, label: `Kelas ${value}` })),
        ],
      }),
    choices.regencies.length > 1 &&
      select({
        name: 'kabupaten',
        label: 'Kabupaten',
        value: narrow.regency ?? '',
        choices: [
          all('Semua kabupaten'),
          ...choices.regencies.map(({ code, name }) => ({ value: code, label: name })),
        ],
      }),
    select({
      name: 'jk',
      label: 'Jenis kelamin',
      value: narrow.sex ?? '',
      choices: [all('Semua'), { value: 'P', label: 'Perempuan' }, { value: 'L', label: 'Laki-laki' }],
    }),
    choices.forms.length > 0 &&
      select({
        name: 'paket',
        label: 'Paket soal',
        value: narrow.form ?? '',
        choices: [all('Semua paket'), ...choices.forms.map((value) => ({ value, label: `Paket ${value}` }))],
      }),
    ...more,
  ];
  return html`<form method="get" action="${action}" class="saring-hasil">${lists}<button class="tombol kedua">Tampilkan</button></form>`;
}

/** The address of the same choice elsewhere (a workbook). */
export function narrowQuery(narrow: Narrow, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    ...(narrow.class ? { kelas: narrow.class } : {}),
    ...(narrow.regency ? { kabupaten: narrow.regency } : {}),
    ...(narrow.sex ? { jk: narrow.sex } : {}),
    ...(narrow.form ? { paket: narrow.form } : {}),
    ...more,
  }).toString();
  return query && `?${query}`;
}
