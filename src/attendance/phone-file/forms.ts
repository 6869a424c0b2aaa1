import { z } from 'zod';
import { isId } from '../../id.ts';
import { type MarkForm, markForm } from '../forms.ts';

const id = z.string().toLowerCase().refine(isId);
/** A row as the outbox of a phone keeps it (views/browser/outbox.js). */
const fileRow = z.object({
  key: z.string().min(1).max(100),
  user: id,
  url: z.string().max(300),
  body: z.string().max(4000),
  label: z.string().max(300).default(''),
});
const MOST_ROWS = 2000;

/** `mark`: only of a tap in the roll call of a session; all else is its owner's to send. */
export type FileRow = { user: string; label: string; mark: (MarkForm & { sessionId: string }) | null };

/** The rows of "bekal-belum-terkirim.json"; null: it is no such file. */
export function readPhoneFile(text: string): FileRow[] | null {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return null;
  }
  const rows = z.array(fileRow).min(1).max(MOST_ROWS).safeParse(content);
  return rows.success
    ? rows.data.map(({ user, label, url, body }) => ({ user, label, mark: markOf(url, body) }))
    : null;
}

function markOf(url: string, body: string): FileRow['mark'] {
  const sessionId = /^\/sesi\/([0-9a-f-]{36})\/presensi(?:\?|$)/.exec(url)?.[1];
  const form = markForm.safeParse(Object.fromEntries(new URLSearchParams(body)));
  return sessionId && isId(sessionId) && form.success ? { ...form.data, sessionId } : null;
}
