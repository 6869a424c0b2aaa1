import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import ts from 'typescript';
import { openTestDatabase, type TestDatabase } from '../engines/database.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

type Column = `${string}.${string}`;

/** Tables and columns of `interface Database`, and which of them may be null. */
function declared(source: string): Map<Column, boolean> {
  const file = ts.createSourceFile('schema.ts', source, ts.ScriptTarget.Latest, true);
  const found = new Map<Column, boolean>();
  const database_ = file.statements.find(
    (one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === 'Database',
  );
  for (const table of database_?.members ?? []) {
    if (!ts.isPropertySignature(table) || !table.type || !ts.isTypeLiteralNode(table.type)) continue;
    for (const column of table.type.members) {
      if (!ts.isPropertySignature(column)) continue;
      const type = column.type?.getText() ?? '';
      found.set(
        `${table.name.getText()}.${column.name.getText()}`,
        /^Flag<|\| null|<unknown, string \| null/.test(type),
      );
    }
  }
  return found;
}

async function migrated(): Promise<Map<Column, boolean>> {
  const tables = await database.db.introspection.getTables();
  return new Map(
    tables.flatMap((table) =>
      table.columns.map((column): [Column, boolean] => [`${table.name}.${column.name}`, column.isNullable]),
    ),
  );
}

const SOURCE = readFileSync(new URL('../../src/database/schema.ts', import.meta.url), 'utf8');
const sorted = (columns: Map<Column, boolean>) =>
  [...columns].map(([name, nullable]) => `${name}${nullable ? ' null' : ''}`).toSorted();

describe('src/database/schema.ts', () => {
  it('names exactly the tables, columns and nulls of the migrated database', async () => {
    const here = sorted(declared(SOURCE));
    expect(here.length).toBeGreaterThan(300);
    expect(here).toEqual(sorted(await migrated()));
  });

  it('would be caught with a column too many, too few, or a null forgotten', async () => {
    const there = sorted(await migrated());
    const planted = [
      SOURCE.replace('province: { code: Text;', 'province: { code: Text; capital: Text;'),
      SOURCE.replace('  setting: { key: Text;', '  setting: {'),
      SOURCE.replace('login_phone: Flag<Text>', 'login_phone: Text'),
    ];
    for (const source of planted) {
      expect(source).not.toBe(SOURCE);
      expect(sorted(declared(source))).not.toEqual(there);
    }
  });
});
