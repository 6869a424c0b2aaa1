import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Db, Trx } from '../../database/schema.ts';
import { newId } from '../../id.ts';
import type { Keys } from '../../keys.ts';

export type Draft = { id: string; bimtekId: string; fileName: string; bytes: Uint8Array };

const NONCE = 12;
const TAG = 16;
const DAYS_KEPT = 7;

/** Keeps an uploaded roster between check and "Simpan", sealed: it holds NIK. Old drafts go at the same time. */
export async function keepDraft(
  trx: Trx,
  keys: Keys,
  wish: { bimtekId: string; fileName: string; bytes: Uint8Array; by: string },
  now: Date,
): Promise<string> {
  await sweepDrafts(trx, now);
  const id = newId();
  const row = {
    id,
    bimtek_id: wish.bimtekId,
    file_name: wish.fileName.slice(0, 200),
    sealed: seal(keys, wish.bytes),
    by_id: wish.by,
    at: now,
  };
  await trx.insertInto('roster_draft').values(row).execute();
  return id;
}

/** The draft, if it is of this bimtek and not older than seven days. */
export async function readDraft(
  db: Db | Trx,
  keys: Keys,
  bimtekId: string,
  id: string,
  now: Date,
): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('roster_draft')
    .selectAll()
    .where('id', '=', id)
    .where('bimtek_id', '=', bimtekId)
    .where('at', '>', daysAgo(now))
    .executeTakeFirst();
  return (
    row && { id: row.id, bimtekId: row.bimtek_id, fileName: row.file_name, bytes: unseal(keys, row.sealed) }
  );
}

export async function dropDraft(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('roster_draft').where('id', '=', id).execute();
}

/** Removes drafts that nobody saved for seven days; run by a job. */
export async function sweepDrafts(db: Db | Trx, now: Date): Promise<void> {
  await db.deleteFrom('roster_draft').where('at', '<=', daysAgo(now)).execute();
}

const daysAgo = (now: Date): Date => new Date(now.getTime() - DAYS_KEPT * 86_400_000);

/** AES-256-GCM under a random nonce: nonce | tag | cipher. */
function seal(keys: Keys, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keys.rosterDraft, nonce);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function unseal(keys: Keys, sealed: Uint8Array): Uint8Array {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', keys.rosterDraft, bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]));
}
