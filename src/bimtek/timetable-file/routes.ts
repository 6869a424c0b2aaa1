import { Hono } from 'hono';
import { timetableCheckPage } from '../../../views/bimtek/timetable-check.ts';
import { timetableUploadPage, type FileRefusal } from '../../../views/bimtek/timetable-upload.ts';
import { allow } from '../../http/audience.ts';
import { answerFile } from '../../http/file.ts';
import { readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { uploadLimit } from '../../http/limits.ts';
import { shell } from '../../http/page.ts';
import { type Result, ok, refused } from '../../result.ts';
import { actorOf, bimtekAt, type BimtekView } from '../find-bimtek.ts';
import { holidaysIn } from '../planning/holidays.ts';
import { openUpload } from '../roster/index.ts';
import { sessionsOf } from '../sessions.ts';
import { clashesOfLines } from './clashes.ts';
import { compareLines } from './compare.ts';
import { timetableSheet } from './documents.ts';
import { type Kept, saveForm } from './forms.ts';
import { readBeside } from './queries.ts';
import { readLines } from './read-lines.ts';
import { checkMark, saveLines } from './save-lines.ts';

const panitia = allow('panitia');
const MEGABYTES = 2;
const UNPACKED_BYTES = 8 * 1024 * 1024;

/** The timetable as a workbook, and back: a check page first, nothing written before "Simpan". */
export const routes = new Hono<Env>()
  .get('/kelola/bimtek/:bimtek/jadwal.xlsx', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const sheet = await timetableSheet(await sessionsOf(c.get('house').db, { bimtekId: bimtek.id }));
    return answerFile(c, sheet, 'jadwal.xlsx');
  })
  .get('/kelola/bimtek/:bimtek/jadwal/impor', panitia, async (c) =>
    c.html(timetableUploadPage(shell(c), { bimtek: await bimtekAt(c, 'write') })),
  )
  .post('/kelola/bimtek/:bimtek/jadwal/impor', panitia, uploadLimit(MEGABYTES), async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const kept = await readUpload(c);
    if (!kept.ok) return c.html(timetableUploadPage(shell(c), { bimtek, refusal: kept.refusal }), 422);
    return check(c, bimtek, kept.value);
  })
  .post('/kelola/bimtek/:bimtek/jadwal/impor/simpan', panitia, uploadLimit(MEGABYTES), async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, saveForm);
    if (!form.ok)
      return c.html(timetableUploadPage(shell(c), { bimtek, refusal: { reason: 'no-file' } }), 422);
    const { isi, mark } = form.value;
    const wish = { bimtekId: bimtek.id, lines: isi.lines, mark, by: actorOf(c).personId };
    const result = await once(c, (trx) => saveLines(trx, wish, c.get('house').clock.now()));
    if (!result.ok) return check(c, bimtek, isi, result.refusal.reason);
    const n = result.value.made + result.value.changed;
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/jadwal?kabar=diimpor&n=${n}`);
  });

async function readUpload(c: Ctx): Promise<Result<Kept, FileRefusal>> {
  const { berkas } = await c.req.parseBody();
  if (!(berkas instanceof File) || berkas.size === 0) return refused('no-file');
  const bytes = await berkas.bytes();
  const fileName = berkas.name.replace(/\p{Cc}/gu, '').slice(0, 200);
  const opened = await openUpload(bytes, fileName, UNPACKED_BYTES);
  if ('refused' in opened) return refused('unreadable', { why: opened.refused });
  const read = readLines(opened.tables);
  if ('missing' in read) return refused('columns', { missing: read.missing });
  if ('tooMany' in read) return refused('too-many', { lines: read.tooMany });
  return read.lines.length === 0 ? refused('no-lines') : ok({ fileName, ...read });
}

/** The check page; with a reason when a save was refused. */
async function check(c: Ctx, bimtek: BimtekView, kept: Kept, reason?: string) {
  const { db, clock } = c.get('house');
  const beside = await readBeside(db, { ...bimtek, bimtekId: bimtek.id }, clock.now());
  const lines = compareLines(kept.lines, beside);
  const named = new Set(lines.flatMap(({ sessionId }) => sessionId ?? []));
  const missing = beside.sessions.filter(({ id, cancelReason }) => cancelReason === null && !named.has(id));
  const clashes = clashesOfLines(lines, beside, await holidaysIn(db, bimtek.id));
  const state = { bimtek, kept, lines, clashes, mark: checkMark(lines), missing: missing.length };
  return c.html(
    timetableCheckPage(shell(c), { ...state, ...(reason ? { refused: reason } : {}) }),
    reason ? 409 : 200,
  );
}
