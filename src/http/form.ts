import type { z } from 'zod';
import { type Result, ok, refused } from '../result.ts';
import type { Ctx } from './house.ts';

/** What was typed and what is wrong with it, by field: the form comes back filled, with a reason at each field. */
export type FormErrors = { fields: Record<string, string>; values: Record<string, string> };
export type FormRefusal = { reason: 'form' } & FormErrors;

/** The text fields of a form (the last value of a repeated one); files and `_key` are left out. */
export async function fields(c: Ctx): Promise<Record<string, string>> {
  const body = await c.req.parseBody({ all: true });
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string' && name !== '_key') texts[name] = last;
  }
  return texts;
}

/**
 * Reads the form of a POST through a zod schema. Only named fields pass; anything else is dropped.
 * A schema's messages are machine words ('required', 'phone', ...); views/ui/form.ts turns them into sentences.
 * A field whose schema is an array gets every value of a repeated field.
 */
export async function readForm<Shape>(c: Ctx, schema: z.ZodType<Shape>): Promise<Result<Shape, FormRefusal>> {
  const body = await c.req.parseBody({ all: true });
  const read = schema.safeParse(body);
  if (read.success) return ok(read.data);
  const wrong: Record<string, string> = {};
  for (const issue of read.error.issues) wrong[issue.path.join('.')] ??= issue.message;
  return refused('form', { fields: wrong, values: await fields(c) });
}

/** The query part of an address through a zod schema; what does not fit becomes the schema's default. */
export function readQuery<Shape>(c: Ctx, schema: z.ZodType<Shape>): Shape {
  const read = schema.safeParse(c.req.query());
  return read.success ? read.data : schema.parse({});
}
