import { Hono } from 'hono';
import { importCheckPage } from '../../../views/bimtek/import-check.ts';
import { hiddenOf } from '../../../views/bimtek/import-state.ts';
import { leftRowsTable } from '../../../views/bimtek/import-left.ts';
import { importProgressPage } from '../../../views/bimtek/import-progress.ts';
import { importUploadPage, type UploadRefusal } from '../../../views/bimtek/import-upload.ts';
import { writeCsv } from '../../documents/csv.ts';
import { appendEvent } from '../../audit/index.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { answerFile } from '../../http/file.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { uploadLimit } from '../../http/limits.ts';
import { shell } from '../../http/page.ts';
import { type Result, ok, refused } from '../../result.ts';
import type { Trx } from '../../database/schema.ts';
import { actorOf, bimtekAt, type BimtekView, idAt } from '../find-bimtek.ts';
import { instantOf } from '../rules.ts';
import { NO_ANSWERS, readAnswers } from './answers.ts';
import { participantCsv, participantSheet } from './documents.ts';
import { listParticipants, type Participant } from './participants.ts';
import { type Draft, dropDraft, keepDraft, readDraft } from './draft.ts';
import { rememberMapping } from './mapping.ts';
import { checkDraft, type Fields, MOST_ROWS, optionsOf, readWhole, regencyIn, rowsOf } from './read-draft.ts';
import { readingOf } from './readings.ts';
import { type Saved, type SaveRefusal, saveRoster } from './save-roster.ts';

const panitia = allow('panitia');
const MEGABYTES = 20;
/** A page that waits longer shows how far the reading is. */
const PATIENCE_MS = 1500;
const REFRESH_SECONDS = 2;

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
  .get('/kelola/bimtek/:bimtek/peserta.xlsx', panitia, async (c) => {
    return answerFile(c, await participantSheet(await exported(c)), 'peserta.xlsx');
  })
  .get('/kelola/bimtek/:bimtek/peserta.csv', panitia, async (c) => {
    return answerFile(c, participantCsv(await exported(c)), 'peserta.csv');
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
    const fields = c.req.query();
    const wish = { options: optionsOf(fields), answers: NO_ANSWERS, regency: regencyIn(fields) };
    const checked = await checkDraft(db, keys, draft, { ...wish, patienceMs: PATIENCE_MS });
    if ('share' in checked) return seeOther(c, c.req.path.replace(/\/perbaiki\.csv$/, ''));
    return answerFile(c, writeCsv(leftRowsTable(checked.rows), ';'), 'perlu-diperbaiki.csv');
  })
  .post('/kelola/bimtek/:bimtek/peserta/impor/:draft/kolom', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const result = await once(c, (trx) => chooseColumns(c, trx, bimtek));
    return seeOther(
      c,
      `/kelola/bimtek/${bimtek.id}/peserta/impor${result.ok ? result.value : '?kabar=hilang'}`,
    );
  })
  .post('/kelola/bimtek/:bimtek/peserta/impor/:draft', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const result = await once(c, (trx) => save(c, trx, bimtek));
    if (result.ok) return seeOther(c, savedPath(bimtek, result.value, c.req.param('draft')));
    const draft = await draftAt(c, bimtek);
    if (!draft) return seeOther(c, `/kelola/bimtek/${bimtek.id}/peserta/impor?kabar=hilang`);
    return check(c, bimtek, draft, result.refusal);
  });

/** The participants with NIK and phone; that they left Bekal is written down. */
async function exported(c: Ctx): Promise<Participant[]> {
  const bimtek = await bimtekAt(c, 'write');
  const { db, keys } = c.get('house');
  const people = await listParticipants(db, keys, bimtek.id);
  await db.transaction().execute((trx) =>
    appendEvent(trx, {
      at: now(c),
      actorId: actorOf(c).personId,
      act: 'participants-exported',
      subject: { kind: 'bimtek', id: bimtek.id },
      bimtekId: bimtek.id,
      detail: { people: people.length },
    }),
  );
  return people;
}

type Refusal = SaveRefusal | { reason: 'gone' | 'too-many' };

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
  const read = await readingOf(file.bytes, file.fileName, { mappings: {} }, PATIENCE_MS);
  return 'share' in read || !read.refused ? undefined : { reason: 'unreadable', refusal: read.refused };
}

const draftAt = (c: Ctx, bimtek: BimtekView): Promise<Draft | undefined> => {
  const { db, keys } = c.get('house');
  return readDraft(db, keys, bimtek.id, idAt(c, 'draft'), now(c));
};

/** The fields of the address, or of the form when a save was refused. */
async function fieldsOf(c: Ctx): Promise<Fields> {
  if (c.req.method !== 'POST') return c.req.query();
  const body = await c.req.parseBody({ all: true });
  const texts = Object.entries(body).map(
    ([name, value]) => [name, [value].flat().filter((one) => typeof one === 'string')] as const,
  );
  return Object.fromEntries(texts);
}

async function check(c: Ctx, bimtek: BimtekView, draft: Draft, refusal?: Refusal) {
  const { db, keys } = c.get('house');
  const fields = await fieldsOf(c);
  const answers = readAnswers(fields);
  const options = optionsOf(fields);
  const regency = regencyIn(fields);
  const wish = { options, answers, regency, patienceMs: PATIENCE_MS };
  const checked = await checkDraft(db, keys, draft, wish);
  if ('share' in checked) {
    c.header('Refresh', String(REFRESH_SECONDS));
    return c.html(importProgressPage(shell(c), { bimtek, draft, progress: checked, here: c.req.url }));
  }
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
async function save(c: Ctx, trx: Trx, bimtek: BimtekView): Promise<Result<Saved, Refusal>> {
  const { keys } = c.get('house');
  const draft = await readDraft(trx, keys, bimtek.id, idAt(c, 'draft'), now(c));
  if (!draft) return refused('gone');
  const fields = await fieldsOf(c);
  const regency = regencyIn(fields);
  const rows = rowsOf((await readWhole(trx, draft, optionsOf(fields))).rows, regency);
  if (rows.length > MOST_ROWS) return refused('too-many');
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
  const left = saved.ok ? saved.value.question + saved.value.wrong : 0;
  if (saved.ok && regency === null && left === 0) await dropDraft(trx, draft.id);
  return saved;
}

/**
 * What was said about the file: kept for the next file with the same headers where it is about columns, and carried on
 * in the address where it is about this file alone. Gives the end of the address of the check page.
 */
async function chooseColumns(
  c: Ctx,
  trx: Trx,
  bimtek: BimtekView,
): Promise<Result<string, { reason: 'gone' }>> {
  const { keys } = c.get('house');
  const draft = await readDraft(trx, keys, bimtek.id, idAt(c, 'draft'), now(c));
  if (!draft) return refused('gone');
  const { columns, ...options } = optionsOf(await fieldsOf(c));
  const { headers } = await readWhole(trx, draft, options);
  const rest = Object.entries(hiddenOf(columns && headers === null ? { ...options, columns } : options));
  if (columns && headers !== null) {
    const wish = { bimtekId: bimtek.id, headers, columns, by: actorOf(c).personId };
    await rememberMapping(trx, wish, now(c));
  }
  const query = new URLSearchParams(rest).toString();
  return ok(`/${draft.id}${query && `?${query}`}`);
}

function savedPath(
  bimtek: BimtekView,
  { new: fresh, changed, question, wrong }: Saved,
  draftId: string,
): string {
  const left = question + wrong;
  return `/kelola/bimtek/${bimtek.id}/peserta?kabar=diimpor&baru=${fresh}&berubah=${changed}&sisa=${left}${left > 0 ? `&berkas=${draftId}` : ''}`;
}
