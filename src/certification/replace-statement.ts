import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { recordEvent } from './hold-certificate.ts';

/**
 * The surat keterangan of people who now get a sertifikat of the same bimtek is replaced; the number of the sertifikat
 * stands as the reason. A revoked one stays revoked. Part of the issuing transaction.
 */
export async function replaceStatements(
  trx: Trx,
  successors: readonly { personId: string; number: string }[],
  act: { bimtekId: string; by: string },
  now: Date,
): Promise<void> {
  const numbers = new Map(successors.map(({ personId, number }) => [personId, number]));
  const replaced = await trx
    .updateTable('certificate')
    .set({ status: 'replaced' })
    .where('bimtek_id', '=', act.bimtekId)
    .where('kind', '=', 'surat-keterangan')
    .where('person_id', 'in', [...numbers.keys()])
    .where('status', 'in', ['valid', 'suspended'])
    .returning(['id', 'person_id'])
    .execute();
  for (const row of replaced) {
    const reason = numbers.get(row.person_id) ?? null;
    await recordEvent(trx, { certificateId: row.id, event: 'replaced', reason, by: act.by }, now);
    await appendEvent(trx, {
      at: now,
      actorId: act.by,
      act: 'certificate-replaced',
      subject: { kind: 'certificate', id: row.id },
      bimtekId: act.bimtekId,
      detail: { person: row.person_id, by: reason },
    });
  }
}
