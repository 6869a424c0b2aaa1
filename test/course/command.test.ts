import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { coursesCommand } from '../../src/course/index.ts';
import { type CourseFolder, courseFolder, smallCourse } from '../fixtures/course.ts';

let courses: CourseFolder | undefined;
afterEach(() => courses?.remove());

async function run(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; out: string; error: string }> {
  const said = { out: '', error: '' };
  const code = await coursesCommand(args, {
    env,
    out: (text) => void (said.out += `${text}\n`),
    error: (text) => void (said.error += `${text}\n`),
  });
  return { code, ...said };
}

const broken = () => ({
  ...smallCourse(),
  'b-lanjut/01-tiga.md': '---\ntitle: Tiga\nminutes: 4\n---\nLihat [ini](hilang.md).\n\n![](kotak.svg)\n',
});

test('courses check of the courses of Bekal finds them good', async () => {
  expect(await run(['check'])).toEqual({ code: 0, out: '1 kursus diperiksa, semua baik.\n', error: '' });
});

test('courses check tells file, line and what to do, and ends with 1', async () => {
  courses = courseFolder(broken());
  const file = relative('', join(courses.folder, 'contoh/b-lanjut/01-tiga.md'));
  const { code, out } = await run(['check', courses.folder]);
  expect(code).toBe(1);
  expect(out.split('\n')).toEqual([
    `${file}:5  Tautan hilang.md tidak menuju pelajaran mana pun.`,
    `${file}:7  Gambar kotak.svg belum punya penjelasan.`,
    `${file}:7  Gambar kotak.svg tidak ada atau tidak bisa dibaca.`,
    '1 kursus diperiksa, 3 hal perlu diperbaiki.',
    '',
  ]);
});

test('courses check --json is for machines, also for one course alone', async () => {
  courses = courseFolder(broken());
  const folder = join(courses.folder, 'contoh');
  const { code, out } = await run(['check', folder, '--json']);
  expect(code).toBe(1);
  const read = JSON.parse(out) as { courses: { id: string; folder: string; problems: object[] }[] };
  expect(read.courses.map(({ id, folder: where, problems }) => [id, where, problems.length])).toEqual([
    ['contoh', folder, 3],
  ]);
  expect(read.courses[0]?.problems[0]).toEqual({
    file: relative('', join(folder, 'b-lanjut/01-tiga.md')),
    line: 5,
    rule: 'link',
    code: 'link-broken',
    about: 'hilang.md',
    sentence: 'Tautan hilang.md tidak menuju pelajaran mana pun.',
  });
});

test('courses --help explains, a wrong word or folder is refused with the way out', async () => {
  expect((await run(['--help'])).code).toBe(0);
  expect((await run(['--help'])).out).toContain('bekal courses check');
  for (const args of [[], ['cek'], ['check', '--jsn'], ['check', 'a', 'b']]) {
    const { code, out, error } = await run(args);
    expect([code, out]).toEqual([1, '']);
    expect(error).toContain('bekal courses check');
  }
  expect(await run(['check', '/tidak/ada'])).toEqual({
    code: 1,
    out: '',
    error: 'Folder /tidak/ada tidak ada.\n',
  });
});

test('courses load fills a database of its own and says what it did; a broken course leaves it as it is', async () => {
  courses = courseFolder();
  const data = mkdtempSync(join(tmpdir(), 'bekal-load-'));
  const env = { BEKAL_DATA: data, BEKAL_CLOCK: '2024-06-03T08:00:00+07:00' };
  try {
    expect(await run(['load', courses.folder], env)).toEqual({
      code: 0,
      out: 'Kursus contoh dimuat, versi 1.\n',
      error: '',
    });
    expect(await run(['load', courses.folder], env)).toEqual({
      code: 0,
      out: 'Kursus contoh tidak berubah, versi 1.\n',
      error: '',
    });
    courses.write(broken());
    const { code, out } = await run(['load', courses.folder], env);
    expect(code).toBe(1);
    expect(out).toContain('Kursus contoh tidak dimuat. 3 hal perlu diperbaiki:\n');
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}, 120_000);
