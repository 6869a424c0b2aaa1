import type { Draw, Layout, LayoutItem, PoolEntry, QuestionType } from './question.ts';

/** The form of a question by its tag `form-a`, or null. */
export function formOf(tags: readonly string[]): string | null {
  const tag = tags.find((one) => /^form-[a-z]$/.test(one));
  return tag ? tag.slice(5).toUpperCase() : null;
}

/** Forms take turns: A for the first attempt, B for the second, A again. */
export const formOfAttempt = (draw: Draw, no: number): string | null =>
  draw.forms.length > 0 ? (draw.forms[(no - 1) % draw.forms.length] ?? null) : null;

/** How many questions an attempt has. */
export const questionCount = (pool: readonly PoolEntry[], draw: Draw): number =>
  draw.pick === 'all' ? pool.length : draw.pick.reduce((sum, { count }) => sum + count, 0);

/** Numbers in [0, 1) that the same seed gives again on every machine (xmur3 and sfc32, public domain). */
export function randomFrom(seed: string): () => number {
  let h = 1779033703 ^ seed.length;
  for (const char of seed) {
    h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  const word = () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    return (h ^= h >>> 16) >>> 0;
  };
  let [a, b, c, d] = [word(), word(), word(), word()];
  return () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
}

/** The same things in another order (Fisher-Yates). */
export function shuffle<Thing>(things: readonly Thing[], random: () => number): Thing[] {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as Thing, mixed[last] as Thing];
  }
  return mixed;
}

/**
 * The questions of one attempt. All: in the author's order. By tag: so many of each, no question twice, in mixed
 * order; a bank that holds too few gives what it has (`checkDraw` refuses such a course before).
 */
export function drawQuestions(
  pool: readonly PoolEntry[],
  draw: Draw,
  form: string | null,
  random: () => number,
): PoolEntry[] {
  const here = form === null ? pool : pool.filter((entry) => entry.form === form);
  if (draw.pick === 'all') return [...here];
  const drawn: PoolEntry[] = [];
  for (const { tag, count } of draw.pick) {
    const free = here.filter((entry) => entry.tags.includes(tag) && !drawn.includes(entry));
    drawn.push(...shuffle(free, random).slice(0, count));
  }
  return shuffle(drawn, random);
}

/** Freezes a draw: options in mixed order, but Benar before Salah. */
export function layOut(
  drawn: readonly PoolEntry[],
  kinds: ReadonlyMap<string, { type: QuestionType; options: string[] }>,
  minutes: number | null,
  random: () => number,
): Layout {
  const items = drawn.flatMap(({ version }): LayoutItem[] => {
    const kind = kinds.get(version);
    if (!kind) return [];
    const options = kind.type === 'truefalse' ? kind.options : shuffle(kind.options, random);
    return [{ version, type: kind.type, options }];
  });
  return { minutes, items };
}
