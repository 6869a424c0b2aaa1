import { Hono } from 'hono';
import { sheetCheckPage } from '../../../views/attendance/sheet-check.ts';
import { type SheetEntryState, sheetEntryPage } from '../../../views/attendance/sheet-entry.ts';
import { allow } from '../../http/audience.ts';
import { NotFound } from '../../http/errors.ts';
import { answerFile } from '../../http/file.ts';
import { fields, readForm, readQuery } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { readClosing } from '../closing-state.ts';
import { attendanceSheetPdf } from '../documents.ts';
import { evidenceState } from '../evidence/routes.ts';
import type { HallSession } from '../find-session.ts';
import { deviceOf } from '../form-mark.ts';
import { hallSession, readRoll } from '../roll/read-roll.ts';
import { readRollCall } from '../roll-call.ts';
import { saveSheetForm, sheetForm, sheetQuery } from './forms.ts';
import { planSheet } from './plan-sheet.ts';
import type { TypedSheet } from './typed-sheet.ts';
import { readLists } from './read-lists.ts';
import { recordSheet, type SheetRefusal } from './record-sheet.ts';
import { sheetData } from './sheet-data.ts';
import { sheetLists } from './sheet-lists.ts';

const hall = allow('pelatih', 'panitia');
const PATH = '/sesi/:session/lembar';

/** The daftar hadir on paper: printed, and typed in when it comes back. Nothing is written before "Simpan". */
export const routes = new Hono<Env>()
  .get('/sesi/:session/daftar-hadir.pdf', hall, async (c) => {
    const session = await hallSession(c);
    const { filter, people } = await readRoll(c, session);
    const { db, clock } = c.get('house');
    const print = {
      printedBy: c.get('actor')!.name,
      printedAt: clock.now(),
      blank: c.req.query('kosong') === '1',
    };
    const data = await sheetData(db, session, people, { ...print, classId: filter.kelas });
    return answerFile(c, await attendanceSheetPdf(data), `${data.code.toLowerCase()}.pdf`, 'show');
  })
  .get(PATH, hall, async (c) => {
    const session = await hallSession(c, true);
    const { kode } = readQuery(c, sheetQuery);
    return entry(c, session, kode ? { filled: { fields: {}, values: { kode } } } : {});
  })
  .post(PATH, hall, async (c) => {
    const session = await hallSession(c, true);
    const form = await readForm(c, sheetForm);
    if (!form.ok) return entry(c, session, { filled: form.refusal }, 422);
    const typed = await fields(c);
    if (typed['ubah'] !== undefined) return entry(c, session, { filled: { fields: {}, values: typed } });
    return check(c, session, form.value);
  })
  .post(`${PATH}/simpan`, hall, async (c) => {
    const session = await hallSession(c, true);
    const form = await readForm(c, saveSheetForm);
    if (!form.ok) return entry(c, session, { filled: form.refusal }, 422);
    const { seen, reason, ...typed } = form.value;
    const actor = c.get('actor')!;
    const wish = { sessionId: session.id, typed, seen, reason, device: deviceOf(actor) };
    const result = await once(c, (trx) => recordSheet(trx, actor, wish, c.get('house').clock.now()));
    if (!result.ok) return check(c, session, typed, result.refusal);
    const { counts, questions, written } = result.value;
    const news =
      written === 0 ? 'lembar-sama' : !counts ? 'sesudah' : questions > 0 ? 'lembar-tanya' : 'lembar';
    return seeOther(c, `/sesi/${session.id}/presensi?kabar=${news}`);
  });

async function entry(
  c: Ctx,
  session: HallSession,
  more: Pick<SheetEntryState, 'filled' | 'problems' | 'sheet'>,
  status: 200 | 409 | 422 = 200,
) {
  const people = await readRollCall(c.get('house').db, session);
  const state = {
    session,
    lists: sheetLists(session, people).map((list) => ({ letters: list.letters, count: list.people.length })),
    evidence: await evidenceState(c, session),
    ...more,
  };
  return c.html(sheetEntryPage(shell(c), state), session.cancelledAt && status === 200 ? 409 : status);
}

/** What would be written; the form again when the numbers do not fit. */
async function check(c: Ctx, session: HallSession, typed: TypedSheet, refusal?: SheetRefusal) {
  if (refusal?.reason === 'not-found') throw new NotFound();
  const { db } = c.get('house');
  const actor = c.get('actor')!;
  const values = await fields(c);
  const people = await readRollCall(db, session);
  const lists = await readLists(db, session, people);
  const { sheet, rows, problems } = planSheet(typed, lists, session, people, actor.personId);
  if (problems.length > 0 || session.cancelledAt)
    return entry(c, session, { filled: { fields: {}, values }, problems, sheet }, refusal ? 409 : 422);
  const { inForce } = await readClosing(db, session.bimtekId);
  const state = { session, typed, rows, actorId: actor.personId, closed: inForce !== null };
  const refused = refusal ? { refusal, reason: values['reason'] ?? '' } : {};
  return c.html(sheetCheckPage(shell(c), { ...state, ...refused }), refusal ? 409 : 200);
}
