import type { Ctx } from './house.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
} as const;
type Extension = keyof typeof TYPES;

/** A file as the answer: kept by the browser under its name, or (`show`) opened in it. */
export function answerFile(
  c: Ctx,
  bytes: Uint8Array,
  name: `${string}.${Extension}`,
  how: 'keep' | 'show' = 'keep',
): Response {
  c.header('Content-Type', TYPES[name.split('.').at(-1) as Extension]);
  c.header('Content-Disposition', `${how === 'show' ? 'inline' : 'attachment'}; filename="${name}"`);
  return c.body(bytes as Uint8Array<ArrayBuffer>);
}
