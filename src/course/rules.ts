/** Ids stand in addresses: lower-case letters, digits, single hyphens. */
export const isSlug = (id: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= 60;

/** Words of our own addresses that no course may be called (`/belajar/berkas/...`, `/belajar/lanjut`). */
export const RESERVED: readonly string[] = ['berkas', 'lanjut'];

/** The one Markdown file of a module's folder that is no lesson: for whoever teaches it. */
export const GUIDE_FILE = 'fasilitator.md';

/**
 * Where to go on: the first lesson not yet read from `place` on, else the first one before it; null when all are
 * read. A suggestion, never a lock. `place` is the index where the kader stopped, 0 for a beginner.
 */
export function nextUnread<Lesson extends { read: boolean }>(
  lessons: readonly Lesson[],
  place: number,
): Lesson | null {
  return (
    lessons.slice(place).find((lesson) => !lesson.read) ?? lessons.find((lesson) => !lesson.read) ?? null
  );
}
