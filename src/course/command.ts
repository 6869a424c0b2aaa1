import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { clockFrom, systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { connect } from '../database/connect.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { commandWords as words, loadedLines, problemLines, problemRecord } from './documents.ts';
import { courseFolders, type CourseLoaded, loadCourses } from './load-course.ts';
import { checkLanguage } from './language.ts';
import { inOrder } from './problems.ts';
import { readCourseFiles } from './read-course.ts';
import { readFolder } from './read-folder.ts';

/** The courses that come with Bekal. */
export const COURSES_FOLDER = fileURLToPath(new URL('../../courses/', import.meta.url));

type Surroundings = { env: NodeJS.ProcessEnv; out(text: string): void; error(text: string): void };

const PROCESS: Surroundings = {
  env: process.env,
  out: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
};

/** `courses check | load [FOLDER] [--json]`. Returns the exit code: 0 all good, 1 problems or a wrong argument. */
export async function coursesCommand(
  args: readonly string[],
  around: Surroundings = PROCESS,
): Promise<0 | 1> {
  const wish = readWish(args);
  if (wish === 'help') {
    around.out(words.help);
    return 0;
  }
  const trouble = wish ? await troubleWith(wish.folder) : words.badArgument;
  if (!wish || trouble) {
    around.error(trouble ?? words.badArgument);
    return 1;
  }
  return wish.act === 'check' ? check(wish, around) : load(wish, around);
}

type Wish = { act: 'check' | 'load'; folder: string; json: boolean };

function readWish(args: readonly string[]): Wish | 'help' | undefined {
  try {
    const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [act, folder = relative('', COURSES_FOLDER) || '.', more] = positionals;
    if (values.help) return 'help';
    if ((act !== 'check' && act !== 'load') || more !== undefined) return undefined;
    return { act, folder, json: values.json ?? false };
  } catch {
    return undefined; // an option that parseArgs does not know: the caller shows the help
  }
}

async function troubleWith(folder: string): Promise<string | undefined> {
  if (!existsSync(folder)) return words.noFolder(folder);
  return (await courseFolders(folder)).length === 0 ? words.noCourse(folder) : undefined;
}

async function check({ folder, json }: Wish, { out }: Surroundings): Promise<0 | 1> {
  const folders = await courseFolders(folder);
  const reads = await Promise.all(folders.map(checkFolder));
  const count = reads.reduce((sum, { problems }) => sum + problems.length, 0);
  if (json)
    out(
      JSON.stringify(
        { courses: reads.map(({ course, ...rest }) => record({ id: course?.id ?? null, ...rest })) },
        null,
        2,
      ),
    );
  else
    out(
      [
        ...reads.flatMap((read) => problemLines(read.folder, read.problems)),
        words.checked(reads.length, count),
      ].join('\n'),
    );
  return count === 0 ? 0 : 1;
}

/** What keeps a course from being loaded, and what makes it hard to read. */
async function checkFolder(folder: string) {
  const files = await readFolder(folder);
  const { course, problems } = readCourseFiles(files);
  return { folder, course, problems: inOrder([...problems, ...checkLanguage(files)]) };
}

async function load({ folder, json }: Wish, { env, out, error }: Surroundings): Promise<0 | 1> {
  const config = readConfig(env);
  const clock = config.clockStart ? clockFrom(config.clockStart) : systemClock;
  const { db, close } = await connect(config, (lost) => error(lost.message));
  try {
    await migrateToLatest(db);
    const loaded = await loadCourses(db, folder, clock.now());
    out(
      json
        ? JSON.stringify({ courses: loaded.map(record) }, null, 2)
        : loadedLines(loaded, { quiet: false }).join('\n'),
    );
    return loaded.every(({ problems }) => problems.length === 0) ? 0 : 1;
  } finally {
    await close();
  }
}

/** The stable shape of `--json`. */
const record = <Read extends Pick<CourseLoaded, 'folder' | 'problems'>>(read: Read) => ({
  ...read,
  problems: read.problems.map((problem) => problemRecord(read.folder, problem)),
});
