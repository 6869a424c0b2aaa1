import { z } from 'zod';
import { newPassword } from '../activation/forms.ts';

export const changePasswordForm = z
  .object({ current: z.string('required').min(1, 'required').max(200, 'long') })
  .and(newPassword);
