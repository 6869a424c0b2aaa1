import { createHash } from 'node:crypto';
import type { Db } from '../database/schema.ts';
import type { CertificateContent } from './content.ts';
import { certificatePdf } from './documents.ts';

export type KeptPdf = { pdf: Uint8Array; sha256: Uint8Array };

/**
 * The PDF of a revision: the kept bytes, or made now from the frozen content and kept from then on. Two makers at once
 * keep one. Not inside a transaction: rendering takes longer than others may wait for a lock.
 */
export async function pdfOf(
  db: Db,
  certificateId: string,
  revision: number,
  now: Date,
): Promise<KeptPdf | undefined> {
  const kept = await readPdf(db, certificateId, revision);
  if (kept) return kept;
  const row = await db
    .selectFrom('certificate_revision')
    .select('content')
    .where('certificate_id', '=', certificateId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  if (!row) return undefined;
  const pdf = await certificatePdf(row.content as CertificateContent);
  const sha256 = createHash('sha256').update(pdf).digest();
  await db
    .insertInto('certificate_pdf')
    .values({ certificate_id: certificateId, revision, pdf, sha256, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return readPdf(db, certificateId, revision);
}

const readPdf = (db: Db, certificateId: string, revision: number): Promise<KeptPdf | undefined> =>
  db
    .selectFrom('certificate_pdf')
    .select(['pdf', 'sha256'])
    .where('certificate_id', '=', certificateId)
    .where('revision', '=', revision)
    .executeTakeFirst();

/**
 * Makes the PDFs that are still missing, oldest first, at most `most` a turn; how many. Periodic work right after an
 * issue: a process that dies in between leaves nothing to mend.
 */
export async function fillPdfs(db: Db, now: Date, most = 10): Promise<number> {
  const missing = await db
    .selectFrom('certificate_revision as r')
    .select(['r.certificate_id', 'r.revision'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('certificate_pdf as f')
            .select('f.revision')
            .whereRef('f.certificate_id', '=', 'r.certificate_id')
            .whereRef('f.revision', '=', 'r.revision'),
        ),
      ),
    )
    .orderBy('r.at')
    .orderBy('r.certificate_id')
    .limit(most)
    .execute();
  for (const row of missing) await pdfOf(db, row.certificate_id, row.revision, now);
  return missing.length;
}
