import type { BimtekView } from '../../src/bimtek/index.ts';
import type { ParticipantChoices } from '../../src/bimtek/index.ts';
import type { DeskPerson } from '../../src/desk/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { select } from '../ui/form.ts';
import { count } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty } from '../ui/notice.ts';
import { deskPath, fullName, placeOf, toDesk } from './words.ts';

type State = {
  bimtek: BimtekView;
  choices: ParticipantChoices;
  place: { class?: string | undefined; regency?: string | undefined };
  people: DeskPerson[];
};

/** Whose name badges (and login slips) are printed: all of a class or kabupaten, or the ticked ones. */
export function papersPage(shell: Shell, state: State): Html {
  const { bimtek, people } = state;
  return page(
    shell,
    { title: `Cetak tanda pengenal dan slip, ${bimtek.label}` },
    main(
      toDesk(bimtek, ''),
      heading('Cetak tanda pengenal dan slip', {
        below: 'Kertas A4, delapan selembar. Tanpa tanda centang: semua yang tampil.',
      }),
      filter(state),
      people.length === 0 ? empty('Belum ada peserta yang cocok. Ubah saringan.') : chooser(shell, state),
    ),
  );
}

function filter({ bimtek, choices, place }: State): Html {
  return html`<form class="saring" method="get" action="${deskPath(bimtek, '/cetak')}">${select({
    name: 'kelas',
    label: 'Kelas',
    value: place.class ?? '',
    choices: [
      { value: '', label: 'Semua kelas' },
      ...choices.classes.map(({ id, letter }) => ({ value: id, label: `Kelas ${letter}` })),
    ],
  })}${select({
    name: 'kabupaten',
    label: 'Kabupaten',
    value: place.regency ?? '',
    choices: [
      { value: '', label: 'Semua kabupaten' },
      ...choices.regencies.map(({ code, name }) => ({ value: code, label: name })),
    ],
  })}<button class="tombol kedua">Saring</button></form>`;
}

/** One form, two buttons: badges are a plain file; slips carry codes, so their print is a POST that is logged. */
function chooser(shell: Shell, { bimtek, place, people }: State): Html {
  const key = shell.formKey();
  return html`<form method="get" action="${deskPath(bimtek, '/tanda-pengenal.pdf')}" class="tumpuk"><input type="hidden" name="kelas" value="${place.class ?? ''}"><input type="hidden" name="kabupaten" value="${place.regency ?? ''}"><div class="apit-aksi kiri"><button class="tombol">${icon('kertas')}Cetak tanda pengenal</button>${
    bimtek.writable &&
    html`<button class="tombol kedua" formmethod="post" formaction="/kelola/bimtek/${bimtek.id}/slip/cetak" name="_key" value="${key}">${icon('hp')}Cetak slip masuk</button>`
  }</div>${
    bimtek.writable &&
    html`<p class="mungil redup">Slip masuk tercetak untuk orang yang belum aktif dan sudah dibuatkan kode. <a href="/kelola/bimtek/${bimtek.id}/slip">Buat kode di daftar slip</a>.</p>`
  }${list(people)}</form>`;
}

const list = (people: DeskPerson[]): Part =>
  html`<fieldset class="kartu pilih-orang"><legend class="kasat">Peserta</legend><ul>${people.map(
    (person) =>
      html`<li><label class="centang"><input type="checkbox" name="no" value="${person.no}"><span><b class="nomor">${person.no}</b> ${fullName(person)} <span class="mungil redup">${placeOf(person)}${person.arrival && ', sudah datang'}</span></span></label></li>`,
  )}</ul><p class="kasat">${count(people.length)} orang</p></fieldset>`;
