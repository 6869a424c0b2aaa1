import { z } from 'zod';
import { isId } from '../id.ts';

const id = z.string('required').toLowerCase().refine(isId, 'required');
const status = z.enum(['hadir', 'terlambat', 'izin', 'sakit', 'alpa'], 'choice');
const sentence = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'long');
const optional = z.string().trim().max(300, 'long').default('');
/** Ids in one field, with spaces between them. */
const idList = (most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(' ').filter(Boolean) : value),
    z.array(id).max(most),
  );
const bases = idList(100).default([]);
const minutes = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.coerce.number('number').int('number').min(1, 'minutes').max(600, 'minutes').optional(),
);
const time = z
  .string()
  .trim()
  .default('')
  .transform((value) => value.replace('.', ':'))
  .refine((value) => value === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(value), 'time');

/** Minutes are asked for exactly with `terlambat`; what stands in the field of another status is dropped. */
const withMinutes = <Form extends { status: string; minutes?: number | undefined }>(
  form: Form,
  ctx: z.RefinementCtx,
) => {
  if (form.status === 'terlambat' && form.minutes === undefined)
    ctx.addIssue({ code: 'custom', path: ['minutes'], message: 'minutes' });
};

/** A phone without a set clock says 1970; nothing earlier is a time. */
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= 0, 'date');

/** One mark from a row, the sheet or "Mana yang benar?". The form's key is the id of the mark. */
export const markForm = z
  .object({
    _key: id,
    enrolment: id,
    status,
    minutes,
    left: time,
    note: optional,
    reason: optional,
    bases,
    /** Where it was sent from: what comes back when it cannot be taken. */
    via: z.enum(['baris', 'lembar', 'pilih']).default('baris'),
    /** The phone's time of the tap, from the page script. */
    _at: instant.optional().catch(undefined),
  })
  .superRefine(withMinutes);
export type MarkForm = z.infer<typeof markForm>;

/** Text of a JSON body: it may hold an escaped zero byte, which no database stores. */
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !text.includes('\0'), 'text');
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

/** A batch of the page script: JSON, written by the device that made the marks. A check-in has its own door. */
const sentMark = z.object({
  id,
  enrolment: id,
  status,
  minutesLate: maybe(z.int()),
  leftAt: maybe(instant),
  note: maybe(words(300)),
  bases: z.array(id).max(100).default([]),
  source: z.enum(['roll-call', 'scan', 'paper', 'correction']),
  reason: maybe(words(300)),
  device: words(64).min(1),
  deviceAt: maybe(instant),
  judgedStart: maybe(instant),
});

const json = z.string('required').transform((text, ctx): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    ctx.addIssue({ code: 'custom', message: 'json' });
    return z.NEVER;
  }
});
export const batchForm = z.object({ marks: json.pipe(z.array(sentMark).min(1).max(200)) });
export type SentMark = z.infer<typeof sentMark>;
export const sentAtHeader = instant.optional().catch(undefined);

/** The persons that the question of "Semua hadir" named. */
export const restForm = z.object({ who: idList(400) });
export const objectionForm = z.object({ _key: id, says: sentence(300) });
export const reopenForm = z.object({ reason: sentence(500) });
export const dispensationForm = z.object({ reason: sentence(300), task: sentence(300) });

/** The answer to an objection: accepted with a mark, or refused with a sentence. */
export const answerForm = z
  .object({
    outcome: z.enum(['accepted', 'refused'], 'choice'),
    status: status.default('hadir'),
    minutes,
    reason: optional,
    bases,
  })
  .superRefine((form, ctx) => {
    if (form.outcome === 'accepted') return withMinutes(form, ctx);
    if (form.reason === '') ctx.addIssue({ code: 'custom', path: ['reason'], message: 'required' });
  });

/** The kader's own check-in: the six digits of the wall, or what a scan of its QR left in the address. */
export const checkInForm = z.object({
  _key: id,
  tiket: z.string().max(80).default(''),
  angka: z.string().trim().max(20).default(''),
});
/** Hitung kepala. */
export const headsForm = z.object({
  heads: z
    .string('required')
    .trim()
    .min(1, 'required')
    .regex(/^\d{1,4}$/, 'number')
    .transform(Number)
    .refine((heads) => heads <= 5000, 'number'),
});
/** A badge as it was scanned or typed. */
export const scanForm = z.object({
  _key: id,
  kode: z.string('required').trim().min(1, 'required').max(40, 'long'),
  /** The start that the phone showed, and its time of the scan. */
  _mulai: instant.optional().catch(undefined),
  _at: instant.optional().catch(undefined),
});

/** What the list shows: a class of the session, one of the four counts, a search. */
export const rollQuery = z.object({
  kelas: z.string().refine(isId).optional().catch(undefined),
  saring: z.enum(['belum', 'hadir', 'lainnya']).optional().catch(undefined),
  cari: z.string().trim().max(60).optional().catch(undefined),
});
export type RollQuery = z.infer<typeof rollQuery>;

export const overviewQuery = z.object({
  hari: z.iso.date().optional().catch(undefined),
  sesudah: z.string().refine(isId).optional().catch(undefined),
});

/** Which closing's berita acara; without it, that of the closing in force. */
export const recordQuery = z.object({
  kunci: z.coerce.number().int().positive().optional().catch(undefined),
});

/** The daftar hadir of a day; `kosong=1` for pens. */
export const dayQuery = z.object({
  hari: z.iso
    .date()
    .refine((day) => day >= '1900')
    .optional()
    .catch(undefined),
  kosong: z.string().optional().catch(undefined),
});
