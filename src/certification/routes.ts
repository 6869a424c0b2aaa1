import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { type ActWord, certificatePage } from '../../views/certification/certificate-page.ts';
import { ownCertificatePage } from '../../views/certification/own.ts';
import { registerPage } from '../../views/certification/register.ts';
import { resultsPage } from '../../views/certification/results.ts';
import { paperPage, unknownPaperPage, verifyFormPage } from '../../views/certification/verify.ts';
import type { Trx } from '../database/schema.ts';
import { allow } from '../http/audience.ts';
import { found, NotFound } from '../http/errors.ts';
import { readForm, readQuery } from '../http/form.ts';
import { seeOther } from '../http/fragment.ts';
import type { Ctx, Env } from '../http/house.ts';
import { once } from '../http/idempotency.ts';
import { addressOf, rateLimit } from '../http/limits.ts';
import { originOf } from '../http/origin.ts';
import { shell } from '../http/page.ts';
import { isId } from '../id.ts';
import type { Result } from '../result.ts';
import { registerSheet, resultsSheet } from './documents.ts';
import { reasonForm, registerQuery, resultsQuery, verifyForm } from './forms.ts';
import type { CertificateAct } from './hold-certificate.ts';
import { issueDue, type IssueOutcome } from './issue-certificates.ts';
import { pdfOf } from './keep-pdf.ts';
import { liftSuspension } from './lift-suspension.ts';
import { certificateFor, countResults, filterChoices, pressFor, registerRows, resultRows, RESULTS_PAGE } from './panitia-queries.ts';
import { ownEnrolment, ownPapers, ownValidPaper, standingOf } from './queries.ts';
import { reissueCertificate } from './reissue-certificate.ts';
import { revokeCertificate } from './revoke-certificate.ts';
import { suspendCertificate } from './suspend-certificate.ts';
import { paperOfCode, paperOfNumber, paperOfSerial } from './verify-queries.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const bimtekPath = '/kelola/bimtek/:bimtek';

/** Visitors without a login: 60 a minute and 120 at once per address; whoever is signed in there is not held up. */
const perAddress = rateLimit(120, 120, addressOf);
const visitors: MiddlewareHandler<Env> = (c, next) => (c.get('actor') ? next() : perAddress(c, next));

export const routes = new Hono<Env>()
  .get('/verifikasi', allow('everyone'), visitors, (c) => c.html(verifyFormPage(shell(c))))
  .post('/verifikasi', allow('everyone'), visitors, async (c) => {
    const form = await readForm(c, verifyForm);
    const typed = form.ok ? (form.value as Record<string, string>) : form.refusal.values;
    if (!form.ok) return c.html(verifyFormPage(shell(c), { filled: { fields: emptyFields(typed), values: typed } }), 422);
    const { db } = c.get('house');
    const paper = 'kode' in form.value ? await paperOfCode(db, form.value.kode) : await paperOfNumber(db, form.value.nomor, form.value.nama);
    if (paper) return seeOther(c, `/v/${paper.serial}`);
    return c.html(verifyFormPage(shell(c), { filled: { fields: {}, values: typed }, missing: 'kode' in form.value ? 'code' : 'number' }), 404);
  })
  .get('/v/:serial', allow('everyone'), visitors, async (c) => {
    const paper = await paperOfSerial(c.get('house').db, c.req.param('serial'));
    return paper ? c.html(paperPage(shell(c), paper)) : c.html(unknownPaperPage(shell(c)), 404);
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

  .get(`${bimtekPath}/hasil`, allow('panitia'), async (c) => {
    const { press, filter, after } = await results(c);
    const { db } = c.get('house');
    const rows = await resultRows(db, press.id, filter, { after, limit: RESULTS_PAGE + 1 });
    const [counts, choices] = [await countResults(db, press.id, filter), await filterChoices(db, press.id)];
    return c.html(resultsPage(shell(c), { press, rows: rows.slice(0, RESULTS_PAGE), more: rows.length > RESULTS_PAGE, counts, filter, choices }));
  })
  .get(`${bimtekPath}/hasil.xlsx`, allow('panitia'), async (c) => {
    const { press, filter } = await results(c);
    const rows = await resultRows(c.get('house').db, press.id, filter, { after: null, limit: null });
    return download(c, await resultsSheet(rows), 'kelulusan.xlsx', XLSX);
  })
  .get(`${bimtekPath}/sertifikat`, allow('panitia'), async (c) => c.html(await register(c)))
  .post(`${bimtekPath}/sertifikat`, allow('panitia'), async (c) => {
    const { db, clock } = c.get('house');
    const { id } = await press(c, true);
    const result = await issueDue(db, { bimtekId: id, by: c.get('actor')!.personId, origin: originOf(c) }, clock.now());
    if (!result.ok) return c.html(await register(c, result.refusal.reason), result.refusal.reason === 'own' ? 403 : 409);
    return seeOther(c, `/kelola/bimtek/${id}/sertifikat?${outcomeQuery(result.value)}`);
  })
  .get(`${bimtekPath}/sertifikat/register.xlsx`, allow('panitia'), async (c) => {
    const { id } = await press(c);
    return download(c, await registerSheet(await registerRows(c.get('house').db, id, { q: '', after: null, limit: null })), 'register-sertifikat.xlsx', XLSX);
  })
  .get(`${bimtekPath}/sertifikat/:certificate`, allow('panitia'), async (c) =>
    c.html(certificatePage(shell(c), { ...(await certificate(c)), kabar: c.req.query('kabar') })),
  )
  .get(`${bimtekPath}/sertifikat/:certificate/pdf/:revision{[0-9]{1,3}}`, allow('panitia'), async (c) => {
    const { certificate: one } = await certificate(c);
    return pdf(c, one.id, Number(c.req.param('revision')), one.number);
  })
  .post(`${bimtekPath}/sertifikat/:certificate/:act{tangguhkan|cabut-tangguhan|cabut|ganti}`, allow('panitia'), async (c) => {
    const state = await certificate(c, true);
    const word = c.req.param('act') as ActWord;
    const form = await readForm(c, reasonForm(word));
    if (!form.ok) return c.html(certificatePage(shell(c), { ...state, kabar: undefined, act: word, filled: form.refusal }), 422);
    const act = { certificateId: state.certificate.id, by: c.get('actor')!.personId, reason: form.value, origin: originOf(c) };
    const result = await once(c, (trx) => ACTS[word](trx, act, c.get('house').clock.now()));
    if (result.ok) return seeOther(c, `/kelola/bimtek/${state.press.id}/sertifikat/${state.certificate.id}?kabar=${word}`);
    const filled = { fields: {}, values: { [`alasan-${word}`]: form.value } };
    const page = certificatePage(shell(c), { ...(await certificate(c)), kabar: undefined, refusal: result.refusal.reason, act: word, filled });
    return c.html(page, result.refusal.reason === 'own' ? 403 : 409);
  });

type Act = (trx: Trx, act: CertificateAct & { origin: string }, now: Date) => Promise<Result<{ certificateId: string }, { reason: string }>>;
const ACTS: Record<ActWord, Act> = { tangguhkan: suspendCertificate, 'cabut-tangguhan': liftSuspension, cabut: revokeCertificate, ganti: reissueCertificate };

function idOf(c: Ctx, name: 'bimtek' | 'certificate'): string {
  const id = c.req.param(name);
  if (!isId(id)) throw new NotFound();
  return id;
}

/** The fields of the form that was sent and left empty; the first form when none was. */
function emptyFields(typed: Record<string, string>): Record<string, string> {
  const names = 'nomor' in typed || 'nama' in typed ? ['nomor', 'nama'] : ['kode'];
  return Object.fromEntries(names.flatMap((name) => (typed[name]?.trim() ? [] : [[name, 'required']])));
}

const press = async (c: Ctx, write = false) => found(await pressFor(c.get('house').db, c.get('actor')!, idOf(c, 'bimtek'), write));

async function results(c: Ctx) {
  const query = readQuery(c, resultsQuery);
  const filter = { q: query.q, class: query.kelas, regency: query.kabupaten, line: query.baris, show: query.tampil };
  return { press: await press(c), filter, after: query.sesudah };
}

const DUE_SHOWN = 100;
const ALL = { q: '', class: null, regency: null, line: null, show: 'semua' } as const;

async function register(c: Ctx, refusal?: string) {
  const { db } = c.get('house');
  const query = readQuery(c, registerQuery);
  const state = await press(c);
  const after = query.jenis && { kind: query.jenis, year: query.tahun, seq: query.urut };
  const rows = await registerRows(db, state.id, { q: query.q, after, limit: RESULTS_PAGE + 1 });
  const due = await resultRows(db, state.id, { ...ALL, show: 'layak' }, { after: null, limit: DUE_SHOWN });
  const done = query.terbit === null ? {} : { done: { issued: query.terbit, own: query.sendiri, unprintable: query.gagal.split(',').filter(Boolean) } };
  const counts = await countResults(db, state.id, ALL);
  const page = { press: state, due, counts, register: rows.slice(0, RESULTS_PAGE), more: rows.length > RESULTS_PAGE, q: query.q };
  return registerPage(shell(c), { ...page, ...done, ...(refusal ? { refusal } : {}) });
}

const outcomeQuery = ({ issued, own, unprintable }: IssueOutcome): string =>
  new URLSearchParams({
    terbit: String(issued.length),
    ...(own > 0 ? { sendiri: String(own) } : {}),
    ...(unprintable.length > 0 ? { gagal: unprintable.slice(0, 10).map((row) => row.participantNo).join(',') } : {}),
  }).toString();

async function certificate(c: Ctx, write = false) {
  const state = await press(c, write);
  return { press: state, certificate: found(await certificateFor(c.get('house').db, c.get('actor')!, state.id, idOf(c, 'certificate'), write)) };
}

async function pdf(c: Ctx, certificateId: string, revision: number, number: string): Promise<Response> {
  const { db, clock } = c.get('house');
  const kept = found(await pdfOf(db, certificateId, revision, clock.now()));
  return download(c, kept.pdf, `sertifikat-${number.replaceAll(/[^\w.-]+/g, '-')}.pdf`, 'application/pdf');
}

function download(c: Ctx, bytes: Uint8Array, file: string, type: string): Response {
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${file}"`);
  return c.body(bytes as Uint8Array<ArrayBuffer>);
}
