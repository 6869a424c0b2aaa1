import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import { type Result, ok } from '../../result.ts';

/** Another logo (SVG that `cleanLogo` let through) for papers from now on, or none. */
export async function changeLogo(
  trx: Trx,
  { issuerId, logo, by }: { issuerId: string; logo: string | null; by: string },
  now: Date,
): Promise<Result<null, never>> {
  await trx.updateTable('issuer').set({ logo_svg: logo }).where('id', '=', issuerId).execute();
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'issuer-changed',
    subject: { kind: 'issuer', id: issuerId },
    detail: { logo: logo !== null },
  });
  return ok(null);
}
