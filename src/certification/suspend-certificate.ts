import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { type CertificateAct, holdCertificate, recordStatus } from './hold-certificate.ts';

/** `not-valid`: only a valid certificate can be suspended. */
export type SuspendRefusal = { reason: 'not-found' } | { reason: 'own' } | { reason: 'not-valid' };

/** Suspends a certificate while something is looked into; the clearance on it turns to ditangguhkan at once. */
export async function suspendCertificate(
  trx: Trx,
  act: CertificateAct,
  now: Date,
): Promise<Result<{ certificateId: string }, SuspendRefusal>> {
  const held = await holdCertificate(trx, act, now);
  if (!held.ok) return held;
  if (held.value.status !== 'valid') return refused('not-valid');
  await recordStatus(trx, held.value, { ...act, event: 'suspended', status: 'suspended' }, now);
  return ok({ certificateId: act.certificateId });
}
