import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CertificateContent } from '../../src/certification/content.ts';
import { pdfOf, refreshAtDeadline } from '../../src/certification/index.ts';
import { issueBatch } from '../../src/certification/issue-certificates.ts';
import { wib } from '../fixtures/attendance.ts';
import {
  addPassed,
  AFTER,
  type ClosedBimtek,
  closedBimtek,
  DEADLINE,
  IMPRINT,
  ORIGIN,
  settle,
} from '../fixtures/certification.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { readProof } from './read-proof.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const reasonOf = (result: { ok: boolean; refusal?: { reason: string } }) =>
  result.ok ? 'ok' : result.refusal?.reason;
const counters = (b: ClosedBimtek) =>
  b.db
    .selectFrom('certificate_counter as c')
    .innerJoin('bimtek as b', 'b.issuer_id', 'c.issuer_id')
    .select(['c.kind', 'c.year', 'c.last'])
    .where('b.id', '=', b.bimtekId)
    .orderBy('c.kind')
    .execute();
const standing = (b: ClosedBimtek, enrolmentId: string) =>
  b.db.selectFrom('standing').selectAll().where('enrolment_id', '=', enrolmentId).executeTakeFirstOrThrow();

describe('issuing', () => {
  it('gives everyone who meets all lines a sertifikat, numbered by participant number, and nobody else', async () => {
    const b = await closedBimtek(house, { kader: 3 });
    await b.pass(b.kader[2]!, b.kader[0]!);
    const result = await b.issue();
    expect(result).toMatchObject({ ok: true, value: { unprintable: [], own: 0 } });
    const papers = await b.papers();
    const { unit } = await b.db
      .selectFrom('issuer as i')
      .innerJoin('bimtek as b', 'b.issuer_id', 'i.id')
      .select('i.unit')
      .where('b.id', '=', b.bimtekId)
      .executeTakeFirstOrThrow();
    expect(
      papers.map(({ person_id, number, status, revision }) => ({ person_id, number, status, revision })),
    ).toEqual([
      {
        person_id: b.kader[0]!.personId,
        number: `0001/BIMTEK-KDD/${unit}/VI/2024`,
        status: 'valid',
        revision: 0,
      },
      {
        person_id: b.kader[2]!.personId,
        number: `0002/BIMTEK-KDD/${unit}/VI/2024`,
        status: 'valid',
        revision: 0,
      },
    ]);
    expect(await counters(b)).toEqual([{ kind: 'sertifikat', year: 2024, last: 2 }]);
    expect(await standing(b, b.kader[0]!.enrolmentId)).toMatchObject({
      due: null,
      certificate_id: papers[0]!.id,
      certificate_kind: 'sertifikat',
      certificate_status: 'valid',
    });
    const events = await b.db
      .selectFrom('certificate_event')
      .selectAll()
      .where(
        'certificate_id',
        'in',
        papers.map((paper) => paper.id),
      )
      .execute();
    expect(events.map(({ no, event }) => ({ no, event }))).toEqual([
      { no: 1, event: 'issued' },
      { no: 1, event: 'issued' },
    ]);
    const audits = await b.db
      .selectFrom('audit_event')
      .select(['act', 'subject_id', 'actor_id'])
      .where('bimtek_id', '=', b.bimtekId)
      .where('act', '=', 'certificate-issued')
      .orderBy('seq')
      .execute();
    expect(audits).toEqual(
      papers.map((paper) => ({
        act: 'certificate-issued',
        subject_id: paper.id,
        actor_id: b.people.panitia,
      })),
    );
  });

  it('freezes what the paper says: who, what, the sessions by subject, the rule, the address of its page', async () => {
    const b = await closedBimtek(house, { kader: 1, rules: { predicate_bands: null } });
    await b.addSession({ start: wib(5, '08:30'), cancelled: true });
    await b.addSession({ start: wib(5, '13:00'), counted: false });
    await b.addSession({ start: wib(5, '15:00'), classes: ['G'] });
    await b.pass(b.kader[0]!);
    await b.issue();
    const [paper] = await b.papers();
    const serial = Buffer.from(paper!.serial).toString('base64url');
    const { verifyUrl } = paper!.content as CertificateContent;
    expect(verifyUrl.startsWith(`${ORIGIN}/v/${serial}#`)).toBe(true);
    const proof = readProof(verifyUrl);
    expect([proof.reason, proof.paper?.number, proof.paper?.halfJp]).toEqual(['', paper!.number, 8]);
    expect(paper!.content).toEqual({
      kind: 'sertifikat',
      number: paper!.number,
      revision: 0,
      serial,
      code: paper!.code,
      name: 'Kader Contoh F-01',
      titlePrefix: null,
      titleSuffix: null,
      participantNo: 'F-01',
      villageTerm: 'Nagari',
      village: 'Contoh 2',
      districtTerm: 'Kecamatan',
      district: 'Gunung Talang',
      regency: 'Kabupaten Solok',
      province: 'Sumatera Barat',
      bimtek: {
        name: 'Bimbingan Teknis Kader Digital',
        label: 'Gelombang II',
        place: 'Jakarta',
        startsOn: '2024-05-30',
        endsOn: '2024-06-08',
      },
      jpAttendedHalf: 8,
      jpPlannedHalf: 8,
      subjects: [
        { title: 'Aman digital', halfJp: 4 },
        { title: 'Literasi digital', halfJp: 4 },
      ],
      predicate: null,
      issuedOn: '2024-06-10',
      issuedPlace: 'Jakarta',
      issuer: { name: 'Instansi Contoh', unit: paper!.number.split('/')[2], ministry: [] },
      signatory: { name: 'Pejabat Contoh', title: 'Kepala' },
      logo: null,
      motif: 'netral',
      verifyUrl,
      ruleNo: 2,
      courses: [],
      texts: { role: 'Kader Digital', note: '1 JP = 45 menit. Kehadiran 4 dari 4 JP.' },
    });
  });

  it('issues nothing a second time, before presensi is closed, or for whoever stopped', async () => {
    const b = await closedBimtek(house, { kader: 3 });
    await b.pass(...b.kader);
    await b.db
      .updateTable('enrolment')
      .set({ ended_at: wib(8, '19:00'), end_reason: 'Pulang' })
      .where('id', '=', b.kader[2]!.enrolmentId)
      .execute();
    await b.db
      .insertInto('reopening')
      .values({
        bimtek_id: b.bimtekId,
        no: 1,
        asked_by: b.people.panitia,
        reason: 'Uji',
        asked_at: AFTER,
        agreed_by: b.people.panitia2,
        agreed_at: AFTER,
      })
      .execute();
    await b.refresh();
    expect(await b.issue()).toEqual({ ok: true, value: { issued: [], unprintable: [], own: 0 } });
    await b.db
      .insertInto('closing')
      .values({ bimtek_id: b.bimtekId, no: 2, by_id: b.people.panitia, at: AFTER })
      .execute();
    await b.refresh();
    expect(await b.issue()).toMatchObject({
      value: { issued: [{ kind: 'sertifikat' }, { kind: 'sertifikat' }] },
    });
    expect(await b.issue()).toEqual({ ok: true, value: { issued: [], unprintable: [], own: 0 } });
    expect((await b.papers()).map((paper) => paper.person_id)).toEqual([
      b.kader[0]!.personId,
      b.kader[1]!.personId,
    ]);
  });

  it('is an act of the panitia of that bimtek, where this house issues, and never for oneself', async () => {
    const b = await closedBimtek(house, { kader: 2 });
    const other = await closedBimtek(house);
    await b.pass(...b.kader);
    for (const person of [b.people.ratna, other.people.panitia, b.kader[0]!.personId])
      expect(reasonOf(await b.issue(person))).toBe('not-panitia');
    await b.db.updateTable('bimtek').set({ issuing_here: false }).where('id', '=', b.bimtekId).execute();
    expect(reasonOf(await b.issue())).toBe('issued-elsewhere');
    await b.db.updateTable('bimtek').set({ issuing_here: true }).where('id', '=', b.bimtekId).execute();
    expect(await b.papers()).toEqual([]);
    expect(await counters(b)).toEqual([]);

    const own = await b.addKader({ personId: b.people.panitia });
    await b.db
      .insertInto('attendance')
      .values(
        b.sessions.map((session) => ({
          bimtek_id: b.bimtekId,
          enrolment_id: own.enrolmentId,
          session_id: session,
          status: 'hadir' as const,
          head_id: own.enrolmentId,
          heads: 1,
          open: false,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
    await b.pass(own);
    const result = await b.issue();
    expect(result).toMatchObject({ ok: true, value: { own: 1 } });
    expect(result.ok && result.value.issued.length).toBe(2);
    expect(reasonOf(await b.issue())).toBe('own');
    expect(await b.papers(b.people.panitia)).toEqual([]);
    await b.issue(b.people.panitia2);
    expect((await b.papers(b.people.panitia)).map((paper) => paper.seq)).toEqual([3]);
  });

  it('takes no number for a paper that cannot be printed, and names whose it is', async () => {
    const b = await closedBimtek(house, { kader: 3 });
    await b.pass(...b.kader);
    await b.db
      .updateTable('person')
      .set({ name: 'N'.repeat(61) })
      .where('id', '=', b.kader[1]!.personId)
      .execute();
    const result = await b.issue();
    expect(result).toMatchObject({
      value: {
        unprintable: [{ enrolmentId: b.kader[1]!.enrolmentId, participantNo: 'F-02', field: 'name' }],
      },
    });
    expect((await b.papers()).map(({ seq, person_id }) => ({ seq, person_id }))).toEqual([
      { seq: 1, person_id: b.kader[0]!.personId },
      { seq: 2, person_id: b.kader[2]!.personId },
    ]);
  });

  it('goes batch by batch through many', async () => {
    const b = await closedBimtek(house, { kader: 0 });
    await addPassed(b, 60);
    const result = await b.issue();
    expect(result.ok && result.value.issued.length).toBe(60);
    expect((await b.papers()).map((paper) => paper.seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    const held = await b.db
      .selectFrom('standing')
      .select('due')
      .where('bimtek_id', '=', b.bimtekId)
      .where('due', 'is not', null)
      .execute();
    expect(held).toEqual([]);
  });
});

describe('numbers', () => {
  it('leave one certificate and one number of 40 requests at once for one kader', async () => {
    const b = await closedBimtek(house, { kader: 1 });
    await b.pass(...b.kader);
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) => b.issue(i % 2 ? b.people.panitia : b.people.panitia2)),
    );
    // A busy machine may turn some away, as the house does with 503; nobody may get a second paper.
    for (const result of results)
      if (result.status === 'rejected') expect(String(result.reason)).toMatch(/timeout/);
    const values = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(
      values.flatMap((value) => (value.ok ? value.value.issued.map((one) => one.number) : ['refused']))
        .length,
    ).toBe(1);
    expect((await b.papers()).map((paper) => paper.seq)).toEqual([1]);
    expect(await counters(b)).toEqual([{ kind: 'sertifikat', year: 2024, last: 1 }]);
    const audits = await b.db
      .selectFrom('audit_event')
      .select('id')
      .where('bimtek_id', '=', b.bimtekId)
      .where('act', '=', 'certificate-issued')
      .execute();
    expect(audits.length).toBe(1);
  });

  it('have no gap when transactions fail before their commit', async () => {
    const b = await closedBimtek(house, { kader: 6 });
    for (const [i, one] of b.kader.entries()) {
      await b.pass(one);
      const failing = b.db.transaction().execute(async (trx) => {
        await issueBatch(trx, { bimtekId: b.bimtekId, by: b.people.panitia, ...IMPRINT }, AFTER);
        throw new Error('power cut');
      });
      await expect(failing).rejects.toThrow('power cut');
      expect((await b.papers()).length).toBe(i);
      await b.issue();
    }
    expect((await b.papers()).map((paper) => paper.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('count by kind and by the year of the day of issue in the zone of the bimtek', async () => {
    const b = await closedBimtek(house, { kader: 2 });
    await b.pass(b.kader[0]!);
    // 31 December 2024, 23.30 WIB, and half an hour into the new year there (still 2024 in UTC).
    await b.issue(b.people.panitia, new Date('2024-12-31T16:30:00Z'));
    await b.pass(b.kader[1]!);
    await b.issue(b.people.panitia, new Date('2024-12-31T17:30:00Z'));
    expect((await b.papers()).map(({ number }) => number.replace(/U\w+/, 'U')).toSorted()).toEqual([
      '0001/BIMTEK-KDD/U/I/2025',
      '0001/BIMTEK-KDD/U/XII/2024',
    ]);
  });

  it('of a pattern that names something unknown are refused before anything is written', async () => {
    const b = await closedBimtek(house, { kader: 1, rules: { number_pattern: '{seq}/{kota}/{year}' } });
    await b.pass(...b.kader);
    expect(await b.issue()).toEqual({
      ok: false,
      refusal: { reason: 'pattern', pattern: '{seq}/{kota}/{year}' },
    });
    expect(await b.papers()).toEqual([]);
  });
});

describe('a surat keterangan', () => {
  beforeEach(async () => {
    await house.db.updateTable('bimtek').set({ pass_deadline: null }).execute();
    house.clock.set(AFTER);
  });

  it('comes only after the batas kelulusan, and a later sertifikat replaces it', async () => {
    const b = await closedBimtek(house, { kader: 1 });
    const one = b.kader[0]!;
    await b.confirm(one);
    await b.refresh();
    expect(await b.issue()).toMatchObject({ value: { issued: [] } });
    expect(await refreshAtDeadline(b.db, new Date(DEADLINE.getTime() - 1))).toBe(0);
    house.clock.set(DEADLINE);
    expect(await refreshAtDeadline(b.db, DEADLINE)).toBe(1);
    expect(await refreshAtDeadline(b.db, DEADLINE)).toBe(0);
    expect(await standing(b, one.enrolmentId)).toMatchObject({
      l4: 'never',
      r4: 'deadline',
      due: 'surat-keterangan',
    });
    expect(await b.issue()).toMatchObject({ value: { issued: [{ kind: 'surat-keterangan' }] } });
    await b.acceptRktl(one);
    await b.refresh();
    expect(await b.issue()).toMatchObject({ value: { issued: [{ kind: 'sertifikat' }] } });
    const papers = await b.papers();
    expect(papers.map(({ kind, status, seq }) => ({ kind, status, seq }))).toEqual([
      { kind: 'sertifikat', status: 'valid', seq: 1 },
      { kind: 'surat-keterangan', status: 'replaced', seq: 1 },
    ]);
    expect(papers[1]!.number).toContain('/SKET-KDD/');
    const events = await b.db
      .selectFrom('certificate_event')
      .select(['no', 'event', 'reason'])
      .where('certificate_id', '=', papers[1]!.id)
      .orderBy('no')
      .execute();
    expect(events).toEqual([
      { no: 1, event: 'issued', reason: null },
      { no: 2, event: 'replaced', reason: papers[0]!.number },
    ]);
    expect(await standing(b, one.enrolmentId)).toMatchObject({
      due: null,
      certificate_kind: 'sertifikat',
      certificate_status: 'valid',
    });
  });

  it('is due at the batas kelulusan also where only the name is missing', async () => {
    const b = await closedBimtek(house, { kader: 1 });
    await b.acceptRktl(b.kader[0]!);
    await b.refresh();
    house.clock.set(DEADLINE);
    expect(await refreshAtDeadline(b.db, DEADLINE)).toBe(1);
    expect(await standing(b, b.kader[0]!.enrolmentId)).toMatchObject({ l6: 'open', due: 'surat-keterangan' });
    expect(await refreshAtDeadline(b.db, DEADLINE)).toBe(0);
  });
});

describe('the PDF', () => {
  it('is the same bytes after the person is renamed, the logo changed and the session moved', async () => {
    const b = await closedBimtek(house, { kader: 2 });
    await b.pass(...b.kader);
    await b.issue();
    const [first, second] = await b.papers();
    const before = await pdfOf(b.db, first!.id, 0, AFTER);
    const logo =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>';
    await b.db
      .updateTable('person')
      .set({ name: 'Nama Lain' })
      .where('id', 'in', [first!.person_id, second!.person_id])
      .execute();
    await b.db.updateTable('issuer').set({ logo_svg: logo, signatory_name: 'Pejabat Baru' }).execute();
    await b.db
      .updateTable('session')
      .set({ topic: 'Lain', subject: 'Lain', starts_at: wib(7, '08:30'), ends_at: wib(7, '10:00') })
      .where('bimtek_id', '=', b.bimtekId)
      .execute();
    await b.refresh();
    const after = await pdfOf(b.db, first!.id, 0, new Date(AFTER.getTime() + 86_400_000));
    expect(Buffer.from(after!.pdf).equals(Buffer.from(before!.pdf))).toBe(true);
    // The second was not made before the change: it comes from the frozen content alone.
    const late = await pdfOf(b.db, second!.id, 0, AFTER);
    expect((await b.papers())[1]!.content as CertificateContent).toMatchObject({
      name: 'Kader Contoh F-02',
      logo: null,
    });
    expect(late!.pdf.length).toBeGreaterThan(10_000);
    const text = Buffer.from(late!.sha256).toString('hex');
    expect(text).toMatch(/^[0-9a-f]{64}$/);
  });

  it('made by two at once is kept once', async () => {
    const b = await closedBimtek(house, { kader: 1 });
    await b.pass(...b.kader);
    await b.issue();
    const [paper] = await b.papers();
    const [one, two] = await Promise.all([
      pdfOf(b.db, paper!.id, 0, AFTER),
      pdfOf(b.db, paper!.id, 0, AFTER),
    ]);
    expect(Buffer.from(one!.sha256).equals(Buffer.from(two!.sha256))).toBe(true);
    expect(
      (
        await b.db
          .selectFrom('certificate_pdf')
          .select('revision')
          .where('certificate_id', '=', paper!.id)
          .execute()
      ).length,
    ).toBe(1);
    expect(await pdfOf(b.db, paper!.id, 7, AFTER)).toBeUndefined();
    await expect(
      settle(b, async (trx) => {
        await trx.deleteFrom('certificate_pdf').execute();
        return { ok: true };
      }),
    ).rejects.toThrow(/certificate_pdf/);
  });
});
