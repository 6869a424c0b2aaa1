import { found, NotFound } from '../http/errors.ts';
import { answerFile } from '../http/file.ts';
import type { Ctx } from '../http/house.ts';
import { isId } from '../id.ts';
import { pdfOf } from './keep-pdf.ts';

/** The uuid of a path, or not found. */
export function idOf(c: Ctx, name: 'bimtek' | 'certificate'): string {
  const id = c.req.param(name);
  if (!isId(id)) throw new NotFound();
  return id;
}

/** The PDF of a revision that the caller has found through the actor. */
export async function pdf(
  c: Ctx,
  certificateId: string,
  revision: number,
  number: string,
): Promise<Response> {
  const { db, clock } = c.get('house');
  const kept = found(await pdfOf(db, certificateId, revision, clock.now()));
  return answerFile(c, kept.pdf, `sertifikat-${number.replaceAll(/[^\w.-]+/g, '-')}.pdf`);
}
