import { Hono } from 'hono';
import { recordPage } from '../../../views/attendance/record.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { answerFile } from '../../http/file.ts';
import { readQuery } from '../../http/form.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { shell } from '../../http/page.ts';
import { recordQuery } from '../forms.ts';
import { presensiOf } from '../office/presensi-of.ts';
import type { PresensiBimtek } from '../overview.ts';
import { wholeOf } from '../recap/queries.ts';
import { readUnfinished } from '../unfinished.ts';
import { closingsOf, recordedClosings, recordOf } from './closing-record.ts';
import { recordPdf } from './documents.ts';
import { readFacts } from './facts.ts';

const PATH = '/kelola/bimtek/:bimtek/berita-acara';

export const routes = new Hono<Env>()
  .get(PATH, allow('panitia'), async (c) => showPage(c, await presensiOf(c)))
  .get(`${PATH}.pdf`, allow('panitia'), async (c) => {
    const bimtek = await presensiOf(c);
    const inForce = bimtek.closing?.no ?? null;
    const no = readQuery(c, recordQuery).kunci ?? inForce;
    if (no === null) return showPage(c, bimtek, true);
    const record = found(await recordOf(c.get('house').db, bimtek.bimtekId, no, inForce));
    return answerFile(c, await recordPdf(record), `berita-acara-presensi-${no}.pdf`, 'show');
  });

/** `refused`: the paper was asked for before presensi was closed. Figures that may still change are not for signing. */
async function showPage(c: Ctx, bimtek: PresensiBimtek, refused = false) {
  const { db, clock } = c.get('house');
  const { bimtekId, closing } = bimtek;
  const record = closing && (await recordOf(db, bimtekId, closing.no, closing.no));
  const facts = record?.facts ?? (await readFacts(db, bimtekId, clock.now()));
  const printable = new Set(await recordedClosings(db, bimtekId));
  if (closing) printable.add(closing.no);
  const state = {
    bimtek,
    left: await readUnfinished(db, bimtekId),
    facts,
    whole: wholeOf(facts.classes),
    closings: await closingsOf(db, bimtekId),
    printable,
    refused,
  };
  return c.html(recordPage(shell(c), state), refused ? 409 : 200);
}
