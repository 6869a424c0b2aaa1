import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db, Trx } from '../database/schema.ts';
import type { Problem } from './problems.ts';
import { type Course, readCourseFiles } from './read-course.ts';
import { contentHash, readFolder, sha256 } from './read-folder.ts';
import { saveContent } from './save-content.ts';
import { useVersion } from './use-version.ts';

/** What became of one course folder. `moved`: how many bimtek that nobody had begun now use the new version. */
export type CourseLoaded = {
  folder: string;
  id: string | null;
  version: number | null;
  isNew: boolean;
  moved: number;
  problems: Problem[];
};

/**
 * Loads every course of a folder, each in one transaction: a new version when its content is new, nothing otherwise.
 * A course with problems is not loaded and its former version stays in use. What kader read and answered stays tied
 * to the version they saw.
 */
export async function loadCourses(db: Db, folder: string, now: Date): Promise<CourseLoaded[]> {
  const newest = await newestVersions(db);
  const loaded: CourseLoaded[] = [];
  for (const one of await courseFolders(folder)) loaded.push(await loadCourse(db, one, newest, now));
  return loaded;
}

/** The folders of the courses in `folder`, or `folder` itself when it is one; a hidden folder is none. */
export async function courseFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some((entry) => entry.name === 'course.yaml')) return [folder];
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  return names.sort().map((name) => join(folder, name));
}

type Version = { course_id: string; no: number; sha256: Uint8Array };

async function newestVersions(db: Db): Promise<Version[]> {
  const { rows } = await sql<Version>`
    select distinct on (course_id) course_id, no, sha256 from course_version order by course_id, no desc`.execute(
    db,
  );
  return rows;
}

async function loadCourse(db: Db, folder: string, newest: Version[], now: Date): Promise<CourseLoaded> {
  const files = await readFolder(folder);
  const content = contentHash(files);
  const same = newest.find((version) => holds(version, content));
  if (same) return { folder, id: same.course_id, version: same.no, isNew: false, moved: 0, problems: [] };
  const { course, problems } = readCourseFiles(files);
  if (!course || problems.length > 0)
    return { folder, id: course?.id ?? null, version: null, isNew: false, moved: 0, problems };
  const saved = await db.transaction().execute((trx) => saveVersion(trx, course, now));
  return { folder, id: course.id, ...saved, problems: [] };
}

/**
 * Content that returns to what an older version held becomes a version of its own again, so that the newest version
 * is always what the folder holds; its hash then tells the number too.
 */
const returned = (content: Buffer, no: number): Buffer =>
  sha256(Buffer.concat([content, Buffer.from(` ${no}`)]));

const holds = ({ sha256: hash, no }: Pick<Version, 'no' | 'sha256'>, content: Buffer): boolean =>
  content.equals(hash) || returned(content, no).equals(hash);

async function saveVersion(
  trx: Trx,
  course: Course,
  now: Date,
): Promise<Pick<CourseLoaded, 'version' | 'isNew' | 'moved'>> {
  // Two processes that start together load one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`course ${course.id}`}, 0))`.execute(trx);
  const versions = await trx
    .selectFrom('course_version')
    .select(['no', 'sha256'])
    .where('course_id', '=', course.id)
    .orderBy('no')
    .execute();
  const newest = versions.at(-1);
  if (newest && holds(newest, course.sha256)) return { version: newest.no, isNew: false, moved: 0 };
  const version = (newest?.no ?? 0) + 1;
  const before = versions.some((old) => course.sha256.equals(old.sha256));
  await saveContent(
    trx,
    course,
    { no: version, sha256: before ? returned(course.sha256, version) : course.sha256 },
    now,
  );
  return { version, isNew: true, moved: await useVersion(trx, course.id, version, now) };
}
