import { z } from 'zod';

const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'long');

export const codeForm = z.object({
  code: text(40),
  half: z.string().max(400).default(''),
  next: z.string().max(2000).optional(),
  resume: z.string().max(60_000).optional(),
});

/** `sealed`: the secret that the page showed, sealed. */
export const turnOnForm = z.object({ code: text(40), sealed: z.string().max(200).default('') });

export const proofForm = z.object({
  current: z.string('required').min(1, 'required').max(200, 'long'),
  code: text(40),
});
