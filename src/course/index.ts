/** The door of the room: loading courses, what an enrolment learns, marking lessons read. */
export { COURSES_FOLDER, coursesCommand } from './command.ts';
export { loadedLines } from './documents.ts';
export { type Learning, type LearnedModule, learningOf, type NextLesson } from './learning.ts';
export { type CourseLoaded, loadCourses } from './load-course.ts';
export { markRead, type Onward, type ReadMark } from './mark-read.ts';
