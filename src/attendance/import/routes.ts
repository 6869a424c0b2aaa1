import { Hono } from 'hono';
import { importCheckPage } from '../../../views/attendance/import-check.ts';
import { type FileRefusal, importUploadPage } from '../../../views/attendance/import-upload.ts';
import { openUpload } from '../../bimtek/index.ts';
import { allow } from '../../http/audience.ts';
import { answerFile } from '../../http/file.ts';
import { fields, readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { uploadLimit } from '../../http/limits.ts';
import { shell } from '../../http/page.ts';
import { ok, refused, type Result } from '../../result.ts';
import { presensiOf } from '../office/presensi-of.ts';
import type { PresensiBimtek } from '../overview.ts';
import { compareCells } from './compare.ts';
import { marksSheet } from './documents.ts';
import { type Kept, packKept, saveImportForm, type SeenCells } from './forms.ts';
import { readBeside } from './queries.ts';
import { readCells } from './read-cells.ts';
import { saveCells, type SaveCellsRefusal } from './save-cells.ts';

const panitia = allow('panitia');
const PATH = '/kelola/bimtek/:bimtek/presensi/impor';
const MEGABYTES = 2;
/** The check page carries what was read of the file. */
const KEPT_MEGABYTES = 4;
const UNPACKED_BYTES = 16 * 1024 * 1024;

/** Marks from a spreadsheet: a check page first, nothing written before "Simpan". */
export const routes = new Hono<Env>()
  .get(PATH, panitia, async (c) =>
    c.html(importUploadPage(shell(c), { bimtek: await presensiOf(c, 'write') })),
  )
  .get(`${PATH}/contoh.xlsx`, panitia, async (c) => {
    const { bimtekId } = await presensiOf(c, 'write');
    const beside = await readBeside(c.get('house').db, bimtekId, c.get('actor')!.personId);
    const blank = c.req.query('kosong') === '1';
    return answerFile(c, await marksSheet(beside, blank), `presensi${blank ? '-kosong' : ''}.xlsx`);
  })
  .post(PATH, panitia, uploadLimit(MEGABYTES), async (c) => {
    const bimtek = await presensiOf(c, 'write');
    const file = await readUpload(c);
    return file.ok
      ? check(c, bimtek, { ...file.value, seen: new Map() })
      : c.html(importUploadPage(shell(c), { bimtek, refusal: file.refusal }), 422);
  })
  .post(`${PATH}/simpan`, panitia, uploadLimit(KEPT_MEGABYTES), async (c) => {
    const bimtek = await presensiOf(c, 'write');
    const form = await readForm(c, saveImportForm);
    if (!form.ok) return c.html(importUploadPage(shell(c), { bimtek, refusal: { reason: 'no-file' } }), 422);
    const actor = c.get('actor')!;
    const wish = { bimtekId: bimtek.bimtekId, ...form.value };
    const result = await once(c, (trx) => saveCells(trx, actor, wish, c.get('house').clock.now()));
    if (!result.ok) return check(c, bimtek, form.value.kept, result.refusal);
    const { counts, questions } = result.value;
    const news = !counts ? 'impor-sesudah' : questions > 0 ? 'impor-tanya' : 'impor';
    return seeOther(c, `/kelola/bimtek/${bimtek.bimtekId}/presensi?kabar=${news}`);
  });

async function readUpload(c: Ctx): Promise<Result<Omit<Kept, 'seen'>, FileRefusal>> {
  const { berkas } = await c.req.parseBody({ all: true });
  if (!(berkas instanceof File) || berkas.size === 0) return refused('no-file');
  const fileName = berkas.name.replace(/\p{Cc}/gu, '').slice(0, 200);
  const opened = await openUpload(await berkas.bytes(), fileName, UNPACKED_BYTES);
  if ('refused' in opened) return refused('unreadable', { why: opened.refused });
  const read = readCells(opened.tables);
  if ('missing' in read) return refused('columns', { missing: read.missing });
  if ('twice' in read) return refused('column-twice', { no: read.twice });
  if ('tooMany' in read) return refused('too-many', { cells: read.tooMany });
  return read.cells.length === 0 ? refused('no-cells') : ok({ fileName, cells: read.cells });
}

/** The check page; with a reason when a save was refused, and with what was chosen on it. */
async function check(c: Ctx, bimtek: PresensiBimtek, kept: Kept, refusal?: SaveCellsRefusal) {
  const beside = await readBeside(c.get('house').db, bimtek.bimtekId, c.get('actor')!.personId);
  const cells = compareCells(kept.cells, beside);
  const seen: SeenCells = new Map(
    cells.flatMap((cell): [number, string[]][] =>
      cell.state === 'new' || cell.state === 'different'
        ? [[cell.index, cell.heads.map(({ id }) => id)]]
        : [],
    ),
  );
  const packed = packKept({ ...kept, seen });
  const state = { bimtek, fileName: kept.fileName, cells, packed, values: await fields(c) };
  return c.html(
    importCheckPage(shell(c), { ...state, ...(refusal ? { refusal } : {}) }),
    refusal ? 409 : 200,
  );
}
