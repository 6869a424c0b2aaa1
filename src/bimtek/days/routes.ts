import { Hono } from 'hono';
import { copyDayPage } from '../../../views/bimtek/copy-day.ts';
import { holidaysPage } from '../../../views/bimtek/holidays.ts';
import { allow } from '../../http/audience.ts';
import { type FormErrors, readForm, readQuery } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { actorOf, bimtekAt, type BimtekView } from '../find-bimtek.ts';
import { listHolidays, removeHoliday, setHoliday } from '../planning/holidays.ts';
import { readHead } from '../planning/queries.ts';
import { daysFrom, fixedHoliday } from '../rules.ts';
import { copyDay, planDayCopy } from './copy-day.ts';
import { copyDayForm, copyDayQuery, holidayForm, holidayGoneForm } from './forms.ts';

const panitia = allow('panitia');

/** A day copied to another, and the holidays that the panitia knows of. */
export const routes = new Hono<Env>()
  .get('/kelola/bimtek/:bimtek/jadwal/salin', panitia, async (c) =>
    copyPage(c, await bimtekAt(c, 'write'), readQuery(c, copyDayQuery)),
  )
  .post('/kelola/bimtek/:bimtek/jadwal/salin', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, copyDayForm);
    if (!form.ok) return copyPage(c, bimtek, {}, { filled: form.refusal }, 422);
    const { dari: from, ke: to, mark } = form.value;
    const wish = { bimtekId: bimtek.id, from, to, mark, by: actorOf(c).personId };
    const result = await once(c, (trx) => copyDay(trx, wish, c.get('house').clock.now()));
    if (!result.ok) return copyPage(c, bimtek, form.value, { refused: result.refusal.reason }, 409);
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/jadwal?hari=${to}&kabar=disalin&n=${result.value.made}`);
  })
  .get('/kelola/bimtek/:bimtek/jadwal/libur', panitia, async (c) => holidays(c, await bimtekAt(c, 'write')))
  .post('/kelola/bimtek/:bimtek/jadwal/libur', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, holidayForm);
    if (!form.ok) return holidays(c, bimtek, { filled: form.refusal }, 422);
    const wish = { ...form.value, bimtekId: bimtek.id, by: actorOf(c).personId };
    const result = await once(c, (trx) => setHoliday(trx, wish, c.get('house').clock.now()));
    if (!result.ok) return holidays(c, bimtek, { refused: result.refusal.reason }, 409);
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/jadwal/libur?kabar=dicatat`);
  })
  .post('/kelola/bimtek/:bimtek/jadwal/libur/hapus', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, holidayGoneForm);
    if (!form.ok) return holidays(c, bimtek, { filled: form.refusal }, 422);
    const wish = { ...form.value, bimtekId: bimtek.id, by: actorOf(c).personId };
    const result = await once(c, (trx) => removeHoliday(trx, wish, c.get('house').clock.now()));
    if (!result.ok) return holidays(c, bimtek, { refused: result.refusal.reason }, 409);
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/jadwal/libur?kabar=dihapus`);
  });

type Told = { filled?: FormErrors; refused?: string };
type Status = 200 | 409 | 422;

/** Without two different days of the bimtek there is nothing to show yet. */
async function copyPage(
  c: Ctx,
  bimtek: BimtekView,
  asked: { dari?: string | undefined; ke?: string | undefined },
  told: Told = {},
  status: Status = 200,
) {
  const { db } = c.get('house');
  const days = daysFrom(bimtek.startsOn, bimtek.endsOn);
  const { counts } = await readHead(db, bimtek.id, bimtek.zone);
  const { dari: from, ke: to } = asked;
  const both = from && to && from !== to && days.includes(from) && days.includes(to);
  const wish = { bimtekId: bimtek.id, zone: bimtek.zone };
  const plan = both ? await planDayCopy(db, { ...wish, from, to }) : null;
  const same = status === 200 && from !== undefined && from === to;
  const state = { bimtek, days, counts, from, to, plan, ...(same ? { refused: 'same-day' } : told) };
  return c.html(copyDayPage(shell(c), state), status);
}

async function holidays(c: Ctx, bimtek: BimtekView, told: Told = {}, status: Status = 200) {
  const typed = await listHolidays(c.get('house').db, bimtek.id);
  const fixed = daysFrom(bimtek.startsOn, bimtek.endsOn).flatMap((day) => {
    const name = fixedHoliday(day);
    return name ? [{ day, name }] : [];
  });
  const kabar = c.req.query('kabar');
  return c.html(holidaysPage(shell(c), { bimtek, typed, fixed, kabar, ...told }), status);
}
