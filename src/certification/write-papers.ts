import { sql } from 'kysely';
import { appendEvents } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import type { ProofSigner } from '../proof-keys.ts';
import { type Result, ok } from '../result.ts';
import { newCode, newSerial, serialText } from './code.ts';
import type { CertificateContent } from './content.ts';
import { issueDay, type NumberRefusal, numberOf } from './number.ts';
import { contentOf, type Holder, type Press } from './read-papers.ts';
import { replaceStatements } from './replace-statement.ts';

/** `origin`: the address under which visitors reach the house; `signer`: the key of its papers; both for the QR code. */
export type IssueWish = { bimtekId: string; by: string; origin: string; signer: ProofSigner };
export type Issued = { certificateId: string; kind: 'sertifikat' | 'surat-keterangan'; number: string };
/** `unprintable`: due, but a field of the paper cannot be set; nothing was issued for them. `own`: another panitia issues it. */
export type IssueOutcome = {
  issued: Issued[];
  unprintable: { enrolmentId: string; participantNo: string; field: string }[];
  own: number;
};

export const patternOf = (press: Press, kind: 'sertifikat' | 'surat-keterangan'): string =>
  kind === 'sertifikat' ? press.rules.number_pattern : press.rules.number_pattern_sket;

type Paper = {
  certificateId: string;
  holder: Holder;
  seq: number;
  serial: Buffer;
  content: CertificateContent;
};

/** Papers of one kind: what cannot be printed is left out before a number is taken. */
export async function issueKind(
  trx: Trx,
  press: Press,
  kind: 'sertifikat' | 'surat-keterangan',
  holders: readonly Holder[],
  wish: IssueWish,
  now: Date,
): Promise<Result<Omit<IssueOutcome, 'own'>, NumberRefusal>> {
  const issuedOn = issueDay(now, press.zone);
  const draft = (holder: Holder, seq: number) => {
    const number = numberOf(patternOf(press, kind), {
      seq,
      unit: press.content.issuer.unit,
      class: holder.letter,
      day: issuedOn,
    });
    if (!number.ok) return number;
    const serial = newSerial();
    const imprint = {
      number: number.value,
      revision: 0,
      serial: serialText(serial),
      code: newCode(),
      issuedOn,
      origin: wish.origin,
      signer: wish.signer,
    };
    return ok({ serial, ...contentOf(press, holder, kind, imprint) });
  };
  const unprintable: IssueOutcome['unprintable'] = [];
  const printable: Holder[] = [];
  for (const holder of holders) {
    const probe = draft(holder, 999_999);
    if (!probe.ok) return probe;
    if (probe.value.ok) printable.push(holder);
    else
      unprintable.push({
        enrolmentId: holder.enrolmentId,
        participantNo: holder.identity.participantNo,
        field: probe.value.field,
      });
  }
  if (printable.length === 0) return ok({ issued: [], unprintable });
  const last = await takeNumbers(trx, press.issuerId, kind, Number(issuedOn.slice(0, 4)), printable.length);
  const papers: Paper[] = printable.map((holder, i) => {
    const seq = last - printable.length + 1 + i;
    const made = draft(holder, seq);
    if (!made.ok || !made.value.ok) throw new Error('a paper that could be printed cannot be printed');
    return { certificateId: newId(), holder, seq, serial: made.value.serial, content: made.value.content };
  });
  await insertPapers(trx, press, kind, papers, wish, now);
  return ok({
    issued: papers.map(({ certificateId, content }) => ({ certificateId, kind, number: content.number })),
    unprintable,
  });
}

/** Takes `n` numbers in a row; the last of them. A rollback gives them back, so the register has no gap. */
async function takeNumbers(
  trx: Trx,
  issuerId: string,
  kind: string,
  year: number,
  n: number,
): Promise<number> {
  const { last } = await trx
    .insertInto('certificate_counter')
    .values({ issuer_id: issuerId, kind, year, last: n })
    .onConflict((conflict) =>
      conflict
        .columns(['issuer_id', 'kind', 'year'])
        .doUpdateSet({ last: sql`certificate_counter.last + excluded.last` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

async function insertPapers(
  trx: Trx,
  press: Press,
  kind: 'sertifikat' | 'surat-keterangan',
  papers: readonly Paper[],
  { by, bimtekId }: IssueWish,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('certificate')
    .values(
      papers.map(({ certificateId, holder, seq, content }) => ({
        id: certificateId,
        bimtek_id: bimtekId,
        person_id: holder.personId,
        enrolment_id: holder.enrolmentId,
        kind,
        issuer_id: press.issuerId,
        year: Number(content.issuedOn.slice(0, 4)),
        seq,
        number: content.number,
        for_pkdd: press.forPkdd,
        status: 'valid' as const,
        by_id: by,
        at: now,
      })),
    )
    .execute();
  await trx
    .insertInto('certificate_revision')
    .values(
      papers.map(({ certificateId, serial, content }) => ({
        certificate_id: certificateId,
        revision: 0,
        serial,
        code: content.code,
        content: JSON.stringify(content),
        rule_no: content.ruleNo,
        by_id: by,
        at: now,
      })),
    )
    .execute();
  await trx
    .insertInto('certificate_event')
    .values(
      papers.map(({ certificateId }) => ({
        certificate_id: certificateId,
        no: 1,
        event: 'issued' as const,
        reason: null,
        by_id: by,
        at: now,
      })),
    )
    .execute();
  await appendEvents(
    trx,
    papers.map(({ certificateId, holder, content }) => ({
      at: now,
      actorId: by,
      act: 'certificate-issued',
      subject: { kind: 'certificate', id: certificateId },
      bimtekId,
      detail: { person: holder.personId, kind, number: content.number, rule: content.ruleNo },
    })),
  );
  if (kind === 'sertifikat')
    await replaceStatements(
      trx,
      papers.map(({ holder, content }) => ({ personId: holder.personId, number: content.number })),
      { bimtekId, by },
      now,
    );
}
