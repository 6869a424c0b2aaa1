import { z } from 'zod';

const text = z.string().trim().min(1).max(160);
const tests = ['pre-test', 'post-test'] as const;

const test = z.strictObject({
  title: text,
  draw: z.array(z.strictObject({ tag: text, count: z.int().min(1).max(100) })).min(1),
  forms: z
    .array(z.string().regex(/^[A-Z]$/))
    .min(2)
    .optional(),
});

/** course.yaml, as courses/README.md explains it. Ids are checked by read-course.ts, with their own reasons. */
export const courseForm = z.strictObject({
  id: z.string(),
  title: text,
  modules: z
    .array(
      z.strictObject({
        id: z.string(),
        folder: text,
        title: text,
        phase: z.enum(['before', 'after']),
        required: z.boolean(),
        objectives: z.record(z.string(), text).default({}),
      }),
    )
    .min(1),
  tests: z.partialRecord(z.enum(tests), test).default({}),
});
export type CourseForm = z.infer<typeof courseForm>;

/** The head of a lesson file. `minutes` is how long reading takes. */
export const lessonForm = z.strictObject({
  title: text,
  minutes: z.int().min(1).max(60),
  objectives: z.array(z.string()).default([]),
});

/** The head of `fasilitator.md`. `jp`: how many JP the module takes in a room; halves are allowed. */
export const guideForm = z.strictObject({ jp: z.number().min(0.5).max(40).multipleOf(0.5) });
