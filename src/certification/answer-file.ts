import { found, NotFound } from '../http/errors.ts';
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
  return download(c, kept.pdf, `sertifikat-${number.replaceAll(/[^\w.-]+/g, '-')}.pdf`, 'application/pdf');
}

export function download(c: Ctx, bytes: Uint8Array, file: string, type: string): Response {
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${file}"`);
  return c.body(bytes as Uint8Array<ArrayBuffer>);
}
