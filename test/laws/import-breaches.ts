/** A small tree that breaks each law about imports once or more, and obeys it beside that. Texts by path. */
export const tree: Record<string, string> = {
  'src/result.ts': `export const ok = 1;`,
  'src/database/connect.ts': `export type Db = object;`,
  'src/http/form.ts': `export const form = 1;`,
  'src/http/errors.ts': `import { page } from '../../views/ui/page.ts'; export const errors = page;`,

  // A room that obeys.
  'src/quiz/index.ts': `export { grade } from './grade.ts'; export type { Attempt } from './queries.ts';`,
  'src/quiz/rules.ts': `import { ok } from '../result.ts'; import type { Attempt } from './queries.ts';
    export const isOpen = (attempt: Attempt) => attempt === ok;`,
  'src/quiz/queries.ts': `import type { Db } from '../database/connect.ts'; export type Attempt = number; export type Of = Db;`,
  'src/quiz/grade.ts': `import { isOpen } from './rules.ts'; export const grade = isOpen;`,
  'src/quiz/routes.ts': `import { Hono } from 'hono'; import { page } from '../../views/ui/page.ts'; import { form } from '../http/form.ts';
    export const routes = [Hono, page, form];`,
  'src/quiz/bank/routes.ts': `import { Hono } from 'hono'; import { page } from '../../../views/ui/page.ts'; export const bank = [Hono, page];`,
  'src/quiz/documents.ts': `import { page } from '../../views/ui/page.ts'; export const letter = page;`,
  'views/ui/page.ts': `import { html } from 'hono/html'; import type { HtmlEscapedString } from 'hono/utils/html';
    export const page = html; export type Html = HtmlEscapedString;`,
  'views/quiz/question.ts': `import { html } from 'hono/html'; import type { Attempt } from '../../src/quiz/queries.ts';
    export const question = (attempt: Attempt) => html\`\${attempt}\`;`,
  'migrations/202606010000-first.ts': `import { sql } from 'kysely'; export const up = sql;`,
  'test/fixtures/cast.ts': `import { grade } from '../../src/quiz/grade.ts'; export const cast = grade;`,
  'test/quiz/grade.test.ts': `import { cast } from '../fixtures/cast.ts'; export const test = cast;`,
  'src/app.ts': `import { Hono } from 'hono'; import { routes } from './quiz/routes.ts'; import { grade } from './quiz/index.ts';
    import { page } from '../views/ui/page.ts'; import { errors } from './http/errors.ts'; export const app = [Hono, routes, grade, page, errors];`,
  'src/main.ts': `import { serve } from '@hono/node-server'; import { app } from './app.ts'; export const main = [serve, app];`,

  // The breaches, in the order of the laws.
  'src/attendance/record-marks.ts': `import { grade } from '../quiz/grade.ts'; export const record = grade;`,
  'src/attendance/queries.ts': `import type { Attempt } from '../quiz/queries.ts'; export type Mark = Attempt;`,
  'src/demo/story.ts': `import { grade } from '../quiz/grade.ts'; export const story = grade;`,
  'src/cli.ts': `import { letter } from './quiz/documents.ts'; export const cli = letter;`,
  'views/attendance/sheet.ts': `import type { Attempt } from '../../src/quiz/queries.ts'; export type Sheet = Attempt;`,
  'src/database/reader.ts': `import { grade } from '../quiz/index.ts'; export const reader = grade;`,
  'src/documents/pdf.ts': `import type { Attempt } from '../quiz/index.ts'; export type Pdf = Attempt;`,
  'src/jobs/run.ts': `import { app } from '../app.ts'; export const run = app;`,
  'src/bimtek/enrol.ts': `import type { Ended } from './end.ts'; export type Enrolled = Ended; export const enrol = 1;`,
  'src/bimtek/end.ts': `import { enrol } from './enrol.ts'; export type Ended = typeof enrol;`,
  'src/pkdd/rules.ts': `import { form } from '../http/form.ts'; import { readFile } from 'node:fs'; import { z } from 'zod';
    export const isClear = [form, readFile, z];`,
  'src/pkdd/confirm.ts': `import { HTTPException } from 'hono/http-exception'; export const confirm = HTTPException;`,
  'src/pkdd/queries.ts': `import type { Context } from 'hono'; export type At = Context;`,
  'views/pkdd/steps.ts': `import { Hono } from 'hono'; export const steps = Hono;`,
  'views/pkdd/fields.ts': `import { escapeToBuffer } from 'hono/utils/html'; export const fields = escapeToBuffer;`,
  'views/pkdd/letter.ts': `import { isClear } from '../../src/pkdd/index.ts'; export const letter = isClear;`,
  'src/pkdd/index.ts': `export { isClear } from './rules.ts';`,
  'src/audit/append.ts': `import { page } from '../../views/ui/page.ts'; export const append = page;`,
  'src/http/headers.ts': `import { page } from '../../views/ui/page.ts'; export const headers = page;`,
  'migrations/202606020000-second.ts': `import { ok } from '../src/result.ts'; import { page } from '../views/ui/page.ts'; export const up = [ok, page];`,
  'src/audit/index.ts': `import { cast } from '../../test/fixtures/cast.ts'; export const audit = cast;`,
  'src/course/reading-thread.ts': `export type Order = number; export const next = 'next';`,
  'src/course/read-in-thread.ts': `import { next, type Order } from './reading-thread.ts'; export const read: [Order, string] = [1, next];`,
  'src/course/orders.ts': `import type { Order } from './reading-thread.ts'; import { read } from './read-in-thread.ts'; export const orders: Order[] = [read.length];`,
  'src/audit/queries.ts': `import { gone } from './gone.ts'; export const queries = gone;`,
};

/** Each breach as `file -> what it may not import`, under the name of its law. */
export const breaches: Record<string, string[]> = {
  '1-rooms-through-index': [
    'src/attendance/queries.ts -> src/quiz/queries.ts',
    'src/attendance/record-marks.ts -> src/quiz/grade.ts',
    'src/cli.ts -> src/quiz/documents.ts',
    'src/demo/story.ts -> src/quiz/grade.ts',
    'views/attendance/sheet.ts -> src/quiz/queries.ts',
  ],
  '2-furniture-knows-no-room': [
    'src/database/reader.ts -> src/quiz/index.ts',
    'src/documents/pdf.ts -> src/quiz/index.ts',
    'src/jobs/run.ts -> src/app.ts',
  ],
  '3-no-cycles': ['src/bimtek/end.ts -> src/bimtek/enrol.ts'],
  '4-rules-are-pure': [
    'src/pkdd/rules.ts -> fs',
    'src/pkdd/rules.ts -> src/http/form.ts',
    'src/pkdd/rules.ts -> zod',
  ],
  '5-hono-at-the-edge': [
    'src/pkdd/confirm.ts -> hono',
    'src/pkdd/queries.ts -> hono',
    'views/pkdd/fields.ts -> hono',
    'views/pkdd/steps.ts -> hono',
  ],
  '6-views-import-types': ['views/pkdd/letter.ts -> src/pkdd/index.ts'],
  '7-views-at-the-edge': [
    'src/audit/append.ts -> views/ui/page.ts',
    'src/http/headers.ts -> views/ui/page.ts',
  ],
  '8-migrations-stand-alone': [
    'migrations/202606020000-second.ts -> src/result.ts',
    'migrations/202606020000-second.ts -> views/ui/page.ts',
  ],
  '10-only-tests-import-fixtures': ['src/audit/index.ts -> test/fixtures/cast.ts'],
  '11-threads-are-started': ['src/course/read-in-thread.ts -> src/course/reading-thread.ts'],
  'no-unresolved-imports': ['src/audit/queries.ts -> ./gone.ts'],
};
