import { z } from 'zod';

/** A line of paper: no control or direction signs. */
const line = (most: number) =>
  z
    .string('required')
    .trim()
    .min(1, 'required')
    .max(most, 'long')
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u, 'choice');

const nip = z.string().trim().max(30, 'long').default('');

/** Who issues and who signs; `lines` holds one office a line, from the highest down. */
export const issuerShape = {
  issuerName: line(160),
  lines: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split('\n')
        .map((part) => part.replace(/\s+/g, ' ').trim())
        .filter(Boolean),
    )
    .refine((lines) => lines.length <= 4 && lines.every((part) => part.length <= 120), 'long'),
  place: line(80),
  signatoryName: line(100),
  signatoryTitle: line(160),
  signatoryNip: nip,
};

/** The unit stands inside certificate numbers: capitals, digits, dots and dashes. */
export const unit = line(40)
  .transform((text) => text.toUpperCase())
  .refine((text) => /^[A-Z0-9][A-Z0-9.-]*$/.test(text), 'unit');

export const issuerForm = z.object(issuerShape);
export const newIssuerForm = z.object({ unit, ...issuerShape });
