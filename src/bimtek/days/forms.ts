import { z } from 'zod';
import { day, optionalText, text } from '../fields.ts';

export const copyDayForm = z.object({ dari: day, ke: day, mark: optionalText(64) });
/** The address of the page: what does not fit is left out. */
export const copyDayQuery = z.object({
  dari: day.optional().catch(undefined),
  ke: day.optional().catch(undefined),
});
export const holidayForm = z.object({ day, name: text(80) });
export const holidayGoneForm = z.object({ day });
