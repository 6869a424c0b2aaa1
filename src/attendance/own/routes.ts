import { Hono } from 'hono';
import { objectPage, ownPage } from '../../../views/attendance/own.ts';
import { standingOf } from '../../certification/index.ts';
import { allow } from '../../http/audience.ts';
import { found, NotFound } from '../../http/errors.ts';
import { readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { keepOnPhone, shell } from '../../http/page.ts';
import { isId } from '../../id.ts';
import { objectionForm } from '../forms.ts';
import { objectToMark } from '../object-to-mark.ts';
import { type AttendedSession, attendanceOf, newestEnrolment } from '../queries.ts';
import { readOwnCode } from '../own-code/read-own-code.ts';

export const routes = new Hono<Env>()
  .get('/hadir', allow('kader'), async (c) => {
    const { db, clock } = c.get('house');
    const enrolmentId = await newestEnrolment(db, c.get('actor')!.personId);
    const sessions = enrolmentId ? await attendanceOf(db, enrolmentId) : [];
    const standing = enrolmentId ? await standingOf(db, enrolmentId) : undefined;
    keepOnPhone(c, 7);
    const code = await readOwnCode(c);
    return c.html(
      ownPage(shell(c), { standing, sessions, code, now: clock.now(), kabar: c.req.query('kabar') }),
    );
  })
  .get('/hadir/:session/keberatan', allow('kader'), async (c) => {
    keepOnPhone(c, 7);
    return c.html(objectPage(shell(c), { session: await ownSession(c) }));
  })
  .post('/hadir/:session/keberatan', allow('kader'), async (c) => {
    const session = await ownSession(c);
    const form = await readForm(c, objectionForm);
    if (!form.ok) return c.html(objectPage(shell(c), { session, filled: form.refusal }), 422);
    const objection = { id: form.value._key, sessionId: session.sessionId, says: form.value.says };
    const result = await once(c, (trx) =>
      objectToMark(trx, c.get('actor')!, objection, c.get('house').clock.now()),
    );
    if (result.ok) return seeOther(c, '/hadir?kabar=keberatan');
    const filled = { fields: {}, values: { says: form.value.says } };
    return c.html(objectPage(shell(c), { session, filled, reason: result.refusal.reason }), 409);
  });

/** The session of the address as one of the kader's own, or 404. */
async function ownSession(c: Ctx): Promise<AttendedSession> {
  const id = c.req.param('session');
  if (!isId(id)) throw new NotFound();
  const { db } = c.get('house');
  const enrolmentId = found(await newestEnrolment(db, c.get('actor')!.personId));
  return found(
    (await attendanceOf(db, enrolmentId)).find((session) => session.sessionId === id.toLowerCase()),
  );
}
