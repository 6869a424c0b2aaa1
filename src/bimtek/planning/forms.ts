import { z } from 'zod';
import type { TimeZone } from '../../database/schema.ts';
import { clock, day, halfJp, optionalText, text, ticked, uuids } from '../fields.ts';
import type { Slot } from '../generate-timetable.ts';
import { spanOf } from '../rules.ts';
import type { SessionFields } from '../timetable.ts';

const OVERNIGHT = 'Jam selesai tidak sesudah jam mulai. Beri tanda jika sesi selesai hari berikutnya.';

/** A session as it is typed; an end before the start is asked about once. */
export const sessionForm = z
  .object({
    day,
    start: clock,
    end: clock,
    overnight: ticked,
    jp: halfJp,
    topic: text(120),
    subject: optionalText(120),
    room: optionalText(60),
    pic: optionalText(120),
    counted: ticked,
    /** The warnings that were shown and are accepted; see warned.ts. */
    anyway: optionalText(64),
    classes: uuids.refine((ids) => ids.length > 0, 'Pilih paling sedikit satu kelas.'),
    trainers: uuids,
  })
  .refine((form) => form.end > form.start || form.overnight, { path: ['overnight'], message: OVERNIGHT });

/** The typed session in the zone of its bimtek; without a subject the topic is the subject. */
export function sessionFields(form: z.infer<typeof sessionForm>, zone: TimeZone): SessionFields {
  const { startsAt, endsAt } = spanOf(form.day, form.start, form.end, zone);
  return {
    startsAt,
    endsAt,
    halfJp: form.jp,
    topic: form.topic,
    subject: form.subject || form.topic,
    room: form.room,
    pic: form.pic,
    counted: form.counted,
    classIds: form.classes,
    trainerIds: form.trainers,
  };
}

/** Lines of the daily pattern on the page. */
const PATTERN_ROWS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

type Typed = Record<string, unknown>;
const typedAt = (form: Typed, name: string): string =>
  typeof form[name] === 'string' ? form[name].trim() : '';

const slotFields = z.object({
  start: clock,
  end: clock,
  jp: halfJp,
  topic: text(120),
  subject: optionalText(120),
});

/** Reads the numbered lines; a line where neither time nor topic is typed is no line. */
const slots = z.looseObject({}).transform((form, context): Slot[] => {
  const found: Slot[] = [];
  for (const n of PATTERN_ROWS) {
    const line = {
      start: typedAt(form, `start${n}`),
      end: typedAt(form, `end${n}`),
      jp: typedAt(form, `jp${n}`),
      topic: typedAt(form, `topic${n}`),
      subject: typedAt(form, `subject${n}`),
    };
    if (line.start === '' && line.end === '' && line.topic === '') continue;
    const read = slotFields.safeParse(line);
    if (!read.success) {
      for (const issue of read.error.issues)
        context.addIssue({ code: 'custom', path: [`${String(issue.path[0])}${n}`], message: issue.message });
      continue;
    }
    const { jp, subject, ...rest } = read.data;
    found.push({
      ...rest,
      subject: subject || rest.topic,
      halfJp: jp,
      counted: typedAt(form, `counted${n}`) !== '',
    });
  }
  if (found.length === 0 && context.issues.length === 0)
    context.addIssue({ code: 'custom', path: ['start1'], message: 'required' });
  return found;
});

const frame = z
  .object({
    classes: uuids.refine((ids) => ids.length > 0, 'Pilih paling sedikit satu kelas.'),
    together: z.enum(['sendiri', 'bersama'], 'choice').transform((word) => word === 'bersama'),
    firstDay: day,
    lastDay: day,
    room: optionalText(60),
  })
  .refine((form) => form.lastDay >= form.firstDay, { path: ['lastDay'], message: 'end-before-start' });

/** The whole page: frame and lines, with the reasons of both. */
export const patternForm = z.looseObject({}).transform((form, context) => {
  const read = { frame: frame.safeParse(form), slots: slots.safeParse(form) };
  for (const part of [read.frame, read.slots])
    if (!part.success)
      for (const issue of part.error.issues)
        context.addIssue({ code: 'custom', path: issue.path as string[], message: issue.message });
  if (!read.frame.success || !read.slots.success) return z.NEVER;
  return { ...read.frame.data, slots: read.slots.data };
});

export const cancelForm = z.object({ reason: text(200) });
