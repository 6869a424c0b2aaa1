import { join, relative } from 'node:path';
import { COMMAND_WORDS, courseSentence, problemSentence } from '../../views/course/problems.ts';
import type { CourseLoaded } from './load-course.ts';
import type { Problem } from './problems.ts';

/** What `bekal courses` says. */
export const commandWords = COMMAND_WORDS;

/** "courses/desa-cerdas/m1/01-awal.md:12  Tautan ... tidak boleh." for each problem of a course folder. */
export const problemLines = (folder: string, problems: readonly Problem[]): string[] =>
  problems.map((problem) => `${placeOf(folder, problem.file)}:${problem.line}  ${problemSentence(problem)}`);

/** A problem as a machine reads it: the file as one would open it, and the sentence beside the codes. */
export const problemRecord = (folder: string, problem: Problem) => ({
  ...problem,
  file: placeOf(folder, problem.file),
  sentence: problemSentence(problem),
});

const placeOf = (folder: string, file: string): string => relative('', join(folder, file));

/** What the start and `courses load` print; at the start a course that did not change says nothing. */
export const loadedLines = (courses: readonly CourseLoaded[], options: { quiet: boolean }): string[] =>
  courses
    .filter((course) => !options.quiet || course.isNew || course.problems.length > 0)
    .flatMap((course) => [courseSentence(course), ...problemLines(course.folder, course.problems)]);
