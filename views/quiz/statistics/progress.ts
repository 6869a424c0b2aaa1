import type { Shell } from '../../../src/http/page.ts';
import type { Gain } from '../../../src/quiz/statistics/gain.ts';
import type { GroupGain, ObjectiveGain, Progress, Which } from '../../../src/quiz/statistics/progress.ts';
import type { Objective } from '../../../src/quiz/statistics/queries.ts';
import type { Narrow } from '../../../src/quiz/statistics/study.ts';
import { select } from '../../ui/form.ts';
import { html, type Html, type Part } from '../../ui/html.ts';
import { icon } from '../../ui/icons.ts';
import { backLink, heading, main, page } from '../../ui/layout.ts';
import { empty } from '../../ui/notice.ts';
import { gainChart } from './charts.ts';
import { narrowForm, narrowQuery } from './narrow.ts';
import { changeText, FEW, fewNote, figureText, GROUP_NAMES, groupLabel } from './words.ts';

type State = {
  above: string;
  /** Address of this page. */
  path: string;
  back: { href: string; label: string };
  wish: Narrow & { which: Which; course: string | null };
  objectives: Objective[];
  progress: Progress;
};

/** What the same people gained from pre-test to post-test; for a bimtek or for a class. */
export function progressPage(shell: Shell, state: State): Html {
  const { progress, path, back, wish } = state;
  const { people } = progress.all;
  const download = `${path}.xlsx${narrowQuery(wish, {
    ...(wish.which === 'terbaik' ? { percobaan: 'terbaik' } : {}),
    ...(wish.course ? { kursus: wish.course } : {}),
  })}`;
  return page(
    shell,
    { title: 'Kemajuan' },
    main(
      backLink(back.href, back.label),
      heading('Kemajuan pre-test ke post-test', {
        above: state.above,
        below: `${people} kader yang mengerjakan keduanya. Yang dihitung: post-test ${wish.which === 'pertama' ? 'pertama' : 'terbaik'} tiap kader.`,
      }),
      narrowForm(path, wish, progress.choices, attemptChoice(wish.which), courseChoice(state)),
      leftOut(progress),
      fewNote(people),
      people === 0
        ? empty(
            'Belum ada kader yang mengerjakan pre-test dan post-test.',
            html`<p><a class="tombol kedua" href="${back.href}">${back.label}</a></p>`,
          )
        : html`${overall(progress.all)}${objectivesPart(progress.objectives, download)}${(['class', 'regency', 'sex', 'form'] as const).map((by) => groupPart(by, progress.groups))}${help()}`,
    ),
  );
}

const attemptChoice = (which: Which): Html =>
  select({
    name: 'percobaan',
    label: 'Post-test',
    value: which,
    choices: [
      { value: 'pertama', label: 'Percobaan pertama' },
      { value: 'terbaik', label: 'Nilai terbaik' },
    ],
  });

function courseChoice({ objectives, wish }: State): Part {
  const courses = new Map(objectives.map(({ courseId, course }) => [courseId, course]));
  return (
    courses.size > 1 &&
    select({
      name: 'kursus',
      label: 'Kursus',
      value: wish.course ?? '',
      choices: [...courses].map(([value, label]) => ({ value, label })),
    })
  );
}

function leftOut({ withoutPre, withoutPost }: Progress): Part {
  const sentences = [
    withoutPre > 0 ? `${withoutPre} kader tidak mengerjakan pre-test, jadi tidak ikut dihitung.` : '',
    withoutPost > 0 ? `${withoutPost} kader belum mengerjakan post-test.` : '',
  ].filter(Boolean);
  return sentences.length > 0 && html`<p class="redup">${sentences.join(' ')}</p>`;
}

function overall(gain: Gain): Html {
  const one = (name: string, value: Part) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<dl class="kartu angka-hasil">${one('Pre-test, rata-rata', figureText(gain.before.mean))}${one('Post-test, rata-rata', figureText(gain.after.mean))}${one('Naik', changeText(gain.change))}${one('Nilainya turun', `${gain.worse} kader`)}${one('Pre-test, nilai tengah', figureText(gain.before.median))}${one('Post-test, nilai tengah', figureText(gain.after.median))}${one('Kemajuan kelompok', figureText(gain.ofGroup, 2))}${one('Kemajuan per orang', figureText(gain.ofPeople, 2))}</dl>`;
}

const HEAD = html`<th scope="col">Kader</th><th scope="col">Pre-test</th><th scope="col">Post-test</th><th scope="col">Naik</th><th scope="col">Kemajuan</th>`;

const cells = (gain: Gain): Html =>
  html`<td data-l="Kader">${gain.people}</td><td data-l="Pre-test">${figureText(gain.before.mean)}</td><td data-l="Post-test">${figureText(gain.after.mean)}</td><td data-l="Naik">${changeText(gain.change)}</td><td data-l="Kemajuan">${figureText(gain.ofGroup, 2)}</td>`;

const few = ({ people }: Gain): Part =>
  people < FEW && html`<small>Hanya ${people} kader: tidak membuktikan apa pun.</small>`;

function objectivesPart(objectives: ObjectiveGain[], download: string): Html {
  const worse = objectives.filter(({ gain }) => (gain.change.value ?? 0) < 0).length;
  return html`<section aria-labelledby="tujuan" class="tumpuk"><div class="judul-bag lentur"><h2 id="tujuan">Menurut tujuan belajar</h2><a class="tombol kedua kecil" href="${download}">${icon('unduh', 'kecil')}Unduh Excel</a></div><p>${worse === 0 ? 'Tidak ada tujuan yang turun. Yang paling sedikit naik ada di atas.' : `${worse} tujuan turun, yang paling turun di atas.`}</p>${gainChart(objectives)}<div class="kartu kartu-tabel"><table class="soal-angka"><caption class="kasat">Kemajuan menurut tujuan belajar</caption><thead><tr><th scope="col">Tujuan</th>${HEAD}</tr></thead><tbody>${objectives.map(
    ({ objective, gain }, at) =>
      html`<tr><th scope="row"><span class="angka">${at + 1}.</span> ${objective.says}<small>${objective.module}</small>${few(gain)}</th>${cells(gain)}</tr>`,
  )}</tbody></table></div></section>`;
}

function groupPart(by: GroupGain['by'], groups: GroupGain[]): Html {
  const own = groups.filter((group) => group.by === by);
  if (own.length < 2) return html``;
  return html`<section aria-labelledby="menurut-${by}" class="tumpuk"><h2 id="menurut-${by}">Menurut ${GROUP_NAMES[by].toLowerCase()}</h2><div class="kartu kartu-tabel"><table class="soal-angka"><caption class="kasat">Kemajuan menurut ${GROUP_NAMES[by].toLowerCase()}</caption><thead><tr><th scope="col">${GROUP_NAMES[by]}</th>${HEAD}</tr></thead><tbody>${own.map(
    ({ label, gain }) =>
      html`<tr><th scope="row">${groupLabel(by, label)}${few(gain)}</th>${cells(gain)}</tr>`,
  )}</tbody></table></div></section>`;
}

const help = (): Html =>
  html`<details><summary>Arti angka</summary><dl class="rinci"><dt>Naik</dt><dd>Rata-rata post-test dikurangi rata-rata pre-test, dalam nilai 0 sampai 100.</dd><dt>Kemajuan kelompok</dt><dd>Berapa bagian dari yang belum dikuasai sebelumnya kini dikuasai, dihitung dari rata-rata kelompok (Hake). 0,30 berarti sepertiga lebih sedikit. Di bawah 0 berarti turun. Angka di kolom Kemajuan dihitung dengan cara ini.</dd><dt>Kemajuan per orang</dt><dd>Rata-rata kemajuan tiap kader. Kader yang pre-test-nya sudah 100 tidak ikut.</dd><dt>Tujuan belajar</dt><dd>Hanya kader yang mendapat soal tentang tujuan itu di kedua tes.</dd></dl></details>`;
