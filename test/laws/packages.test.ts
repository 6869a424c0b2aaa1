import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './tree.ts';

type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>;
type Locked = { version?: string; resolved?: string; integrity?: string; hasInstallScript?: boolean };

const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Manifest;
const lockText = readFileSync(`${root}package-lock.json`, 'utf8');
const lock = JSON.parse(lockText) as { packages: Record<string, Locked> };
const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

/** The locked packages for which `wrong` holds; every list below is expected to be empty. */
const those = (wrong: (locked: Locked, path: string) => boolean): string[] =>
  packages.filter(([path, locked]) => wrong(locked, path)).map(([path]) => path);

/** -1, 0 or 1 as version `a` is before, at or after version `b`. */
const compare = (a: string, b: string): number => Math.sign(a.localeCompare(b, 'en', { numeric: true }));

test('every version in package.json is exact', () => {
  expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('the lock file holds what package.json asks for', () => {
  const locked = Object.keys(wanted).map((name) => [name, lock.packages[`node_modules/${name}`]?.version]);
  expect(Object.fromEntries(locked)).toEqual(wanted);
});

test('the lock file names no registry, so it works with each', () => {
  expect(those((locked) => locked.resolved !== undefined)).toEqual([]);
  expect(/registry\.|npmjs\./.exec(lockText)).toBeNull();
});

test('every locked package carries its checksum', () => {
  expect(those((locked, path) => locked.integrity === undefined && path.startsWith('node_modules/'))).toEqual(
    [],
  );
  expect(packages.length).toBeGreaterThan(0);
});

test('no package runs a script when it is installed', () => {
  expect(those((locked) => locked.hasInstallScript === true)).toEqual([]);
});

test.each([
  ['hono', '4.13.5'],
  ['@hono/node-server', '2.0.10'],
])('%s is not older than its last security fix, %s', (name, fixed) => {
  expect(compare(manifest.dependencies[name] ?? '', fixed)).not.toBe(-1);
});
