import { Hono } from 'hono';
import { patternPage } from '../../../views/bimtek/pattern.ts';
import { sessionPage } from '../../../views/bimtek/session.ts';
import { timetablePage } from '../../../views/bimtek/timetable.ts';
import type { Trx } from '../../database/schema.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { fields, type FormErrors, readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import type { Result } from '../../result.ts';
import { cancelSession, removeSession, restoreSession, type SessionAct } from '../cancel-session.ts';
import { actorOf, bimtekAt, type BimtekView, idAt } from '../find-bimtek.ts';
import { generateTimetable } from '../generate-timetable.ts';
import { listTrainers } from '../office/queries.ts';
import { daysFrom, wallTime } from '../rules.ts';
import { type SessionView, sessionsOf } from '../sessions.ts';
import { cancelForm, patternForm, sessionFields, sessionForm } from './forms.ts';
import { dayShown, hasMarks, readDay, readHead } from './queries.ts';
import { changeWarned, planWarned, type Warned } from './warned.ts';

const panitia = allow('panitia');

export const routes = new Hono<Env>()
  .get('/kelola/bimtek/:bimtek/jadwal', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const { db, clock } = c.get('house');
    const head = await readHead(db, bimtek.id, bimtek.zone);
    const days = daysFrom(bimtek.startsOn, bimtek.endsOn);
    const day = dayShown(c.req.query('hari'), days, clock.now(), bimtek.zone);
    const letter = c.req.query('kelas') ?? '';
    const only = head.classes.find((one) => one.letter === letter);
    const view = await readDay(db, bimtek.id, day, bimtek.zone, only?.id);
    const told = { kabar: c.req.query('kabar'), n: Number(c.req.query('n')) || 0 };
    return c.html(
      timetablePage(shell(c), { bimtek, head, days, day, letter: only?.letter ?? '', view, ...told }),
    );
  })
  .get('/kelola/bimtek/:bimtek/jadwal/baru', panitia, async (c) => newSession(c, await bimtekAt(c, 'write')))
  .post('/kelola/bimtek/:bimtek/jadwal/baru', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, sessionForm);
    if (!form.ok) return newSession(c, bimtek, { filled: form.refusal }, 422);
    const wish = { ...sessionFields(form.value, bimtek.zone), bimtekId: bimtek.id, by: actorOf(c).personId };
    const { anyway } = form.value;
    const result = await once(c, (trx) => planWarned(trx, wish, anyway, c.get('house').clock.now()));
    if (!result.ok) return newSession(c, bimtek, await toldOf(c, result.refusal), 409);
    return seeOther(c, dayPath(bimtek, form.value.day, 'ditambah'));
  })
  .get('/kelola/bimtek/:bimtek/jadwal/pola', panitia, async (c) => pattern(c, await bimtekAt(c, 'write')))
  .post('/kelola/bimtek/:bimtek/jadwal/pola', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, patternForm);
    if (!form.ok) return pattern(c, bimtek, { filled: form.refusal }, 422);
    const { classes: classIds, ...rest } = form.value;
    const wish = { ...rest, classIds, bimtekId: bimtek.id, by: actorOf(c).personId };
    const result = await once(c, (trx) => generateTimetable(trx, wish, c.get('house').clock.now()));
    if (!result.ok)
      return pattern(c, bimtek, { refused: result.refusal.reason, filled: await asTyped(c) }, 409);
    return seeOther(c, `${dayPath(bimtek, form.value.firstDay, 'dibuat')}&n=${result.value.made}`);
  })
  .get('/kelola/bimtek/:bimtek/jadwal/:session', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    return oldSession(c, bimtek, await sessionAt(c, bimtek));
  })
  .post('/kelola/bimtek/:bimtek/jadwal/:session', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const session = await sessionAt(c, bimtek);
    const form = await readForm(c, sessionForm);
    if (!form.ok) return oldSession(c, bimtek, session, { filled: form.refusal }, 422);
    const wish = {
      ...sessionFields(form.value, bimtek.zone),
      bimtekId: bimtek.id,
      sessionId: session.id,
      by: actorOf(c).personId,
    };
    const { anyway } = form.value;
    const result = await once(c, (trx) => changeWarned(trx, wish, anyway, c.get('house').clock.now()));
    if (!result.ok) return oldSession(c, bimtek, session, await toldOf(c, result.refusal), 409);
    return seeOther(
      c,
      dayPath(bimtek, form.value.day, result.value.outcome === 'unchanged' ? 'sama' : 'diubah'),
    );
  })
  .post('/kelola/bimtek/:bimtek/jadwal/:session/batal', panitia, async (c) => {
    const form = await readForm(c, cancelForm);
    const bimtek = await bimtekAt(c, 'write');
    if (!form.ok) return oldSession(c, bimtek, await sessionAt(c, bimtek), { filled: form.refusal }, 422);
    return sessionAct(
      c,
      (trx, wish, now) => cancelSession(trx, { ...wish, reason: form.value.reason }, now),
      'dibatalkan',
    );
  })
  .post('/kelola/bimtek/:bimtek/jadwal/:session/pulih', panitia, (c) =>
    sessionAct(c, restoreSession, 'dipulihkan'),
  )
  .post('/kelola/bimtek/:bimtek/jadwal/:session/hapus', panitia, (c) =>
    sessionAct(c, removeSession, 'dihapus'),
  );

type Told = { filled?: FormErrors; refused?: string; warned?: Warned };
type Status = 200 | 409 | 422;

const dayPath = (bimtek: BimtekView, day: string, kabar: string): string =>
  `/kelola/bimtek/${bimtek.id}/jadwal?hari=${day}&kabar=${kabar}`;

/** A refusal for the page: warnings stand apart, they can be saved with one further press. */
async function toldOf(c: Ctx, refusal: { reason: string } | Warned): Promise<Told> {
  const filled = await asTyped(c);
  return 'warnings' in refusal ? { warned: refusal, filled } : { refused: refusal.reason, filled };
}

/** What was typed, for a form that comes back after a refusal. */
const asTyped = async (c: Ctx): Promise<FormErrors> => ({ fields: {}, values: await fields(c) });

/** The boxes that were ticked in a form that comes back; null when the page is opened. */
async function tickedIn(c: Ctx): Promise<{ classes: string[]; trainers: string[] } | null> {
  if (c.req.method !== 'POST') return null;
  const body = await c.req.parseBody({ all: true });
  const all = (name: string) => [body[name] ?? []].flat().filter((value) => typeof value === 'string');
  return { classes: all('classes'), trainers: all('trainers') };
}

async function sessionAt(c: Ctx, bimtek: BimtekView): Promise<SessionView> {
  const [session] = await sessionsOf(c.get('house').db, { sessionId: idAt(c, 'session') });
  return found(session?.bimtekId === bimtek.id ? session : undefined);
}

async function choices(c: Ctx, bimtek: BimtekView) {
  const { db, clock } = c.get('house');
  return {
    bimtek,
    classes: (await readHead(db, bimtek.id, bimtek.zone)).classes,
    trainers: await listTrainers(db, clock.now()),
  };
}

async function newSession(c: Ctx, bimtek: BimtekView, told: Told = {}, status: Status = 200) {
  const day = dayShown(
    c.req.query('hari'),
    daysFrom(bimtek.startsOn, bimtek.endsOn),
    c.get('house').clock.now(),
    bimtek.zone,
  );
  return c.html(
    sessionPage(shell(c), {
      ...(await choices(c, bimtek)),
      day,
      session: null,
      marked: false,
      ticked: await tickedIn(c),
      ...told,
    }),
    status,
  );
}

async function oldSession(
  c: Ctx,
  bimtek: BimtekView,
  session: SessionView,
  told: Told = {},
  status: Status = 200,
) {
  const marked = await hasMarks(c.get('house').db, bimtek.id, session.id);
  const { day } = wallTime(session.startsAt, bimtek.zone);
  return c.html(
    sessionPage(shell(c), {
      ...(await choices(c, bimtek)),
      day,
      session,
      marked,
      ticked: await tickedIn(c),
      ...told,
    }),
    status,
  );
}

async function pattern(c: Ctx, bimtek: BimtekView, told: Told = {}, status: Status = 200) {
  return c.html(
    patternPage(shell(c), { ...(await choices(c, bimtek)), ticked: await tickedIn(c), ...told }),
    status,
  );
}

type Write = (
  trx: Trx,
  wish: SessionAct,
  now: Date,
) => Promise<Result<{ sessionId: string }, { reason: string }>>;

async function sessionAct(c: Ctx, act: Write, kabar: string) {
  const bimtek = await bimtekAt(c, 'write');
  const wish = { bimtekId: bimtek.id, sessionId: idAt(c, 'session'), by: actorOf(c).personId };
  const before = (await sessionsOf(c.get('house').db, { sessionId: wish.sessionId }))[0];
  const result = await once(c, (trx) => act(trx, wish, c.get('house').clock.now()));
  if (!result.ok)
    return oldSession(
      c,
      bimtek,
      found(before?.bimtekId === bimtek.id ? before : undefined),
      { refused: result.refusal.reason },
      409,
    );
  const day = before ? wallTime(before.startsAt, bimtek.zone).day : bimtek.startsOn;
  return seeOther(c, dayPath(bimtek, day, kabar));
}
