import { createHash } from 'node:crypto';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';

/**
 * An act that someone may be asked about later. `detail` holds ids, codes and figures, never a NIK, a phone or a
 * name: erasing a person must not break the record.
 */
export type AuditEvent = {
  at: Date;
  actorId: string | null;
  act: string;
  subject: { kind: string; id: string };
  bimtekId?: string | null;
  detail?: Record<string, unknown>;
};

/** Appends events in the transaction of the act itself: both are kept or neither. */
export async function appendEvents(trx: Trx, events: AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => {
    const row = {
      id: newId(),
      at: event.at,
      actor_id: event.actorId,
      act: event.act,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      bimtek_id: event.bimtekId ?? null,
      detail: JSON.stringify(event.detail ?? {}),
    };
    return { ...row, hash: eventHash(row) };
  });
  for (let start = 0; start < rows.length; start += 500)
    await trx
      .insertInto('audit_event')
      .values(rows.slice(start, start + 500))
      .execute();
}

export const appendEvent = (trx: Trx, event: AuditEvent): Promise<void> => appendEvents(trx, [event]);

type Hashed = {
  id: string;
  at: Date;
  actor_id: string | null;
  act: string;
  subject_kind: string;
  subject_id: string;
  bimtek_id: string | null;
  detail: string;
};

/** SHA-256 over the row in a fixed order; a checker recomputes it to find an altered row. */
function eventHash(row: Hashed): Buffer {
  const parts = [
    row.id,
    row.at.toISOString(),
    row.actor_id,
    row.act,
    row.subject_kind,
    row.subject_id,
    row.bimtek_id,
    canonical(JSON.parse(row.detail)),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** jsonb forgets the order of keys, so the hash sorts them. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, canonical(v)]),
  );
}
