import { Hono } from 'hono';
import { recapPage } from '../../../views/attendance/recap.ts';
import { bimtekAt, classesOf } from '../../bimtek/index.ts';
import type { TimeZone } from '../../database/schema.ts';
import { allow } from '../../http/audience.ts';
import { answerFile } from '../../http/file.ts';
import { readQuery } from '../../http/form.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { shell } from '../../http/page.ts';
import { readClosing } from '../closing-state.ts';
import { hallClass } from '../find-class.ts';
import { readPaperHead } from '../paper-head.ts';
import { recapCsv, recapPdf, recapWorkbook } from './documents.ts';
import { recapQuery } from './forms.ts';
import { readRecap, RECAP_PAGE, type RecapScope, wholeOf } from './queries.ts';

/** Whose recap the address asks for. */
type Asked = {
  scope: RecapScope;
  zone: TimeZone;
  path: string;
  back: { href: string; label: string };
  above: string;
  /** Of the class that it is about. */
  letter?: string;
};

const OFFICE = '/kelola/bimtek/:bimtek/presensi/rekap';
const CLASS = '/kelas/:class/rekap';
const panitia = allow('panitia');
const pelatih = allow('pelatih');

export const routes = new Hono<Env>()
  .get(OFFICE, panitia, async (c) => showPage(c, await ofBimtek(c)))
  .get(`${OFFICE}.xlsx`, panitia, async (c) => sheet(c, await ofBimtek(c)))
  .get(`${OFFICE}.csv`, panitia, async (c) => csv(c, await ofBimtek(c)))
  .get(`${OFFICE}.pdf`, panitia, async (c) => pdf(c, await ofBimtek(c)))
  .get(CLASS, pelatih, async (c) => showPage(c, await ofClass(c)))
  .get(`${CLASS}.xlsx`, pelatih, async (c) => sheet(c, await ofClass(c)))
  .get(`${CLASS}.csv`, pelatih, async (c) => csv(c, await ofClass(c)))
  .get(`${CLASS}.pdf`, pelatih, async (c) => pdf(c, await ofClass(c)));

async function ofBimtek(c: Ctx): Promise<Asked> {
  const { id, zone, label, name } = await bimtekAt(c, 'read');
  const presensi = `/kelola/bimtek/${id}/presensi`;
  return {
    scope: { bimtekId: id },
    zone,
    path: `${presensi}/rekap`,
    back: { href: presensi, label: 'Presensi' },
    above: `${name}, ${label}`,
  };
}

async function ofClass(c: Ctx): Promise<Asked> {
  const { id, letter, bimtekId, zone, bimtekLabel } = await hallClass(c);
  return {
    scope: { bimtekId, classId: id },
    zone,
    path: `/kelas/${id}/rekap`,
    back: { href: `/kelas/${id}`, label: `Kelas ${letter}` },
    above: `Kelas ${letter}, ${bimtekLabel}`,
    letter,
  };
}

async function showPage(c: Ctx, { scope, letter, ...asked }: Asked) {
  const query = readQuery(c, recapQuery);
  const { db } = c.get('house');
  const recap = await readRecap(db, scope, query, RECAP_PAGE);
  const letters = letter === undefined ? (await classesOf(db, scope.bimtekId)).map((one) => one.letter) : [];
  return c.html(recapPage(shell(c), { ...asked, query, recap, whole: wholeOf(recap.classes), letters }));
}

/** All that the page lists on all its pages, and the query that says so. */
async function whole(c: Ctx, { scope }: Asked) {
  const query = { ...readQuery(c, recapQuery), sesudah: undefined };
  return { query, recap: await readRecap(c.get('house').db, scope, query, null) };
}

async function sheet(c: Ctx, asked: Asked): Promise<Response> {
  return answerFile(c, await recapWorkbook((await whole(c, asked)).recap, asked.zone), 'rekap-presensi.xlsx');
}

async function csv(c: Ctx, asked: Asked): Promise<Response> {
  return answerFile(c, recapCsv((await whole(c, asked)).recap), 'rekap-presensi.csv');
}

async function pdf(c: Ctx, asked: Asked): Promise<Response> {
  const { db, clock } = c.get('house');
  const { query, recap } = await whole(c, asked);
  const { inForce } = await readClosing(db, asked.scope.bimtekId);
  const bytes = await recapPdf({
    head: await readPaperHead(db, asked.scope.bimtekId),
    recap,
    letter: asked.letter ?? query.kelas,
    q: query.q,
    closedNo: inForce,
    printedBy: c.get('actor')!.name,
    printedAt: clock.now(),
  });
  return answerFile(c, bytes, 'rekap-presensi.pdf', 'show');
}
