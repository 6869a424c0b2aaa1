import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Member, SplitPlan, SplitWish } from '../../src/bimtek/split/plan-split.ts';
import type { Shell } from '../../src/http/page.ts';
import { count } from '../ui/format.ts';
import { form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, refusal as refusalBox, warning } from '../ui/notice.ts';
import { pathOf, refusalWords } from './words.ts';

type Class = { id: string; letter: string };
type State = {
  bimtek: BimtekView;
  classes: Class[];
  wish: SplitWish;
  plan: SplitPlan;
  refused?: string;
};

/** Dividing people into classes: choose, see what would come out, then do it. */
export function splitPage(shell: Shell, state: State): Html {
  const { bimtek, classes, refused } = state;
  return page(
    shell,
    { title: `${refused ? 'Belum bisa: ' : ''}Bagi kelas, ${bimtek.label}` },
    main(
      backLink(pathOf(bimtek, '/kelas'), 'Kelas'),
      heading('Bagi peserta ke kelas', {
        below:
          'Rata menurut jumlah, kabupaten, dan jenis kelamin. Belum ada yang pindah sebelum Anda menekan Bagi.',
      }),
      refused && refusalBox(html`<p>${splitWords(refused)}</p>`),
      classes.length < 2
        ? empty(
            'Perlu paling sedikit dua kelas.',
            html`<p><a class="tombol" href="${pathOf(bimtek, '/kelas')}">Buat kelas</a></p>`,
          )
        : choiceForm(state),
      preview(shell, state),
    ),
  );
}

const splitWords = (reason: string): string =>
  reason === 'changed'
    ? 'Data berubah sejak Anda melihat rencana ini. Periksa rencana yang baru di bawah, lalu bagi lagi.'
    : refusalWords(reason);

function choiceForm({ bimtek, classes, wish, plan }: State): Html {
  const most = (id: string) => wish.into.find(({ classId }) => classId === id)?.most ?? '';
  const people = (id: string) => plan.members.filter(({ classId }) => classId === id).length;
  return html`<form class="kartu-isian tumpuk" method="get" action="${pathOf(bimtek, '/kelas/bagi')}"><fieldset class="kumpulan"><legend>Bagi peserta dari</legend>${classes.map(
    ({ id, letter }) =>
      html`<label class="centang"><input type="checkbox" name="dari" value="${id}"${wish.from.includes(id) && html` checked`}><span>Kelas ${letter} (${count(people(id))} orang)</span></label>`,
  )}</fieldset><fieldset class="kumpulan"><legend>Ke kelas</legend>${classes.map(
    ({ id, letter }) =>
      html`<div class="baris apit"><label class="centang"><input type="checkbox" name="ke" value="${id}"${wish.into.some(({ classId }) => classId === id) && html` checked`}><span>Kelas ${letter}</span></label><span class="baris maks"><label for="maks-${letter}" class="mungil">paling banyak<span class="kasat"> di kelas ${letter}</span></label><input id="maks-${letter}" name="maks.${id}" type="text" inputmode="numeric" size="4" maxlength="4" value="${most(id)}"></span></div>`,
  )}</fieldset><p class="mungil redup">Peserta kelas yang tidak dicentang di atas tetap di kelasnya. Untuk membagi ulang semuanya, centang juga kelas tujuan.</p><div><button class="tombol kedua">Lihat rencana</button></div></form>`;
}

function preview(shell: Shell, state: State): Part {
  const { bimtek, wish, plan } = state;
  if (wish.from.length === 0 || wish.into.length === 0) return '';
  const hidden = [
    ...wish.from.map((id) => ['dari', id] as const),
    ...wish.into.flatMap(({ classId, most }) => [
      ['ke', classId] as const,
      [`maks.${classId}`, most === null ? '' : String(most)] as const,
    ]),
    ['rencana', plan.digest] as const,
  ];
  return html`<section class="tumpuk" aria-labelledby="rencana"><div class="judul-bag"><h2 id="rencana">Rencana: ${count(plan.moves.length)} orang pindah</h2></div>
${plan.left.length > 0 && warning(html`<p>${count(plan.left.length)} orang tidak muat dan tetap di kelasnya. Naikkan batas, atau tambah kelas.</p>`)}
<ul class="kelas-kelas">${state.classes.map((one) => classCard(state, one))}</ul>
${moved(state)}
${
  plan.moves.length > 0 &&
  form(
    shell,
    { action: pathOf(bimtek, '/kelas/bagi'), class: 'kartu-isian tumpuk' },
    hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`),
    html`<p>Nomor peserta tetap. Sesi yang sudah lewat tetap milik kelas lama.</p><div><button class="tombol">Bagi ${count(plan.moves.length)} orang</button></div>`,
  )
}</section>`;
}

function classCard({ plan, wish }: State, { id, letter }: Class): Part {
  const touched = wish.from.includes(id) || wish.into.some(({ classId }) => classId === id);
  if (!touched) return '';
  const before = plan.members.filter(({ classId }) => classId === id).length;
  const people = plan.members.filter((one) => plan.after.get(one.id) === id);
  const women = people.filter(({ sex }) => sex === 'P').length;
  const unknown = people.filter(({ sex }) => sex === null).length;
  const places = [...Map.groupBy(people, ({ regencyName }) => regencyName)].toSorted(([a], [b]) =>
    a.localeCompare(b, 'id'),
  );
  return html`<li class="kartu"><div class="dalam tumpuk"><div class="baris apit"><h3>Kelas ${letter}</h3><span>${count(before)} menjadi <b>${count(people.length)}</b></span></div><p class="mungil">Laki-laki ${count(people.length - women - unknown)}, perempuan ${count(women)}${unknown > 0 && `, belum diisi ${count(unknown)}`}</p><ul class="mungil redup">${places.map(([name, theirs]) => html`<li>${name}: ${count(theirs.length)}</li>`)}</ul></div></li>`;
}

function moved({ plan, classes }: State): Part {
  if (plan.moves.length === 0) return html`<p>Pembagian ini sudah rata. Tidak ada yang perlu pindah.</p>`;
  const letter = (id: string) => classes.find((one) => one.id === id)?.letter ?? '';
  const line = (member: Member, to: string) =>
    html`<li><span>${member.no} ${member.name}</span><span class="mungil redup">${letter(member.classId)} ke ${letter(to)}</span></li>`;
  return html`<details><summary>Lihat siapa yang pindah</summary><ul class="kartu daftar-ringkas">${plan.moves.map(({ member, to }) => line(member, to))}</ul></details>`;
}
