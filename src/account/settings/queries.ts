import type { Db } from '../../database/schema.ts';

export type Issuer = {
  id: string;
  unit: string;
  name: string;
  lines: string[];
  place: string;
  signatoryName: string;
  signatoryTitle: string;
  signatoryNip: string | null;
  /** SVG that `cleanLogo` let through. */
  logo: string | null;
  bimtek: number;
};

/** Who issues certificates here, with the number of their bimtek. */
export async function listIssuers(db: Db): Promise<Issuer[]> {
  const rows = await db
    .selectFrom('issuer as i')
    .selectAll('i')
    .select((eb) =>
      eb
        .selectFrom('bimtek as b')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('b.issuer_id', '=', 'i.id')
        .as('bimtek'),
    )
    .orderBy('i.unit')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    unit: row.unit,
    name: row.name,
    lines: row.lines,
    place: row.place,
    signatoryName: row.signatory_name,
    signatoryTitle: row.signatory_title,
    signatoryNip: row.signatory_nip,
    logo: row.logo_svg,
    bimtek: Number(row.bimtek ?? 0),
  }));
}
