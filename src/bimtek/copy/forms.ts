import { z } from 'zod';
import { day, text, ticked } from '../fields.ts';

export const copyForm = z.object({
  name: text(160),
  label: text(80),
  place: text(80),
  startsOn: day,
  trainers: ticked,
});
