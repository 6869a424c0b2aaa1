import { Hono } from 'hono';
import { textsPage } from '../../../views/bimtek/texts.ts';
import { timetableText } from '../../../views/bimtek/timetable-text.ts';
import { allow } from '../../http/audience.ts';
import { NotFound } from '../../http/errors.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { originOf } from '../../http/origin.ts';
import { shell } from '../../http/page.ts';
import { actorOf, bimtekAt, type BimtekView, idAt } from '../find-bimtek.ts';
import { makeText } from './make-text.ts';
import { readNews } from './queries.ts';

const panitia = allow('panitia');

export const routes = new Hono<Env>()
  .get('/kelola/bimtek/:bimtek/jadwal/teks', panitia, async (c) => texts(c, await bimtekAt(c, 'write')))
  .post('/kelola/bimtek/:bimtek/jadwal/teks/:class', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const words = { bimtek, origin: originOf(c) };
    const wish = {
      ...{ bimtekId: bimtek.id, classId: idAt(c, 'class'), by: actorOf(c).personId },
      write: (news: Parameters<typeof timetableText>[0]) => timetableText(news, words),
    };
    const result = await once(c, (trx) => makeText(trx, wish, c.get('house').clock.now()));
    if (!result.ok && result.refusal.reason === 'gone') throw new NotFound();
    if (!result.ok) return texts(c, bimtek, { refused: result.refusal.reason }, 409);
    const { letter } = result.value;
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/jadwal/teks?kabar=dibuat&kelas=${letter}#k-${letter}`);
  });

async function texts(c: Ctx, bimtek: BimtekView, told: { refused?: string } = {}, status: 200 | 409 = 200) {
  const news = await readNews(c.get('house').db, bimtek.id);
  const letter = c.req.query('kelas');
  const made = news.find((one) => one.letter === letter)?.letter ?? '';
  return c.html(textsPage(shell(c), { bimtek, news, made, kabar: c.req.query('kabar'), ...told }), status);
}
