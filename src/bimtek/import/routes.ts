import { Hono } from 'hono';
import { importCheckPage } from '../../../views/bimtek/import-check.ts';
import { leftRowsTable } from '../../../views/bimtek/import-left.ts';
import { importUploadPage, type UploadRefusal } from '../../../views/bimtek/import-upload.ts';
import { writeCsv } from '../../documents/csv.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { uploadLimit } from '../../http/limits.ts';
import { shell } from '../../http/page.ts';
import { type Result, ok, refused } from '../../result.ts';
import type { Trx } from '../../database/schema.ts';
import { actorOf, bimtekAt, type BimtekView, idAt } from '../find-bimtek.ts';
import { checkRoster } from '../roster/index.ts';
import { instantOf } from '../rules.ts';
import { NO_ANSWERS, readAnswers } from './answers.ts';
import { type Draft, dropDraft, keepDraft, readDraft } from './draft.ts';
import { checkDraft, MOST_ROWS, optionsOf } from './read-draft.ts';
import { type Saved, type SaveRefusal, saveRoster } from './save-roster.ts';

const panitia = allow('panitia');
const MEGABYTES = 10;

export const routes = new Hono<Env>()
  .get('/kelola/bimtek/:bimtek/peserta/impor', panitia, async (c) =>
    c.html(
      importUploadPage(shell(c), {
        bimtek: await bimtekAt(c, 'write'),
        gone: c.req.query('kabar') === 'hilang',
      }),
    ),
  )
  .post('/kelola/bimtek/:bimtek/peserta/impor', panitia, uploadLimit(MEGABYTES), async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const file = await fileIn(c);
    const refusal = await uploadRefusal(file);
    if (!file || refusal)
      return c.html(importUploadPage(shell(c), { bimtek, refusal: refusal ?? { reason: 'no-file' } }), 422);
    const wish = { bimtekId: bimtek.id, ...file, by: actorOf(c).personId };
    const kept = await once(c, async (trx) => ok(await keepDraft(trx, c.get('house').keys, wish, now(c))));
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/peserta/impor/${kept.ok ? kept.value : ''}`);
  })
  .get('/kelola/bimtek/:bimtek/peserta/impor/:draft', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const draft = await draftAt(c, bimtek);
    return draft
      ? check(c, bimtek, draft)
      : seeOther(c, `/kelola/bimtek/${bimtek.id}/peserta/impor?kabar=hilang`);
  })
  .get('/kelola/bimtek/:bimtek/peserta/impor/:draft/perbaiki.csv', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const { db, keys } = c.get('house');
    const draft = found(await draftAt(c, bimtek));
    const { rows } = await checkDraft(db, keys, draft, optionsOf(c.req.query()), NO_ANSWERS);
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="perlu-diperbaiki.csv"');
    return c.body(writeCsv(leftRowsTable(rows), ';') as Uint8Array<ArrayBuffer>);
  })
  .post('/kelola/bimtek/:bimtek/peserta/impor/:draft', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const result = await once(c, (trx) => save(c, trx, bimtek));
    if (result.ok) return seeOther(c, savedPath(bimtek, result.value, c.req.param('draft')));
    const draft = await draftAt(c, bimtek);
    if (!draft) return seeOther(c, `/kelola/bimtek/${bimtek.id}/peserta/impor?kabar=hilang`);
    return check(c, bimtek, draft, result.refusal);
  });

const now = (c: Ctx): Date => c.get('house').clock.now();

type Upload = { fileName: string; bytes: Uint8Array };

async function fileIn(c: Ctx): Promise<Upload | undefined> {
  const { berkas } = await c.req.parseBody();
  if (!(berkas instanceof File) || berkas.size === 0) return undefined;
  return { fileName: berkas.name.replace(/\p{Cc}/gu, ''), bytes: await berkas.bytes() };
}

/** Why a file cannot even be kept for a check; undefined when it can. */
async function uploadRefusal(file: Upload | undefined): Promise<UploadRefusal | undefined> {
  if (!file) return { reason: 'no-file' };
  const { refused: unreadable, rows } = await checkRoster(file.bytes, file.fileName);
  if (unreadable) return { reason: 'unreadable', refusal: unreadable };
  return rows.length > MOST_ROWS ? { reason: 'too-many', most: MOST_ROWS } : undefined;
}

const draftAt = (c: Ctx, bimtek: BimtekView): Promise<Draft | undefined> => {
  const { db, keys } = c.get('house');
  return readDraft(db, keys, bimtek.id, idAt(c, 'draft'), now(c));
};

/** The fields of the address, or of the form when a save was refused. */
async function fieldsOf(c: Ctx): Promise<Record<string, string | string[]>> {
  if (c.req.method !== 'POST') return c.req.query();
  const body = await c.req.parseBody({ all: true });
  const texts = Object.entries(body).map(
    ([name, value]) => [name, [value].flat().filter((one) => typeof one === 'string')] as const,
  );
  return Object.fromEntries(texts);
}

async function check(c: Ctx, bimtek: BimtekView, draft: Draft, refusal?: SaveRefusal | { reason: 'gone' }) {
  const { db, keys } = c.get('house');
  const fields = await fieldsOf(c);
  const answers = readAnswers(fields);
  const options = optionsOf(fields);
  const checked = await checkDraft(db, keys, draft, options, answers);
  const late = now(c) > instantOf(bimtek.startsOn, '00:00', bimtek.zone);
  return c.html(
    importCheckPage(shell(c), {
      bimtek,
      draft,
      options,
      answers,
      late,
      ...checked,
      ...(refusal ? { refusal } : {}),
    }),
    refusal ? 409 : 200,
  );
}

/**
 * "Simpan": the draft is read, saved and dropped in one transaction, so a second tap finds the work done. With rows left
 * to mend it stays for its seven days: the list of them can be opened and downloaded again.
 */
async function save(
  c: Ctx,
  trx: Trx,
  bimtek: BimtekView,
): Promise<Result<Saved, SaveRefusal | { reason: 'gone' }>> {
  const { keys } = c.get('house');
  const draft = await readDraft(trx, keys, bimtek.id, idAt(c, 'draft'), now(c));
  if (!draft) return refused('gone');
  const fields = await fieldsOf(c);
  const { rows } = await checkRoster(draft.bytes, draft.fileName, optionsOf(fields));
  const start = instantOf(bimtek.startsOn, '00:00', bimtek.zone);
  const fromStart = [fields['mulai'] ?? 'awal'].flat().at(-1) !== 'sekarang' && start < now(c);
  const wish = {
    bimtekId: bimtek.id,
    fileName: draft.fileName,
    rows,
    answers: readAnswers(fields),
    joinedAt: fromStart ? start : now(c),
    by: actorOf(c).personId,
  };
  const saved = await saveRoster(trx, keys, wish, now(c));
  if (saved.ok && saved.value.question + saved.value.wrong === 0) await dropDraft(trx, draft.id);
  return saved;
}

function savedPath(
  bimtek: BimtekView,
  { new: fresh, changed, question, wrong }: Saved,
  draftId: string,
): string {
  const left = question + wrong;
  return `/kelola/bimtek/${bimtek.id}/peserta?kabar=diimpor&baru=${fresh}&berubah=${changed}&sisa=${left}${left > 0 ? `&berkas=${draftId}` : ''}`;
}
