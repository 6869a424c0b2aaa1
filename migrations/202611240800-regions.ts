import { type Kysely, sql } from 'kysely';

/** Official Kemendagri codes. `village` repeats the codes above it, held true by foreign keys, so that scopes need no join. */
const statements = [
  `create table province (
    code text collate "C" primary key,
    name text not null
  )`,
  `create table regency (
    code text collate "C" primary key,
    province_code text collate "C" not null references province,
    name text not null,
    village_term text not null,
    unique (code, province_code)
  )`,
  `create table district (
    code text collate "C" primary key,
    regency_code text collate "C" not null references regency,
    name text not null,
    unique (code, regency_code)
  )`,
  `create table village (
    code text collate "C" primary key,
    name text not null,
    district_code text collate "C" not null,
    regency_code text collate "C" not null,
    province_code text collate "C" not null,
    locus_since date,
    unique (code, regency_code),
    foreign key (district_code, regency_code) references district (code, regency_code),
    foreign key (regency_code, province_code) references regency (code, province_code)
  )`,
  `create index village_regency on village (regency_code, code)`,
  `create index village_district on village (district_code)`,
  `create index regency_province on regency (province_code)`,
  `create index district_regency on district (regency_code)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
