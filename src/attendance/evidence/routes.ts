import { Hono } from 'hono';
import { evidencePage, type EvidenceState } from '../../../views/attendance/evidence.ts';
import { allow } from '../../http/audience.ts';
import { found, NotFound } from '../../http/errors.ts';
import { fields, readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { uploadLimit } from '../../http/limits.ts';
import { shell } from '../../http/page.ts';
import { isId } from '../../id.ts';
import { readClosing } from '../closing-state.ts';
import type { HallSession } from '../find-session.ts';
import { hallSession } from '../roll/read-roll.ts';
import { fileName } from './file-type.ts';
import { evidenceForm, withdrawForm } from './forms.ts';
import { keepEvidence } from './keep-evidence.ts';
import { evidenceOf, readEvidence } from './queries.ts';
import { withdrawEvidence } from './withdraw-evidence.ts';

const PATH = '/sesi/:session/bukti';
/** Several photographs at once; the form says so. */
const MEGABYTES = 16;

/** Photographs and PDFs of the signed sheets of a session. */
export const routes = new Hono<Env>()
  .get(PATH, allow('pelatih', 'panitia'), async (c) =>
    show(c, await hallSession(c), { kabar: c.req.query('kabar') }),
  )
  .post(`${PATH}/berkas`, allow('pelatih', 'panitia'), uploadLimit(MEGABYTES), async (c) => {
    const session = await hallSession(c, true);
    const form = await readForm(c, evidenceForm);
    if (!form.ok) return show(c, session, { filled: form.refusal }, 422);
    const files = await filesIn(c);
    const wish = {
      sessionId: session.id,
      classId: form.value.kelas || null,
      sheet: form.value.lembar,
      files,
    };
    const result = await once(c, (trx) =>
      keepEvidence(trx, c.get('actor')!, wish, c.get('house').clock.now()),
    );
    if (!result.ok) return show(c, session, { refusal: result.refusal.reason, values: await fields(c) }, 422);
    return seeOther(c, `/sesi/${session.id}/bukti?kabar=${result.value.kept > 0 ? 'simpan' : 'sama'}`);
  })
  .get(`${PATH}/:evidence`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c);
    const id = c.req.param('evidence');
    const file = found(isId(id) ? await readEvidence(c.get('house').db, session, id) : null);
    const way = file.type === 'application/pdf' ? 'attachment' : 'inline';
    c.header('Content-Type', file.type);
    c.header('Content-Disposition', `${way}; filename="${fileName(session.no, file)}"`);
    // Somebody else's bytes: shown as a picture, and nothing in them ever runs.
    c.header('Content-Security-Policy', "default-src 'none'; sandbox");
    return c.body(file.bytes as Uint8Array<ArrayBuffer>);
  })
  .post(`${PATH}/:evidence/tarik`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const evidenceId = c.req.param('evidence');
    if (!isId(evidenceId)) throw new NotFound();
    found(await ofSession(c, session, evidenceId));
    const form = await readForm(c, withdrawForm);
    if (!form.ok) return show(c, session, { filled: form.refusal, open: evidenceId }, 422);
    const wish = { sessionId: session.id, evidenceId, reason: form.value.reason };
    const result = await once(c, (trx) =>
      withdrawEvidence(trx, c.get('actor')!, wish, c.get('house').clock.now()),
    );
    if (result.ok) return seeOther(c, `/sesi/${session.id}/bukti?kabar=tarik`);
    const more = { refusal: result.refusal.reason, open: evidenceId, values: await fields(c) };
    return show(c, session, more, result.refusal.reason === 'not-yours' ? 403 : 409);
  });

type More = Pick<EvidenceState, 'kabar' | 'filled' | 'refusal' | 'open'> & {
  values?: Record<string, string>;
};

async function show(c: Ctx, session: HallSession, more: More, status: 200 | 403 | 409 | 422 = 200) {
  const { values, ...rest } = more;
  const state = { ...rest, ...(values ? { filled: { fields: {}, values } } : {}) };
  return c.html(evidencePage(shell(c), { ...(await evidenceState(c, session)), ...state }), status);
}

/** What the list of a session's evidence shows; also the page of a sheet that came back has it. */
export async function evidenceState(c: Ctx, session: HallSession) {
  const { db } = c.get('house');
  const { inForce } = await readClosing(db, session.bimtekId);
  const evidence = await evidenceOf(db, session);
  return { session, evidence, actorId: c.get('actor')!.personId, closed: inForce !== null };
}

const ofSession = async (c: Ctx, session: HallSession, id: string) =>
  (await evidenceOf(c.get('house').db, session)).find((one) => one.id === id);

async function filesIn(c: Ctx): Promise<Uint8Array[]> {
  const sent = (await c.req.parseBody({ all: true }))['berkas'];
  const files = [sent ?? []].flat().filter((one) => one instanceof File && one.size > 0) as File[];
  return Promise.all(files.map((file) => file.bytes()));
}
