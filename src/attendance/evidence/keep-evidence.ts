import { createHash } from 'node:crypto';
import { appendEvents } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { newId } from '../../id.ts';
import { ok, refused, type Result } from '../../result.ts';
import { findSession, type HallSession } from '../find-session.ts';
import { fileType } from './file-type.ts';

/** Bytes of one file, and files of one session. */
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_FILES = 10;

export type KeepEvidence = {
  sessionId: string;
  /** The class whose sheet it is; null for a sheet of the whole session. */
  classId: string | null;
  /** Code and version as typed; may be empty. */
  sheet: string;
  files: readonly Uint8Array[];
};
export type EvidenceRefusal = {
  reason: 'not-found' | 'class' | 'no-file' | 'file-type' | 'file-large' | 'too-many';
};

/**
 * Keeps photographs or PDFs of a signed sheet. The same file again is one: what is there already is counted in `same`.
 * Refuses all of them when one is no JPEG, PNG, WebP or PDF, is over 5 MB, or would be the eleventh of the session.
 */
export async function keepEvidence(
  trx: Trx,
  actor: Actor,
  wish: KeepEvidence,
  now: Date,
): Promise<Result<{ kept: number; same: number }, EvidenceRefusal>> {
  const session = await findSession(trx, actor, wish.sessionId, now);
  if (!session?.mayMark) return refused('not-found');
  if (wish.classId && !session.classes.some(({ id }) => id === wish.classId)) return refused('class');
  if (wish.files.length === 0) return refused('no-file');
  if (wish.files.some((bytes) => bytes.length > MOST_BYTES)) return refused('file-large');
  const files = new Map(
    wish.files.map((bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest();
      return [sha256.toString('hex'), { bytes, sha256, type: fileType(bytes) }];
    }),
  );
  const known = await filesOf(trx, session);
  const rows = [];
  for (const [hex, { bytes, sha256, type }] of files) {
    if (!type) return refused('file-type');
    if (!known.has(hex)) rows.push({ id: newId(), type, size: bytes.length, sha256, bytes });
  }
  if (known.size + rows.length > MOST_FILES) return refused('too-many');
  const common = {
    bimtek_id: session.bimtekId,
    session_id: session.id,
    class_id: wish.classId,
    sheet: wish.sheet,
    by_id: actor.personId,
    at: now,
  };
  for (const row of rows)
    await trx
      .insertInto('attendance_evidence')
      .values({ ...common, ...row })
      .execute();
  await appendEvents(
    trx,
    rows.map(({ id, type, size, sha256 }) => ({
      at: now,
      actorId: actor.personId,
      act: 'evidence-kept',
      subject: { kind: 'evidence', id },
      bimtekId: session.bimtekId,
      detail: { session: session.id, class: wish.classId, type, size, sha256: sha256.toString('hex') },
    })),
  );
  return ok({ kept: rows.length, same: wish.files.length - rows.length });
}

/** Digests of what is there, with the session held: two who upload at once do not pass the limit together. */
async function filesOf(trx: Trx, session: HallSession): Promise<Set<string>> {
  await trx
    .selectFrom('session')
    .select('id')
    .where('id', '=', session.id)
    .where('bimtek_id', '=', session.bimtekId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const rows = await trx
    .selectFrom('attendance_evidence')
    .select('sha256')
    .where('bimtek_id', '=', session.bimtekId)
    .where('session_id', '=', session.id)
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => Buffer.from(row.sha256).toString('hex')));
}
