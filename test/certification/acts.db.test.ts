import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { grantRole } from '../../src/account/index.ts';
import type { CertificateContent } from '../../src/certification/content.ts';
import {
  liftSuspension,
  reissueCertificate,
  revokeCertificate,
  suspendCertificate,
} from '../../src/certification/index.ts';
import type { Kader } from '../fixtures/attendance.ts';
import {
  AFTER,
  clearFor,
  type ClosedBimtek,
  closedBimtek,
  IMPRINT,
  settle,
} from '../fixtures/certification.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { readProof } from './read-proof.ts';

let house: TestHouse;
let b: ClosedBimtek;
let one: Kader;
let id: string;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  b = await closedBimtek(house, { kader: 1 });
  one = b.kader[0]!;
  await b.pass(one);
  await b.issue();
  id = (await b.papers())[0]!.id;
});

type Act = (
  trx: never,
  act: { certificateId: string; reason: string; by: string; origin: string; signer: unknown },
  now: Date,
) => Promise<{ ok: boolean; refusal?: { reason: string } }>;
const act = async (write: unknown, by = b.people.panitia, reason = 'Data keliru') => {
  const result = await settle(b, (trx) =>
    (write as Act)(trx as never, { certificateId: id, reason, by, ...IMPRINT }, AFTER),
  );
  return result.ok ? 'ok' : result.refusal?.reason;
};
const status = async () =>
  (await b.db.selectFrom('certificate').select('status').where('id', '=', id).executeTakeFirstOrThrow())
    .status;
const events = async () =>
  (
    await b.db
      .selectFrom('certificate_event')
      .select(['no', 'event', 'reason'])
      .where('certificate_id', '=', id)
      .orderBy('no')
      .execute()
  ).map((row) => `${row.no} ${row.event} ${row.reason ?? '-'}`);
const standing = () =>
  b.db
    .selectFrom('standing')
    .selectAll()
    .where('enrolment_id', '=', one.enrolmentId)
    .executeTakeFirstOrThrow();
const cleared = async () =>
  (await b.db.selectFrom('clearance').select('person_id').where('person_id', '=', one.personId).execute())
    .length;

describe('suspending and revoking', () => {
  it.each([
    ['suspended', suspendCertificate, 'suspended'],
    ['revoked', revokeCertificate, 'revoked'],
  ])(
    '%s: the certificate, its history, and the clearance that stands on it, in one transaction',
    async (word, write, becomes) => {
      const { assignmentId } = await clearFor(b, one, id);
      expect(await standing()).toMatchObject({ clearance: 'cleared' });
      expect(await act(write)).toBe('ok');
      expect(await status()).toBe(becomes);
      expect(await events()).toEqual(['1 issued -', `2 ${word} Data keliru`]);
      expect(await cleared()).toBe(0);
      expect(await standing()).toMatchObject({
        certificate_status: becomes,
        clearance: 'suspended',
        due: null,
      });
      const log = await b.db
        .selectFrom('clearance_event')
        .select(['event', 'reason', 'by_id'])
        .where('assignment_id', '=', assignmentId)
        .orderBy('no')
        .execute();
      expect(log).toEqual([
        { event: 'cleared', reason: null, by_id: b.people.panitia2 },
        { event: 'suspended', reason: 'Data keliru', by_id: b.people.panitia },
      ]);
    },
  );

  it('without the clearance is refused by the database itself', async () => {
    await clearFor(b, one, id);
    await expect(
      b.db
        .transaction()
        .execute((trx) =>
          trx.updateTable('certificate').set({ status: 'revoked' }).where('id', '=', id).execute(),
        ),
    ).rejects.toThrow(/clearance/);
    expect([await status(), await cleared()]).toEqual(['valid', 1]);
  });

  it('that rolls back leaves both as they were', async () => {
    await clearFor(b, one, id);
    const cut = b.db.transaction().execute(async (trx) => {
      await revokeCertificate(trx, { certificateId: id, reason: 'Data keliru', by: b.people.panitia }, AFTER);
      throw new Error('power cut');
    });
    await expect(cut).rejects.toThrow('power cut');
    expect([await status(), await cleared()]).toEqual(['valid', 1]);
  });

  it('lifting makes it valid again and leaves the clearance ditangguhkan', async () => {
    await clearFor(b, one, id);
    await act(suspendCertificate);
    expect(await act(liftSuspension)).toBe('ok');
    expect([await status(), await cleared()]).toEqual(['valid', 0]);
    expect(await standing()).toMatchObject({ certificate_status: 'valid', clearance: 'suspended' });
    expect(await act(liftSuspension)).toBe('not-suspended');
  });

  it('is for panitia of the bimtek, not for oneself, and only in a status that allows it', async () => {
    const other = await closedBimtek(house);
    for (const person of [b.people.ratna, other.people.panitia, one.personId])
      for (const write of [suspendCertificate, revokeCertificate, liftSuspension, reissueCertificate])
        expect(await act(write, person)).toBe('not-found');
    await b.db
      .transaction()
      .execute((trx) =>
        grantRole(
          trx,
          { personId: one.personId, role: 'panitia', bimtekId: b.bimtekId, startsAt: AFTER },
          null,
          AFTER,
        ),
      );
    for (const write of [suspendCertificate, revokeCertificate, liftSuspension, reissueCertificate])
      expect(await act(write, one.personId)).toBe('own');
    expect(await events()).toEqual(['1 issued -']);
    await act(suspendCertificate);
    expect(await act(suspendCertificate)).toBe('not-valid');
    await act(revokeCertificate);
    expect(await act(revokeCertificate)).toBe('not-in-force');
    expect(await act(liftSuspension)).toBe('not-suspended');
  });
});

describe('a Pengganti', () => {
  const rename = (name: string) =>
    b.db.updateTable('person').set({ name }).where('id', '=', one.personId).execute();

  it('for a wrong name keeps the number and what was reached, and the clearance', async () => {
    await clearFor(b, one, id);
    await rename('Kader Contoh Benar');
    await b.db.updateTable('session').set({ subject: 'Lain' }).where('bimtek_id', '=', b.bimtekId).execute();
    expect(await act(reissueCertificate, b.people.panitia, 'Ejaan nama')).toBe('ok');
    const [before, after] = await b.papers();
    const [old, fresh] = [before!.content as CertificateContent, after!.content as CertificateContent];
    expect(fresh).toEqual({
      ...old,
      name: 'Kader Contoh Benar',
      revision: 1,
      serial: fresh.serial,
      code: fresh.code,
      verifyUrl: fresh.verifyUrl,
    });
    const { reason, serial, paper } = readProof(fresh.verifyUrl);
    expect([reason, serial, paper?.name, paper?.revision]).toEqual(['', fresh.serial, fresh.name, 1]);
    expect(fresh.serial).not.toBe(old.serial);
    expect(fresh.code).not.toBe(old.code);
    expect(after!.number).toBe(before!.number);
    expect([await status(), await cleared()]).toEqual(['valid', 1]);
    expect(await events()).toEqual(['1 issued -', '2 reissued Ejaan nama']);
    expect(
      (
        await b.db
          .selectFrom('certificate_counter as c')
          .innerJoin('bimtek as b', 'b.issuer_id', 'c.issuer_id')
          .select('c.last')
          .where('b.id', '=', b.bimtekId)
          .execute()
      ).map((row) => row.last),
    ).toEqual([1]);
  });

  it('is refused while nothing would change, the name is not confirmed, or the paper is suspended', async () => {
    expect(await act(reissueCertificate)).toBe('unchanged');
    await rename('Kader Contoh Benar');
    await b.db
      .updateTable('person')
      .set({ name_confirmed_at: null })
      .where('id', '=', one.personId)
      .execute();
    expect(await act(reissueCertificate)).toBe('name-open');
    await b.confirm(one);
    await act(suspendCertificate);
    expect(await act(reissueCertificate)).toBe('suspended');
    expect((await b.papers()).length).toBe(1);
  });

  it('after a revocation asks the rule again and reads all anew', async () => {
    await act(revokeCertificate);
    await b.db
      .updateTable('rktl_round')
      .set({ decision: 'revise' })
      .where('enrolment_id', '=', one.enrolmentId)
      .execute();
    expect(await act(reissueCertificate)).toBe('not-met');
    await b.db
      .updateTable('rktl_round')
      .set({ decision: 'accepted' })
      .where('enrolment_id', '=', one.enrolmentId)
      .execute();
    await b.db
      .updateTable('session')
      .set({ subject: 'Diperbaiki' })
      .where('bimtek_id', '=', b.bimtekId)
      .execute();
    expect(await act(reissueCertificate)).toBe('ok');
    const [, fresh] = await b.papers();
    expect(fresh).toMatchObject({
      status: 'valid',
      revision: 1,
      content: { subjects: [{ title: 'Diperbaiki', halfJp: 8 }], number: fresh!.number },
    });
    expect(await standing()).toMatchObject({ certificate_status: 'valid', due: null });
  });

  it('asked for by several at once is one revision each, never two of one number', async () => {
    await rename('Kader Contoh Benar');
    const results = await Promise.all(Array.from({ length: 6 }, () => act(reissueCertificate)));
    expect(results.filter((result) => result === 'ok').length).toBe(1);
    expect(results.filter((result) => result === 'unchanged').length).toBe(5);
    expect((await b.papers()).map((paper) => paper.revision)).toEqual([0, 1]);
  });
});
