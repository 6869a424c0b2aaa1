import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import '../../views/browser/outbox.js';

type Row = {
  slot: string;
  key: string;
  user: string;
  url: string;
  body: string;
  n: number;
  refused?: number;
};
type New = Pick<Row, 'slot' | 'key' | 'url' | 'body'>;
type Answer = { status: number; key: string | null; text?: string };
type Outbox = {
  state: string;
  all(): Row[];
  own(): Row[];
  load(): Promise<void>;
  keep(row: New): Promise<void>;
  flush(): Promise<void>;
  again(): Promise<void>;
  drop(row: Row): Promise<void>;
};
type Parts = {
  store: ReturnType<typeof fakeStore>;
  post(row: Row): Promise<Answer>;
  user: string;
  told(row?: Row, answer?: Answer): unknown;
  wait(run: (() => void) | null, pause?: number): void;
  alone?(run: () => Promise<void>): Promise<void> | undefined;
  random?(): number;
};
const { createOutbox } = globalThis as unknown as { createOutbox(parts: Parts): Outbox };

/** What a phone keeps over a reload, by slot. */
function fakeStore() {
  const rows = new Map<string, Row>();
  return {
    rows,
    all: async () => [...rows.values()],
    put: async (row: Row) => void rows.set(row.slot, row),
    remove: async ({ slot, key }: Row) => {
      if (rows.get(slot)?.key === key) rows.delete(slot);
    },
  };
}

/** Takes each key once, as `once` does (src/http/idempotency.ts), and refuses what is meant for another person. */
function fakeServer(signedIn: string) {
  const taken = new Map<string, Row>();
  const server = {
    taken,
    effects: 0,
    post: async (row: Row, actor = signedIn): Promise<Answer> => {
      if (row.user !== actor) return { status: 401, key: null };
      if (!taken.has(row.key)) server.effects++;
      taken.set(row.key, row);
      return { status: 200, key: row.key };
    },
  };
  return server;
}

const lost = () => Promise.reject(new Error('no network'));
const mark = (no: number): New => ({
  slot: `m${no}`,
  key: `m${no}`,
  url: '/sesi/1/presensi',
  body: `n=${no}`,
});

function phone(parts: Partial<Parts> & Pick<Parts, 'post'>) {
  const waits: number[] = [];
  const news: [Row | undefined, Answer | undefined][] = [];
  const store = parts.store ?? fakeStore();
  const outbox = createOutbox({
    user: 'ratna',
    told: (...one) => void news.push(one as [Row, Answer]),
    wait: (run, pause) => void (run && waits.push(pause ?? 0)),
    random: () => 0.5,
    ...parts,
    store,
  });
  return { outbox, store, waits, news };
}

describe('the outbox of a phone', () => {
  test('keeps a row first and lets go of it when the server has settled its key', async () => {
    const server = fakeServer('ratna');
    const order: string[] = [];
    const store = fakeStore();
    const { outbox } = phone({
      store: { ...store, put: async (row) => (order.push('kept'), store.put(row)) },
      post: (row) => (order.push('sent'), server.post(row)),
    });
    await outbox.keep(mark(1));
    await outbox.flush();
    expect([order, [...server.taken.keys()], store.rows.size]).toEqual([['kept', 'sent'], ['m1'], 0]);
  });

  test.each<[string, Answer | null, string]>([
    ['no network', null, 'again'],
    ['a 503', { status: 503, key: null }, 'again'],
    ['a 429', { status: 429, key: null }, 'again'],
    ['a redirect', { status: 0, key: null }, 'again'],
    ['the page of a hotel', { status: 200, key: null }, 'again'],
    ['a 200 for another key', { status: 200, key: 'other' }, 'again'],
    ['a 401', { status: 401, key: null }, 'sign-in'],
  ])('after %s keeps every row and asks no further', async (_what, answer, state) => {
    let asked = 0;
    const post = () => (asked++, answer ? Promise.resolve(answer) : lost());
    const { outbox, store, waits } = phone({ post });
    for (const no of [1, 2]) store.rows.set(`m${no}`, { ...mark(no), user: 'ratna', n: no });
    await outbox.flush();
    expect([asked, outbox.state, store.rows.size, waits.length]).toEqual([
      1,
      state,
      2,
      state === 'again' ? 1 : 0,
    ]);
  });

  test('keeps what the server refuses, says so, and goes on with the rest', async () => {
    const server = fakeServer('ratna');
    const { outbox, news } = phone({
      post: async (row) => (row.key === 'm1' ? { status: 404, key: null } : server.post(row)),
    });
    await outbox.keep(mark(1));
    await outbox.keep(mark(2));
    await outbox.flush();
    expect(outbox.own().map(({ key, refused }) => [key, refused])).toEqual([['m1', 404]]);
    expect(news.filter(([, answer]) => answer).map(([row, answer]) => [row?.key, answer?.status])).toEqual([
      ['m1', 404],
      ['m2', 200],
    ]);
  });

  test('sends what was refused once more when somebody asks for it', async () => {
    const server = fakeServer('ratna');
    let open = false;
    const { outbox } = phone({ post: async (row) => (open ? server.post(row) : { status: 409, key: null }) });
    await outbox.keep(mark(1));
    await outbox.flush();
    open = true;
    await outbox.flush();
    expect([outbox.own().length, server.effects]).toEqual([1, 0]);
    await outbox.again();
    expect([outbox.own().length, server.effects]).toEqual([0, 1]);
  });

  test('takes a conflict that the server has kept (409 with the key) for settled', async () => {
    const { outbox } = phone({ post: async ({ key }) => ({ status: 409, key }) });
    await outbox.keep(mark(1));
    await outbox.flush();
    expect(outbox.all()).toEqual([]);
  });

  test('waits 1, 2, 4 ... 60 seconds with jitter, and from 1 again after a success', async () => {
    let there = false;
    const server = fakeServer('ratna');
    const { outbox, store, waits } = phone({ post: (row) => (there ? server.post(row) : lost()) });
    store.rows.set('m1', { ...mark(1), user: 'ratna', n: 1 });
    for (let round = 0; round < 8; round++) await outbox.flush();
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    there = true;
    await outbox.flush();
    there = false;
    store.rows.set('m2', { ...mark(2), user: 'ratna', n: 2 });
    await outbox.flush();
    expect(waits[8]).toBe(1000);
  });

  test('a newer answer of a question takes its slot, also while the older one is on its way', async () => {
    const sent: string[] = [];
    const ways: (() => void)[] = [];
    const { outbox } = phone({
      post: async ({ key, body }) => {
        sent.push(body);
        if (sent.length === 1) await new Promise<void>((done) => ways.push(done));
        return { status: 200, key };
      },
    });
    await outbox.keep({ slot: 'soal-1', key: 'a', url: '/soal/1', body: 'A' });
    await expect.poll(() => ways.length).toBe(1);
    await outbox.keep({ slot: 'soal-1', key: 'b', url: '/soal/1', body: 'B' });
    expect(outbox.all().map(({ key }) => key)).toEqual(['b']);
    ways[0]?.();
    await outbox.flush();
    expect([sent, outbox.all()]).toEqual([['A', 'B'], []]);
  });

  test('never sends the rows of another person, and leaves them for their owner', async () => {
    const server = fakeServer('deni');
    const store = fakeStore();
    store.rows.set('m1', { ...mark(1), user: 'ratna', n: 1 });
    const { outbox } = phone({ store, user: 'deni', post: server.post });
    await outbox.flush();
    await outbox.again();
    expect([server.taken.size, outbox.own().length, store.rows.size]).toEqual([0, 0, 1]);
  });

  test('a tab that does not get the lock sends nothing', async () => {
    const server = fakeServer('ratna');
    const { outbox, store } = phone({ post: server.post, alone: async () => undefined });
    await outbox.keep(mark(1));
    await outbox.flush();
    expect([server.taken.size, store.rows.size]).toEqual([0, 1]);
  });
});

/** What may happen to one request. */
const FATES = [
  'taken',
  'lost on the way',
  'answer lost',
  '503',
  'login over',
  'other login',
  'hotel',
] as const;
type Fate = (typeof FATES)[number];

test('whatever happens on the way, two tabs lose nothing and double nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(11), fc.boolean()), { minLength: 1, maxLength: 12 }),
      fc.array(fc.constantFrom<Fate>(...FATES), { maxLength: 60 }),
      async (acts, fates) => {
        const server = fakeServer('ratna');
        const post = async (row: Row): Promise<Answer> => {
          const fate = fates.pop() ?? 'taken';
          await Promise.resolve();
          if (fate === 'lost on the way') return lost();
          if (fate === '503') return { status: 503, key: null };
          if (fate === 'hotel') return { status: 200, key: null };
          if (fate === 'login over') return { status: 401, key: null };
          const actor = fate === 'other login' ? 'deni' : 'ratna';
          const answer = await server.post(row, actor);
          return fate === 'answer lost' ? lost() : answer;
        };
        const store = fakeStore();
        const tabs = [phone({ store, post }), phone({ store, post })];
        const expected = new Set<string>();
        await Promise.all(
          acts.map(async ([no, second]) => {
            expected.add(`m${no}`);
            await tabs[second ? 1 : 0]!.outbox.keep(mark(no));
          }),
        );
        for (let round = 0; store.rows.size > 0 && round < 200; round++)
          await Promise.all(tabs.map(({ outbox }) => outbox.flush()));
        expect([new Set(server.taken.keys()), server.effects, store.rows.size]).toEqual([
          expected,
          expected.size,
          0,
        ]);
      },
    ),
    { numRuns: 200 },
  );
});
