import { newId } from '../../src/id.ts';
import type { Stage } from './stage.ts';

/** One thing that a phone sends, again and again with the same key, until the server has said that it has it. */
export type Write = {
  key: string;
  path: string;
  cookie: string;
  body: string;
  /** What must stand in the database once and exactly so. */
  answer?: { attempt: string; question: number; picked: number[] };
  marks?: { id: string; enrolment: string; status: string }[];
};

/** What names the writers' rows among those of the story. */
export const PHONE = 'hp-uji';
const STATUSES = ['hadir', 'izin', 'sakit', 'alpa'];

const any = <One>(all: readonly One[]): One => all[Math.floor(Math.random() * all.length)] as One;

/** The next answer of a kader: a question of the attempt, one of its options. */
export function answerWrite({ cookie, id, options }: Stage['attempts'][number], seq: number): Write {
  const question = 1 + Math.floor(Math.random() * options.length);
  const picked = Math.floor(Math.random() * Math.min(options[question - 1] ?? 1, 4));
  const key = newId();
  const form = { answer: 'ABCD'.charAt(picked), _key: key, _device: PHONE, _seq: String(seq) };
  const body = new URLSearchParams(form).toString();
  return {
    key,
    path: `/percobaan/${id}/soal/${question}`,
    cookie,
    body,
    answer: { attempt: id, question, picked: [picked] },
  };
}

/** A batch of three marks of a trainer who sees nobody else's. */
export function marksWrite({ cookie, sessions, enrolments }: Stage['hall']): Write {
  const marks = Array.from({ length: 3 }, () => ({
    id: newId(),
    enrolment: any(enrolments),
    status: any(STATUSES),
  }));
  const sent = marks.map((mark) => ({ ...mark, source: 'roll-call', device: PHONE }));
  const body = new URLSearchParams({ marks: JSON.stringify(sent) }).toString();
  return { key: newId(), path: `/sesi/${any(sessions)}/presensi`, cookie, body, marks };
}

export type Reply = 'acknowledged' | 'busy' | 'gone' | { wrong: string };

/** Sends a write. `busy`: 503, come back; `gone`: no answer; anything but an acknowledgement else is wrong. */
export async function send(origin: string, write: Write): Promise<Reply> {
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Idempotency-Key': write.key,
    Cookie: write.cookie,
    Origin: origin,
  };
  try {
    const signal = AbortSignal.timeout(10_000);
    const response = await fetch(origin + write.path, {
      method: 'POST',
      headers,
      body: write.body,
      redirect: 'manual',
      signal,
    });
    const text = await response.text();
    if (response.status === 503) return 'busy';
    const kept =
      response.status === 200 &&
      response.headers.get('X-Bekal-Key') === write.key &&
      !text.includes('"refused"');
    return kept ? 'acknowledged' : { wrong: `${response.status} ${write.path} ${text.slice(0, 300)}` };
  } catch {
    return 'gone';
  }
}
