import { z } from 'zod';

const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'long');
const day = z.iso.date('date');
const people = z.coerce.number('number').int('number').min(0, 'number').max(100_000, 'number');

export const decreeForm = z.object({ number: text(80), dated: day });

export const stepForm = z.object({
  step: z.uuid('required'),
  kind: z.enum(['rkdd-sk', 'sosialisasi', 'proposal', 'pelatihan'], 'choice'),
  no: z.coerce.number('number').int('number').min(1, 'number').max(20, 'number').default(1),
  on_date: day,
  place: text(120),
  men: people,
  women: people,
  evidence: text(400),
});
