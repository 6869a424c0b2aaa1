// What was filled in and is not yet with the server: first kept on this phone, then sent with its own key until the
// server says that this very key is settled. Pure: the store, the network, the clock and the lock are handed in.
// A row: { slot, key, user, url, body, label, at, n, refused }. A newer row takes the place of its slot.
globalThis.createOutbox = ({ store, post, user, told, wait, alone = (run) => run(), random = Math.random }) => {
  let rows = [];
  let running = null;
  let asked = false;
  let pause = 1000;
  const box = { state: '', sent: 0, all: () => rows, own: () => rows.filter((row) => row.user === user), load, keep, flush, drop, again };
  const waiting = () => rows.find((row) => row.user === user && !row.refused);

  /** Other tabs write too. */
  async function load() {
    rows = (await store.all()).sort((a, b) => a.n - b.n);
  }

  async function put(row) {
    await store.put(row);
    rows = [...rows.filter(({ slot }) => slot !== row.slot), row];
  }

  async function keep(row) {
    const whole = { ...row, user, n: Math.max(0, ...rows.map(({ n }) => n)) + 1 };
    await put(whole);
    told(whole);
    pause = 1000; // somebody is at work: taps without network must not add up to a long silence
    flush();
  }

  /** Only this row: a newer one of its slot stays. */
  async function drop(row) {
    await store.remove(row);
    rows = rows.filter(({ key }) => key !== row.key);
  }

  /** Refused rows too: somebody has mended what stood in the way. */
  async function again() {
    for (const row of box.own()) await put({ ...row, refused: 0 });
    return flush();
  }

  function flush() {
    asked = true;
    return (running ??= run());
  }

  async function run() {
    try {
      while (asked) {
        asked = false;
        await alone(sendAll);
      }
    } finally {
      running = null;
    }
  }

  async function sendAll() {
    wait(null);
    await load();
    box.state = '';
    for (let row; (row = waiting()); pause = 1000) {
      box.state = await send(row);
      if (!box.state) continue;
      if (box.state === 'again') wait(flush, pause * (0.5 + random()));
      pause = Math.min(pause * 2, 60_000);
      break;
    }
    told();
  }

  // '' when the row needs no other try. A page that is not Bekal's (a hotel's sign-in) has no key of ours to give.
  async function send(row) {
    const answer = await post(row).catch(() => null);
    if (!answer) return 'again';
    const { status, key } = answer;
    if (key === row.key) {
      box.sent++;
      await drop(row);
      told(row, answer);
      return '';
    }
    if (status === 401) return 'sign-in';
    if (status < 400 || status >= 500 || status === 408 || status === 429) return 'again';
    if (rows.some((one) => one.key === row.key)) await put({ ...row, refused: status });
    if (told(row, answer)) await drop(row);
    return '';
  }

  return box;
};
