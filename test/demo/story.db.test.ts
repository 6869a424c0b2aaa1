import { afterAll, describe, expect, it } from 'vitest';
import { type Cast, openCast } from '../fixtures/cast.ts';

const open: Cast[] = [];
afterAll(async () => void (await Promise.all(open.map((cast) => cast.close()))));
async function at(moment: 'pelatihan' | 'selesai' | 'pkdd'): Promise<Cast> {
  const cast = await openCast(moment);
  open.push(cast);
  return cast;
}
const count = async (cast: Cast, table: 'certificate' | 'clearance' | 'attempt' | 'mark') =>
  Number(
    (
      await cast.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('the demo', () => {
  it('stands on 3 June with two corrections, one objection, one open question and nobody certified', async () => {
    const cast = await at('pelatihan');
    const corrections = await cast.db
      .selectFrom('mark')
      .select('id')
      .where('source', '=', 'correction')
      .execute();
    const objections = await cast.db.selectFrom('objection').select('id').execute();
    const questions = await cast.db
      .selectFrom('attendance')
      .select('session_id')
      .where('open', '=', true)
      .execute();
    expect([corrections.length, objections.length, questions.length]).toEqual([2, 1, 1]);
    expect(await count(cast, 'certificate')).toBe(0);
    const classes = await cast.db
      .selectFrom('enrolment as e')
      .innerJoin('class as c', 'c.id', 'e.class_id')
      .select(['c.letter', (eb) => eb.fn.countAll<number>().as('n')])
      .groupBy('c.letter')
      .orderBy('c.letter')
      .execute();
    expect(classes.map((row) => [row.letter, Number(row.n)])).toEqual([
      ['F', 36],
      ['G', 12],
    ]);
    const never = await cast.db
      .selectFrom('standing')
      .select('participant_no')
      .where('l1', '=', 'never')
      .execute();
    expect(never).toEqual([{ participant_no: 'F-21' }]);
    expect(
      (await cast.db.selectFrom('standing').select('half_jp_planned').distinct().execute()).map(
        (row) => row.half_jp_planned,
      ),
    ).toEqual([144]);
  });

  it('stands on 10 June with presensi closed and certificates ready to issue', async () => {
    const cast = await at('selesai');
    const due = await cast.db
      .selectFrom('standing')
      .select('enrolment_id')
      .where('due', '=', 'sertifikat')
      .execute();
    expect(due.length).toBeGreaterThan(35);
    expect(await count(cast, 'certificate')).toBe(0);
  });

  it('stands on 1 July with certificates issued, some cleared, two nagari with PKDD formed, one certificate suspended', async () => {
    const cast = await at('pkdd');
    expect(await count(cast, 'clearance')).toBeGreaterThan(8);
    const suspended = await cast.db
      .selectFrom('certificate')
      .select('number')
      .where('status', '=', 'suspended')
      .execute();
    expect(suspended).toHaveLength(1);
    const formed = await cast.db
      .selectFrom('pkdd_step')
      .select('village_code')
      .where('kind', '=', 'rkdd-sk')
      .where('confirmed_at', 'is not', null)
      .execute();
    expect(formed).toHaveLength(2);
    const numbers = await cast.db
      .selectFrom('certificate')
      .select('seq')
      .where('kind', '=', 'sertifikat')
      .orderBy('seq')
      .execute();
    expect(numbers.map((row) => row.seq)).toEqual(numbers.map((_, at) => at + 1));
  });
});
