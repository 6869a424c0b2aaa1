import { sql } from 'kysely';
import type { Db } from '../../database/schema.ts';
import { regencyCode, villageCode } from '../../region/index.ts';
import { type Result, ok, refused } from '../../result.ts';
import type { NewGrant } from '../grant-role.ts';
import type { GrantForm } from './forms.ts';

type Wrong = { reason: 'form'; fields: Record<string, string> };

/** The grants that a filled form means (one a village), or which field names a place that is not there. */
export async function readScope(
  db: Db,
  form: GrantForm,
): Promise<Result<Omit<NewGrant, 'personId'>[], Wrong>> {
  const fields: Record<string, string> = {};
  const province = await findPlace(db, 'province', form.province, /^\d\d$/);
  const regency = await findPlace(db, 'regency', regencyCode(form.regency) ?? form.regency, /^\d\d\.\d\d$/);
  if (form.province && !province) fields['province'] = 'place';
  if (form.regency && !regency) fields['regency'] = 'place';
  const villages = await findVillages(db, form.villages);
  if (!villages) fields['villages'] = 'place';
  if (form.bimtek && !(await exists(db, form.bimtek))) fields['bimtek'] = 'choice';
  if (!villages || Object.keys(fields).length > 0) return refused('form', { fields });
  const grant = {
    role: form.role,
    bimtekId: form.bimtek || null,
    provinceCode: province,
    regencyCode: regency,
    allBimtek: form.allBimtek,
    audit: form.audit && form.role === 'pemantau',
    ...(form.from ? { startsAt: startOf(form.from) } : {}),
    endsAt: form.until ? endOf(form.until) : null,
  };
  return ok(villages.length > 0 ? villages.map((code) => ({ ...grant, villageCode: code })) : [grant]);
}

/** Roles begin and end with the day, in WIB. */
const startOf = (day: string): Date => new Date(`${day}T00:00:00+07:00`);
const endOf = (day: string): Date => new Date(`${day}T23:59:59+07:00`);

async function exists(db: Db, bimtekId: string): Promise<boolean> {
  return (
    (await db.selectFrom('bimtek').select('id').where('id', '=', bimtekId).executeTakeFirst()) !== undefined
  );
}

/** By code, or by the whole name when only one place has it. */
async function findPlace(
  db: Db,
  table: 'province' | 'regency',
  typed: string,
  code: RegExp,
): Promise<string | null> {
  if (!typed) return null;
  const rows = code.test(typed)
    ? await db.selectFrom(table).select('code').where('code', '=', typed).execute()
    : await db
        .selectFrom(table)
        .select('code')
        .where(sql`lower(name)`, '=', typed.toLowerCase())
        .limit(2)
        .execute();
  return rows.length === 1 ? (rows[0]?.code ?? null) : null;
}

/** Every code must be of a village; null when one is not. */
async function findVillages(db: Db, typed: string): Promise<string[] | null> {
  const written = typed.split(/[\s,;]+/).filter(Boolean);
  const codes = [...new Set(written.flatMap((text) => villageCode(text) ?? []))];
  if (written.length === 0) return [];
  if (codes.length === 0 || written.some((text) => villageCode(text) === undefined)) return null;
  const found = await db.selectFrom('village').select('code').where('code', 'in', codes).execute();
  return found.length === codes.length ? codes : null;
}
