import { Hono, type MiddlewareHandler } from 'hono';
import { ownCertificatePage } from '../../views/certification/own.ts';
import { paperPage, unknownPaperPage, verifyFormPage } from '../../views/certification/verify.ts';
import { unknownFilePage, verifyOfflinePage } from '../../views/certification/verify-offline.ts';
import { allow } from '../http/audience.ts';
import { found } from '../http/errors.ts';
import { readForm } from '../http/form.ts';
import { seeOther } from '../http/fragment.ts';
import type { Ctx, Env } from '../http/house.ts';
import { addressOf, rateLimit } from '../http/limits.ts';
import { shell } from '../http/page.ts';
import { idOf, pdf } from './answer-file.ts';
import { verifyForm } from './forms.ts';
import { routes as panitia } from './panitia/routes.ts';
import { WORDS } from './proof/words.ts';
import { ownEnrolment, ownPapers, ownValidPaper, standingOf } from './queries.ts';
import { paperOfCode, paperOfFile, paperOfNumber, paperOfSerial } from './verify-queries.ts';

/** Visitors without a login: 60 a minute and 120 at once per address; whoever is signed in there is not held up. */
const perAddress = rateLimit(120, 120, addressOf);
const visitors: MiddlewareHandler<Env> = (c, next) => (c.get('actor') ? next() : perAddress(c, next));

export const routes = new Hono<Env>()
  .get('/verifikasi', allow('everyone'), visitors, (c) => c.html(verifyFormPage(shell(c))))
  .post('/verifikasi', allow('everyone'), visitors, async (c) => {
    const form = await readForm(c, verifyForm);
    const typed = form.ok ? (form.value as Record<string, string>) : form.refusal.values;
    if (!form.ok)
      return c.html(verifyFormPage(shell(c), { filled: { fields: emptyFields(typed), values: typed } }), 422);
    const { db } = c.get('house');
    const paper =
      'kode' in form.value
        ? await paperOfCode(db, form.value.kode)
        : await paperOfNumber(db, form.value.nomor, form.value.nama);
    if (paper) return seeOther(c, `/v/${paper.serial}`);
    return c.html(
      verifyFormPage(shell(c), {
        filled: { fields: {}, values: typed },
        missing: 'kode' in form.value ? 'code' : 'number',
      }),
      404,
    );
  })
  .get('/v/:serial', allow('everyone'), visitors, async (c) => {
    const paper = await paperOfSerial(c.get('house').db, c.req.param('serial'));
    return paper
      ? c.html(paperPage(shell(c), paper, known(c)))
      : c.html(unknownPaperPage(shell(c), known(c)), 404);
  })
  .get('/v/', allow('everyone'), visitors, (c) => c.html(verifyOfflinePage(shell(c), known(c))))
  .get('/v/berkas/:digest', allow('everyone'), visitors, async (c) => {
    const paper = await paperOfFile(c.get('house').db, c.req.param('digest'));
    return paper
      ? c.html(paperPage(shell(c), paper, known(c), true))
      : c.html(unknownFilePage(shell(c)), 404);
  })

  .get('/sertifikat', allow('kader'), async (c) => {
    const { db } = c.get('house');
    const { personId } = c.get('actor')!;
    const enrolment = await ownEnrolment(db, personId);
    const standing = (enrolment && (await standingOf(db, enrolment))) || null;
    return c.html(ownCertificatePage(shell(c), { standing, papers: await ownPapers(db, personId) }));
  })
  .get('/sertifikat/:certificate', allow('kader'), async (c) => {
    const { db } = c.get('house');
    const paper = found(await ownValidPaper(db, c.get('actor')!.personId, idOf(c, 'certificate')));
    return pdf(c, paper.id, paper.revision, paper.number);
  })
  .route('/', panitia);

/** What a page needs to check the QR of a paper by itself. */
const known = (c: Ctx) => ({ keys: c.get('house').keys.proof.ring, words: WORDS });

/** The fields of the form that was sent and left empty; the first form when none was. */
function emptyFields(typed: Record<string, string>): Record<string, string> {
  const names = 'nomor' in typed || 'nama' in typed ? ['nomor', 'nama'] : ['kode'];
  return Object.fromEntries(names.flatMap((name) => (typed[name]?.trim() ? [] : [[name, 'required']])));
}
