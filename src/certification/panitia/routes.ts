import { Hono } from 'hono';
import { type ActWord, certificatePage } from '../../../views/certification/certificate-page.ts';
import { registerPage } from '../../../views/certification/register.ts';
import { resultsPage } from '../../../views/certification/results.ts';
import type { Trx } from '../../database/schema.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { answerFile } from '../../http/file.ts';
import { readForm, readQuery } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { originOf } from '../../http/origin.ts';
import { shell } from '../../http/page.ts';
import type { Result } from '../../result.ts';
import { idOf, pdf } from '../answer-file.ts';
import { registerSheet, resultsSheet } from '../documents.ts';
import { reasonForm, registerQuery, resultsQuery } from '../forms.ts';
import { issueDue } from '../issue-certificates.ts';
import { liftSuspension } from '../lift-suspension.ts';
import { reissueCertificate, type ReissueWish } from '../reissue-certificate.ts';
import { revokeCertificate } from '../revoke-certificate.ts';
import { suspendCertificate } from '../suspend-certificate.ts';
import type { IssueOutcome } from '../write-papers.ts';
import {
  certificateFor,
  countResults,
  filterChoices,
  pressFor,
  registerRows,
  resultRows,
  RESULTS_PAGE,
} from './queries.ts';

const bimtekPath = '/kelola/bimtek/:bimtek';

export const routes = new Hono<Env>()
  .get(`${bimtekPath}/hasil`, allow('panitia'), async (c) => {
    const { press, filter, after } = await results(c);
    const { db } = c.get('house');
    const rows = await resultRows(db, press.id, filter, { after, limit: RESULTS_PAGE + 1 });
    const [counts, choices] = [await countResults(db, press.id, filter), await filterChoices(db, press.id)];
    return c.html(
      resultsPage(shell(c), {
        press,
        rows: rows.slice(0, RESULTS_PAGE),
        more: rows.length > RESULTS_PAGE,
        counts,
        filter,
        choices,
      }),
    );
  })
  .get(`${bimtekPath}/hasil.xlsx`, allow('panitia'), async (c) => {
    const { press, filter } = await results(c);
    const rows = await resultRows(c.get('house').db, press.id, filter, { after: null, limit: null });
    return answerFile(c, await resultsSheet(rows), 'kelulusan.xlsx');
  })
  .get(`${bimtekPath}/sertifikat`, allow('panitia'), async (c) => c.html(await register(c)))
  .post(`${bimtekPath}/sertifikat`, allow('panitia'), async (c) => {
    const { db, clock } = c.get('house');
    const { id } = await press(c, true);
    const result = await issueDue(
      db,
      { bimtekId: id, by: c.get('actor')!.personId, ...imprint(c) },
      clock.now(),
    );
    if (!result.ok)
      return c.html(await register(c, result.refusal.reason), result.refusal.reason === 'own' ? 403 : 409);
    return seeOther(c, `/kelola/bimtek/${id}/sertifikat?${outcomeQuery(result.value)}`);
  })
  .get(`${bimtekPath}/sertifikat/register.xlsx`, allow('panitia'), async (c) => {
    const { id } = await press(c);
    return answerFile(
      c,
      await registerSheet(await registerRows(c.get('house').db, id, { q: '', after: null, limit: null })),
      'register-sertifikat.xlsx',
    );
  })
  .get(`${bimtekPath}/sertifikat/:certificate`, allow('panitia'), async (c) =>
    c.html(certificatePage(shell(c), { ...(await certificate(c)), kabar: c.req.query('kabar') })),
  )
  .get(`${bimtekPath}/sertifikat/:certificate/pdf/:revision{[0-9]{1,3}}`, allow('panitia'), async (c) => {
    const { certificate: one } = await certificate(c);
    return pdf(c, one.id, Number(c.req.param('revision')), one.number);
  })
  .post(
    `${bimtekPath}/sertifikat/:certificate/:act{tangguhkan|cabut-tangguhan|cabut|ganti}`,
    allow('panitia'),
    async (c) => {
      const state = await certificate(c, true);
      const word = c.req.param('act') as ActWord;
      const form = await readForm(c, reasonForm(word));
      if (!form.ok)
        return c.html(
          certificatePage(shell(c), { ...state, kabar: undefined, act: word, filled: form.refusal }),
          422,
        );
      const act = {
        certificateId: state.certificate.id,
        by: c.get('actor')!.personId,
        reason: form.value,
        ...imprint(c),
      };
      const result = await once(c, (trx) => ACTS[word](trx, act, c.get('house').clock.now()));
      if (result.ok)
        return seeOther(
          c,
          `/kelola/bimtek/${state.press.id}/sertifikat/${state.certificate.id}?kabar=${word}`,
        );
      const filled = { fields: {}, values: { [`alasan-${word}`]: form.value } };
      const page = certificatePage(shell(c), {
        ...(await certificate(c)),
        kabar: undefined,
        refusal: result.refusal.reason,
        act: word,
        filled,
      });
      return c.html(page, result.refusal.reason === 'own' ? 403 : 409);
    },
  );

type Act = (
  trx: Trx,
  act: ReissueWish,
  now: Date,
) => Promise<Result<{ certificateId: string }, { reason: string }>>;
const ACTS: Record<ActWord, Act> = {
  tangguhkan: suspendCertificate,
  'cabut-tangguhan': liftSuspension,
  cabut: revokeCertificate,
  ganti: reissueCertificate,
};

/** What the house adds to a paper for its QR code. */
const imprint = (c: Ctx) => ({ origin: originOf(c), signer: c.get('house').keys.proof.signer });

const press = async (c: Ctx, write = false) =>
  found(await pressFor(c.get('house').db, c.get('actor')!, idOf(c, 'bimtek'), write));

async function results(c: Ctx) {
  const query = readQuery(c, resultsQuery);
  const filter = {
    q: query.q,
    class: query.kelas,
    regency: query.kabupaten,
    line: query.baris,
    show: query.tampil,
  };
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
  const done =
    query.terbit === null
      ? {}
      : {
          done: {
            issued: query.terbit,
            own: query.sendiri,
            unprintable: query.gagal.split(',').filter(Boolean),
          },
        };
  const counts = await countResults(db, state.id, ALL);
  const page = {
    press: state,
    due,
    counts,
    register: rows.slice(0, RESULTS_PAGE),
    more: rows.length > RESULTS_PAGE,
    q: query.q,
  };
  return registerPage(shell(c), { ...page, ...done, ...(refusal ? { refusal } : {}) });
}

const outcomeQuery = ({ issued, own, unprintable }: IssueOutcome): string =>
  new URLSearchParams({
    terbit: String(issued.length),
    ...(own > 0 ? { sendiri: String(own) } : {}),
    ...(unprintable.length > 0
      ? {
          gagal: unprintable
            .slice(0, 10)
            .map((row) => row.participantNo)
            .join(','),
        }
      : {}),
  }).toString();

async function certificate(c: Ctx, write = false) {
  const state = await press(c, write);
  return {
    press: state,
    certificate: found(
      await certificateFor(c.get('house').db, c.get('actor')!, state.id, idOf(c, 'certificate'), write),
    ),
  };
}
