import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { type CertificateAct, holdCertificate, recordStatus } from './hold-certificate.ts';

/** `not-in-force`: revoked or replaced already. */
export type RevokeRefusal = { reason: 'not-found' } | { reason: 'own' } | { reason: 'not-in-force' };

/** Revokes a certificate; the number stays taken and only a Pengganti can be issued under it. */
export async function revokeCertificate(
  trx: Trx,
  act: CertificateAct,
  now: Date,
): Promise<Result<{ certificateId: string }, RevokeRefusal>> {
  const held = await holdCertificate(trx, act, now);
  if (!held.ok) return held;
  if (held.value.status !== 'valid' && held.value.status !== 'suspended') return refused('not-in-force');
  await recordStatus(trx, held.value, { ...act, event: 'revoked', status: 'revoked' }, now);
  return ok({ certificateId: act.certificateId });
}
