import { pdfOf } from '../../src/certification/index.ts';
import type { Cast } from '../fixtures/cast.ts';
import type { OpenValues } from './cells.ts';

/** Real values of the parameters that name nobody's records. */
export async function openValues({ db, assets, clock }: Cast): Promise<OpenValues> {
  const picture = await db.selectFrom('course_file').select('sha256').executeTakeFirstOrThrow();
  const lesson = await db
    .selectFrom('course_lesson')
    .select('id')
    .orderBy('position')
    .where('module_id', '=', 'm1')
    .executeTakeFirstOrThrow();
  const issuer = await db.selectFrom('issuer').select('id').executeTakeFirstOrThrow();
  const paper = await db.selectFrom('certificate_revision').selectAll().executeTakeFirstOrThrow();
  const file = await pdfOf(db, paper.certificate_id, paper.revision, clock.now());
  return {
    course: 'desa-cerdas',
    lesson: lesson.id,
    module: 'm1',
    quiz: 'desa-cerdas.post-test',
    sha: Buffer.from(picture.sha256).toString('hex'),
    file: (assets['app.css'] ?? '').slice('/s/'.length),
    issuer: issuer.id,
    token: 'token',
    serial: Buffer.from(paper.serial).toString('base64url'),
    digest: Buffer.from(file?.sha256 ?? '').toString('hex'),
  };
}
