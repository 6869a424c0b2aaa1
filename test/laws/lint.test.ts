import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtIn, cases } from './lint-breaches.ts';
import { codeIn, outputOf, plantTree, root } from './tree.ts';

type Report = { code: string; filename: string };
type Linted = { diagnostics: Report[]; number_of_files: number };

const lint = async (folder: string): Promise<Linted> =>
  JSON.parse(
    await outputOf('oxlint', ['--format', 'json', 'src', 'views', 'migrations', 'test'], folder),
  ) as Linted;

const planted = [...Object.values(cases).flat(), ...Object.values(builtIn)];

describe('the lint rules', () => {
  let tree: ReturnType<typeof plantTree>;
  let linted: Linted;
  const reportsOn = (path: string, code: string) =>
    linted.diagnostics.filter((report) => report.filename === path && report.code === code).length;

  beforeAll(async () => {
    const schema = `export type Db = object;\nexport type Trx = object;\nexport type ReadonlyDb = object;\n`;
    const files = Object.fromEntries(planted.map(({ path, code }) => [path, code]));
    tree = plantTree({ 'src/database/schema.ts': schema, ...files }, [
      '.oxlintrc.json',
      'tsconfig.json',
      'test/lint',
    ]);
    linted = await lint(tree.folder);
  });
  afterAll(() => tree.remove());

  describe.each(Object.entries(cases))('%s', (rule, list) => {
    test.each(list.map((item) => [item.path, item.reports] as const))(
      '%s has %i reports',
      (path, reports) => {
        expect(reportsOn(path, `bekal(${rule})`)).toBe(reports);
      },
    );
  });

  test.each(Object.entries(builtIn))('%s catches its breach', (rule, { path }) => {
    expect(reportsOn(path, rule)).toBe(1);
  });

  test('no planted file stands in for another', () => {
    expect(new Set(planted.map(({ path }) => path)).size).toBe(planted.length);
  });
});

test('the linter looks at every file of Bekal', async () => {
  const files = codeIn('src', 'views', 'migrations', 'test');
  const looked = new Set((await outputOf('oxlint', ['--debug=files'], root)).split('\n'));
  expect(files.filter((path) => !looked.has(path))).toEqual([]);
  expect(files.length).toBeGreaterThan(0);
});
