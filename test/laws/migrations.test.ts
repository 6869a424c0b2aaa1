import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from './tree.ts';

const names = globSync('*', { cwd: `${root}migrations` }).sort();
const isDate = (digits: string): boolean => {
  const [year, month, day, hour, minute] = (/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits) ?? []).slice(1);
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  return (
    instant.getTime() > 0 && instant.toISOString().startsWith(`${year}-${month}-${day}T${hour}:${minute}`)
  );
};

test('every migration is named by the minute it was begun and by what it does', () => {
  const wrong = names.filter((name) => {
    const [, digits] = /^(\d{12})(?:-[a-z0-9]+)+\.ts$/.exec(name) ?? [];
    return digits === undefined || !isDate(digits);
  });
  expect(wrong).toEqual([]);
  expect(names.length).toBeGreaterThan(0);
});

test('no two migrations have the same minute', () => {
  expect(new Set(names.map((name) => name.slice(0, 12))).size).toBe(names.length);
});

test('no migration imports anything of src or views, so that a change there cannot change it', () => {
  const imports = names.flatMap((name) =>
    ts
      .preProcessFile(readFileSync(`${root}migrations/${name}`, 'utf8'))
      .importedFiles.map((file) => [name, file.fileName]),
  );
  expect(imports.filter(([, from]) => from?.startsWith('..'))).toEqual([]);
  expect(imports.filter(([, from]) => from === 'kysely').length).toBeGreaterThan(0);
});
