import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import type { CertificateKind, CertificateStatus, Database, Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { lockEnrolments, refreshStanding } from './standing.ts';
import { suspendClearances } from './suspend-clearance.ts';

/** A panitia's act on a certificate. `reason` stays for ever and is shown to the holder. */
export type CertificateAct = { certificateId: string; reason: string; by: string };

export type Held = {
  id: string;
  bimtekId: string;
  personId: string;
  enrolmentId: string | null;
  kind: CertificateKind;
  number: string;
  status: CertificateStatus;
  /** All enrolments of the holder, by bimtek: a clearance shows in the standing of each. */
  enrolments: ReadonlyMap<string, string[]>;
};

/** True while the person is panitia of this bimtek, read from the grants themselves. */
export async function isPanitia(trx: Trx, personId: string, bimtekId: string, now: Date): Promise<boolean> {
  const grant = await trx
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', 'panitia')
    .where('bimtek_id', '=', bimtekId)
    .where('starts_at', '<=', now)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .executeTakeFirst();
  return grant !== undefined;
}

/**
 * Holds the standings of the holder, then the certificate, and reads it after that. Refused: `not-found` for whoever
 * is not panitia of its bimtek (they cannot tell), `own` for the holder.
 */
export async function holdCertificate(
  trx: Trx,
  { certificateId, by }: CertificateAct,
  now: Date,
): Promise<Result<Held, { reason: 'not-found' } | { reason: 'own' }>> {
  const found = await trx
    .selectFrom('certificate')
    .select(['bimtek_id', 'person_id'])
    .where('id', '=', certificateId)
    .executeTakeFirst();
  if (!found || !(await isPanitia(trx, by, found.bimtek_id, now))) return refused('not-found');
  if (found.person_id === by) return refused('own');
  const enrolments = await lockHolder(trx, found.person_id);
  const row = await trx
    .selectFrom('certificate')
    .selectAll()
    .where('id', '=', certificateId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return ok({
    id: row.id,
    bimtekId: row.bimtek_id,
    personId: row.person_id,
    enrolmentId: row.enrolment_id,
    kind: row.kind,
    number: row.number,
    status: row.status,
    enrolments,
  });
}

async function lockHolder(trx: Trx, personId: string): Promise<Map<string, string[]>> {
  const rows = await trx
    .selectFrom('enrolment')
    .select(['id', 'bimtek_id'])
    .where('person_id', '=', personId)
    .orderBy('bimtek_id')
    .orderBy('id')
    .execute();
  const byBimtek = new Map<string, string[]>();
  for (const row of rows) byBimtek.set(row.bimtek_id, [...(byBimtek.get(row.bimtek_id) ?? []), row.id]);
  for (const [bimtekId, ids] of byBimtek) await lockEnrolments(trx, bimtekId, ids);
  return byBimtek;
}

type CertificateEvent = Database['certificate_event']['event'];

/** Appends to the history that the certificate keeps for ever. The caller holds the certificate. */
export async function recordEvent(
  trx: Trx,
  event: { certificateId: string; event: CertificateEvent; reason: string | null; by: string },
  now: Date,
): Promise<void> {
  await trx
    .insertInto('certificate_event')
    .values({
      certificate_id: event.certificateId,
      no: sql`(select coalesce(max(no), 0) + 1 from certificate_event where certificate_id = ${event.certificateId})`,
      event: event.event,
      reason: event.reason,
      by_id: event.by,
      at: now,
    })
    .execute();
}

/** The new status with its reason; a clearance that stands on the certificate falls with it. Ends the write. */
export async function recordStatus(
  trx: Trx,
  held: Held,
  act: CertificateAct & { event: CertificateEvent; status: CertificateStatus },
  now: Date,
): Promise<void> {
  if (act.status !== 'valid') await suspendClearances(trx, { certificateId: held.id }, act, now);
  await trx.updateTable('certificate').set({ status: act.status }).where('id', '=', held.id).execute();
  await recordEvent(trx, act, now);
  await appendEvent(trx, {
    at: now,
    actorId: act.by,
    act: `certificate-${act.event}`,
    subject: { kind: 'certificate', id: held.id },
    bimtekId: held.bimtekId,
    detail: { person: held.personId, number: held.number, from: held.status, to: act.status },
  });
  for (const [bimtekId, ids] of held.enrolments) await refreshStanding(trx, bimtekId, ids, now);
}
