import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breaches, tree } from './import-breaches.ts';
import { codeIn, outputOf, plantTree, root } from './tree.ts';

type Cruised = {
  modules: { source: string }[];
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
};

async function cruise(folder: string): Promise<Cruised> {
  const args = [
    'src',
    'views',
    'migrations',
    'test',
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
  ];
  return JSON.parse(await outputOf('depcruise', args, folder)) as Cruised;
}

/** Violations by law, each as `file -> import`; a package is told by its name. */
function byLaw({ summary }: Cruised): Record<string, string[]> {
  const said = summary.violations.map(({ rule, from, to }) => ({
    law: rule.name,
    breach: `${from} -> ${/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(to)?.[1] ?? to}`,
  }));
  const groups = Object.groupBy(said, ({ law }) => law);
  return Object.fromEntries(
    Object.entries(groups).map(([law, list]) => [law, (list ?? []).map(({ breach }) => breach).sort()]),
  );
}

describe('the laws about imports', () => {
  let planted: ReturnType<typeof plantTree>;
  let caught: Record<string, string[]>;

  beforeAll(async () => {
    planted = plantTree(tree, ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json']);
    caught = byLaw(await cruise(planted.folder));
  });
  afterAll(() => planted.remove());

  test.each(Object.entries(breaches))('law %s catches its breaches and nothing else', (law, expected) => {
    expect(caught[law]).toEqual(expected);
  });

  test('every law has a planted breach', () => {
    expect(Object.keys(caught).sort()).toEqual(Object.keys(breaches).sort());
  });
});

test('Bekal obeys the laws about imports, and every file was looked at', { timeout: 60_000 }, async () => {
  const files = codeIn('src', 'views', 'migrations', 'test').filter(
    (path) => !path.startsWith('views/browser/'),
  );
  const cruised = await cruise(root);
  expect(byLaw(cruised)).toEqual({});
  const seen = new Set(cruised.modules.map(({ source }) => source));
  expect(files.filter((path) => !seen.has(path))).toEqual([]);
  expect(files.length).toBeGreaterThan(0);
});
