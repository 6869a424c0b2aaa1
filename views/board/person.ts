import type { KaderRow } from '../../src/board/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { type LineFacts, linesList, linesOf, metCount } from '../certification/lines.ts';
import { maskPhone, score } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { standStamp } from './kader-list.ts';
import { rktlWord } from './words.ts';

type Person = KaderRow & LineFacts & { phone: string | null };

export function personPage(shell: Shell, state: { person: Person; showPhone: boolean }): Html {
  const { person } = state;
  const lines = linesOf(person);
  return page(
    shell,
    { title: person.name },
    main(
      backLink('/pantau/kader', 'Semua kader'),
      heading(person.name, { below: `${person.participantNo}, kelas ${person.letter}. ${person.bimtek}` }),
      html`<p>${standStamp(person)}</p>`,
      html`<div class="sk"><section class="kartu" aria-labelledby="syarat"><div class="dalam"><h2 id="syarat">Syarat sertifikat</h2><p class="mungil redup">${metCount(lines)} dari 6 terpenuhi</p>${linesList(lines, false)}</div></section>
<section class="kartu" aria-labelledby="data"><div class="dalam tumpuk"><h2 id="data">Data</h2><dl class="rinci"><dt>${person.term}</dt><dd><a href="/pantau/nagari/${person.code}">${person.village}</a></dd><dt>Kecamatan</dt><dd>${person.district}</dd><dt>Kabupaten</dt><dd>${person.regency}</dd><dt>Pernah masuk</dt><dd>${person.signedIn ? 'Sudah' : 'Belum'}</dd>${
        state.showPhone && html`<dt>Nomor HP</dt><dd>${person.phone ? maskPhone(person.phone) : '-'}</dd>`
      }<dt>Pre-test</dt><dd>${person.preBp === null ? '-' : score(person.preBp)}</dd><dt>Post-test</dt><dd>${person.postBp === null ? '-' : score(person.postBp)}</dd><dt>RKTL</dt><dd>${rktlWord(person.rktl)}</dd></dl></div></section></div>`,
    ),
  );
}
