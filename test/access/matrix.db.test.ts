import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { setStage, type Stage } from './actors.ts';
import { cellsOf, type OpenValues, read, requestOf } from './cells.ts';
import { router, routesOf } from './routes.ts';
import { TABLE } from './table.ts';

let cast: Cast;
let stage: Stage;
let open: OpenValues;
let asked = 0;

beforeAll(async () => {
  cast = await openCast('pkdd');
  stage = await setStage(cast);
  open = await openValues(cast);
});
afterAll(() => cast.close());

async function openValues({ db, assets }: Cast): Promise<OpenValues> {
  const file = await db.selectFrom('course_file').select('sha256').executeTakeFirstOrThrow();
  const lesson = await db
    .selectFrom('course_lesson')
    .select('id')
    .orderBy('position')
    .where('module_id', '=', 'm1')
    .executeTakeFirstOrThrow();
  const issuer = await db.selectFrom('issuer').select('id').executeTakeFirstOrThrow();
  const paper = await db.selectFrom('certificate_revision').select('serial').executeTakeFirstOrThrow();
  return {
    course: 'desa-cerdas',
    lesson: lesson.id,
    quiz: 'desa-cerdas.post-test',
    sha: Buffer.from(file.sha256).toString('hex'),
    file: (assets['app.css'] ?? '').slice('/s/'.length),
    issuer: issuer.id,
    token: 'token',
    serial: Buffer.from(paper.serial).toString('base64url'),
  };
}

test.each(routesOf(router()))('%s', async (route) => {
  const rule = TABLE[route];
  if (!rule) throw new Error(`${route} is not in test/access/table.ts. Write there for whom it is.`);
  const wrong: string[] = [];
  for (const { actor, place, expected } of cellsOf(route, rule, stage.actors)) {
    const { path, init } = requestOf(route, rule, place, stage, open);
    const answer = await cast
      .undone(() =>
        cast.send(
          path,
          init,
          actor.cookie
            ? { cookie: actor.cookie, headers: { ...(init.headers as Record<string, string>) } }
            : {},
        ),
      )
      .then(
        (response) => read(response, path),
        (error: Error) => error.message,
      );
    asked++;
    if (answer !== expected)
      wrong.push(`${actor.name}, ${place}: expected ${expected}, got ${answer} (${path})`);
  }
  expect(wrong).toEqual([]);
});
