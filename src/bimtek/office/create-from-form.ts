import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { hasRole } from '../../http/actor.ts';
import { type Result, ok, refused } from '../../result.ts';
import { type BimtekRefusal, createBimtek } from '../create-bimtek.ts';
import { createIssuer } from '../create-issuer.ts';
import { linesOf, type NewBimtekForm } from './forms.ts';

/** A panitia becomes panitia of the bimtek they create; an admin names one. */
export async function createFromForm(
  trx: Trx,
  actor: Actor,
  form: NewBimtekForm,
  now: Date,
): Promise<Result<{ bimtekId: string; panitiaId: string }, BimtekRefusal | { reason: 'unit-taken' }>> {
  const by = actor.personId;
  const panitiaId = hasRole(actor, 'panitia') ? by : form.panitia;
  if (panitiaId === '') return refused('no-panitia');
  const issuer = form.issuer === 'baru' ? await newIssuer(trx, form, by, now) : ok({ issuerId: form.issuer });
  if (!issuer.ok) return issuer;
  const { name, label, place, timeZone, startsOn, endsOn, countsForPkdd } = form;
  const facts = { name, label, place, timeZone, startsOn, endsOn, countsForPkdd };
  const made = await createBimtek(trx, { ...facts, issuerId: issuer.value.issuerId, panitiaId, by }, now);
  return made.ok ? ok({ bimtekId: made.value.bimtekId, panitiaId }) : made;
}

const newIssuer = (trx: Trx, form: NewBimtekForm, by: string, now: Date) =>
  createIssuer(
    trx,
    {
      unit: form.issuerUnit,
      name: form.issuerName,
      lines: linesOf(form.issuerLines),
      place: form.issuerPlace,
      signatoryName: form.signatoryName,
      signatoryTitle: form.signatoryTitle,
      signatoryNip: form.signatoryNip || null,
      by,
    },
    now,
  );
