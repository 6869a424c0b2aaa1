import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { type CertificateAct, holdCertificate, recordStatus } from './hold-certificate.ts';

export type LiftRefusal = { reason: 'not-found' } | { reason: 'own' } | { reason: 'not-suspended' };

/** Lifts a suspension: the certificate is valid again, the clearance stays ditangguhkan until the korkab clears again. */
export async function liftSuspension(
  trx: Trx,
  act: CertificateAct,
  now: Date,
): Promise<Result<{ certificateId: string }, LiftRefusal>> {
  const held = await holdCertificate(trx, act, now);
  if (!held.ok) return held;
  if (held.value.status !== 'suspended') return refused('not-suspended');
  await recordStatus(trx, held.value, { ...act, event: 'lifted', status: 'valid' }, now);
  return ok({ certificateId: act.certificateId });
}
