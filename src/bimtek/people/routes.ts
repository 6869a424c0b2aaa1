import { Hono } from 'hono';
import { participantPage } from '../../../views/bimtek/participant.ts';
import { participantsPage } from '../../../views/bimtek/participants.ts';
import { historyOf } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { fields, type FormErrors, readForm, readQuery } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { confirmDecree, endAssignment } from '../../pkdd/index.ts';
import { type Result, ok, refused } from '../../result.ts';
import { changeClass } from '../change-class.ts';
import { changeVillage } from '../change-village.ts';
import { correctJoining } from '../correct-joining.ts';
import { endEnrolment, resumeEnrolment } from '../end-enrolment.ts';
import { actorOf, bimtekAt, type BimtekView, idAt } from '../find-bimtek.ts';
import { instantOf } from '../rules.ts';
import { changeParticipant, revealNik } from './change-person.ts';
import { findParticipant, type Participant } from './find-participant.ts';
import {
  dataForm,
  decreeForm,
  endAssignmentForm,
  endForm,
  joiningForm,
  moveForm,
  peopleQuery,
  villageForm,
} from './forms.ts';
import { listPeople, peopleChoices } from './queries.ts';
import { recordSk } from './record-sk.ts';

const panitia = allow('panitia');

export const routes = new Hono<Env>()
  .get('/kelola/bimtek/:bimtek/peserta', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const { db } = c.get('house');
    const { filter, after } = readQuery(c, peopleQuery);
    const list = await listPeople(db, bimtek.id, filter, after);
    const choices = await peopleChoices(db, bimtek.id);
    const n = (name: string) => Number(c.req.query(name)) || 0;
    const told = {
      kabar: c.req.query('kabar'),
      fresh: n('baru'),
      changed: n('berubah'),
      left: n('sisa'),
      draft: c.req.query('berkas'),
    };
    return c.html(participantsPage(shell(c), { bimtek, filter, after, ...list, choices, told }));
  })
  .get('/kelola/bimtek/:bimtek/peserta/:enrolment', panitia, async (c) => {
    const { bimtek, person } = await personAt(c, 'read');
    return show(c, bimtek, person);
  })
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/nik', panitia, async (c) => {
    const { bimtek, person } = await personAt(c, 'write');
    await once(c, (trx) =>
      revealNik(trx, { personId: person.personId, bimtekId: bimtek.id, by: by(c) }, now(c)),
    );
    return show(c, bimtek, person, { revealed: true });
  })
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/data', panitia, async (c) => {
    const form = await readForm(c, dataForm);
    const change = (trx: Trx, { personId }: Wish) =>
      form.ok
        ? changeParticipant(trx, c.get('house').keys, { personId, change: form.value, by: by(c) }, now(c))
        : unread();
    return act(c, form, change, 'data');
  })
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/kelas', panitia, async (c) => {
    const form = await readForm(c, moveForm);
    return act(
      c,
      form,
      (trx, wish) => (form.ok ? changeClass(trx, { ...wish, classId: form.value.class }, now(c)) : unread()),
      'kelas',
    );
  })
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/bergabung', panitia, async (c) => {
    const form = await readForm(c, joiningForm);
    const correct = (trx: Trx, wish: Wish) =>
      form.ok
        ? correctJoining(
            trx,
            { ...wish, joinedAt: instantOf(form.value.day, form.value.time, wish.zone) },
            now(c),
          )
        : unread();
    return act(c, form, correct, 'bergabung');
  })
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/nagari', panitia, async (c) => {
    const form = await readForm(c, villageForm);
    const change = (trx: Trx, wish: Wish) =>
      form.ok
        ? changeVillage(
            trx,
            { ...wish, villageCode: form.value.village, reason: form.value.villageReason },
            now(c),
          )
        : unread();
    return act(c, form, change, 'nagari');
  })
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/berhenti', panitia, async (c) => {
    const form = await readForm(c, endForm);
    return act(c, form, (trx, wish) => (form.ok ? end(trx, wish, form.value, now(c)) : unread()), 'berhenti');
  })
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/lanjut', panitia, (c) =>
    act(c, ok(null), (trx, wish) => resumeEnrolment(trx, wish, now(c)), 'lanjut'),
  )
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/sk', panitia, async (c) => {
    const form = await readForm(c, decreeForm);
    return act(
      c,
      form,
      (trx, wish) => (form.ok ? recordSk(trx, { ...wish, ...form.value }, now(c)) : unread()),
      'sk',
    );
  })
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/sk/sahkan', panitia, (c) =>
    act(
      c,
      ok(null),
      (trx, wish) => confirmDecree(trx, { decreeId: wish.decreeId ?? '', by: wish.by }, now(c)),
      'sah',
    ),
  )
  .post('/kelola/bimtek/:bimtek/peserta/:enrolment/penugasan', panitia, async (c) => {
    const form = await readForm(c, endAssignmentForm);
    const finish = (trx: Trx, { assignmentId, by: actor }: Wish) =>
      form.ok && assignmentId
        ? endAssignment(trx, { assignmentId, reason: form.value.endReason, by: actor }, now(c))
        : unread();
    return act(c, form, finish, 'penugasan');
  });

type Told = { filled?: FormErrors; refused?: string; revealed?: boolean; at?: string };

const now = (c: Ctx): Date => c.get('house').clock.now();
const by = (c: Ctx): string => actorOf(c).personId;
/** What was found meanwhile gone. */
const unread = async () => refused('gone');

/** Everything about the participant that an act may need. */
type Wish = {
  bimtekId: string;
  enrolmentId: string;
  personId: string;
  villageCode: string;
  zone: BimtekView['zone'];
  decreeId: string | undefined;
  assignmentId: string | undefined;
  by: string;
};

async function personAt(c: Ctx, use: 'read' | 'write'): Promise<{ bimtek: BimtekView; person: Participant }> {
  const bimtek = await bimtekAt(c, use);
  const { db, keys } = c.get('house');
  return { bimtek, person: found(await findParticipant(db, keys, bimtek.id, idAt(c, 'enrolment'))) };
}

async function show(
  c: Ctx,
  bimtek: BimtekView,
  person: Participant,
  told: Told = {},
  status: 200 | 403 | 409 | 422 = 200,
) {
  const classes = await c
    .get('house')
    .db.selectFrom('class')
    .select(['id', 'letter'])
    .where('bimtek_id', '=', bimtek.id)
    .orderBy('letter')
    .execute();
  const { personId, enrolmentId } = person;
  const history = await historyOf(c.get('house').db, { personId, enrolmentId, bimtekId: bimtek.id });
  return c.html(
    participantPage(shell(c), { bimtek, person, classes, history, kabar: c.req.query('kabar'), ...told }),
    status,
  );
}

type Write = (trx: Trx, wish: Wish) => Promise<Result<unknown, { reason: string }>>;

/** One act on a participant: the form read, the write, and back to the page with a word. `kabar` names the form too. */
async function act(
  c: Ctx,
  form: Result<unknown, { reason: 'form' } & FormErrors>,
  write: Write,
  kabar: string,
) {
  const { bimtek, person } = await personAt(c, 'write');
  if (!form.ok) return show(c, bimtek, person, { filled: form.refusal, at: kabar }, 422);
  const wish: Wish = {
    bimtekId: bimtek.id,
    enrolmentId: person.enrolmentId,
    personId: person.personId,
    villageCode: person.villageCode,
    zone: bimtek.zone,
    decreeId: person.decree?.id,
    assignmentId: person.assignment?.id,
    by: by(c),
  };
  const result = await once(c, async (trx) => {
    const written = await write(trx, wish);
    return written.ok ? ok(null) : written;
  });
  if (result.ok)
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/peserta/${person.enrolmentId}?kabar=${kabar}`);
  const typed = { fields: {}, values: await fields(c) };
  return show(
    c,
    bimtek,
    person,
    { refused: result.refusal.reason, filled: typed, at: kabar },
    result.refusal.reason === 'self' ? 403 : 409,
  );
}

/** Ends the enrolment and, when asked for, the assignment in the village too. */
async function end(
  trx: Trx,
  wish: Wish,
  form: { reason: string; assignment: boolean },
  at: Date,
): Promise<Result<unknown, { reason: string }>> {
  const ended = await endEnrolment(trx, { ...wish, reason: form.reason }, at);
  if (!ended.ok || !form.assignment || !wish.assignmentId) return ended;
  return endAssignment(trx, { assignmentId: wish.assignmentId, reason: form.reason, by: wish.by }, at);
}
