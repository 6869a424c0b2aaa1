// Every page of a person: the outbox of this phone, its line in the header, the worker, and a sign-out that asks first.
(() => {
  // Nothing is sent as somebody else: the server holds X-Bekal-User against the login (src/http/audience.ts).
  const remember = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      return localStorage.getItem(name);
    } catch {
      return value;
    }
  };
  const user = remember('bekal-orang', document.body.dataset.orang);
  const secret = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  // oxlint-disable-next-line bekal/no-wall-clock -- a phone tells its own time; the server puts it right
  const phoneTime = () => new Date().toISOString();

  // IndexedDB; a phone that has none keeps the rows as long as the page is open.
  const memory = new Map();
  const opened = new Promise((done, fail) => {
    const ask = indexedDB.open('bekal', 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore('unsent', { keyPath: 'slot' });
    ask.onsuccess = () => done(ask.result);
    ask.onerror = fail;
  });
  const act = async (mode, run, otherwise) => {
    try {
      const db = await opened;
      return await new Promise((done, fail) => {
        const change = db.transaction('unsent', mode, { durability: 'strict' });
        const ask = run(change.objectStore('unsent'));
        change.oncomplete = () => done(ask.result);
        change.onerror = change.onabort = fail;
      });
    } catch {
      return otherwise();
    }
  };
  const store = {
    all: async () => [...(await act('readonly', (rows) => rows.getAll(), () => [])), ...memory.values()],
    put: (row) => act('readwrite', (rows) => rows.put(row), () => memory.set(row.slot, row)),
    remove: ({ slot, key }) => {
      if (memory.get(slot)?.key === key) memory.delete(slot);
      return act('readwrite', (rows) => {
        const ask = rows.get(slot);
        ask.onsuccess = () => ask.result?.key === key && rows.delete(slot);
        return ask;
      }, () => {});
    },
  };

  async function post({ url, body, key }) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), 8000);
    try {
      const headers = { 'Idempotency-Key': key, 'X-Bekal-User': user, 'X-Bekal-Sent': phoneTime() };
      const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(body), redirect: 'manual', signal: giveUp.signal });
      return { status: response.status, key: response.headers.get('X-Bekal-Key'), text: await response.text() };
    } finally {
      clearTimeout(timer);
    }
  }

  let timer;
  const wait = (run, pause) => (clearTimeout(timer), run && (timer = setTimeout(() => run(), pause)));
  // One tab sends. Plain http has no locks: then a row may go twice, and its key makes that harmless.
  const alone = (run) => navigator.locks ? navigator.locks.request('bekal', { ifAvailable: true }, (lock) => lock && run()) : run();
  const listeners = [];
  const told = (...news) => {
    draw();
    if (news[1]) freshen();
    return listeners.map((listen) => listen(...news)).some(Boolean);
  };
  function cut() {
    return !navigator.onLine || outbox.state === 'again' || (document.body.dataset.disimpan && !outbox.sent);
  }
  const outbox = createOutbox({ store, post, user, told, wait, alone });
  const ready = outbox.load().then(() => told());
  globalThis.bekal = { outbox, ready, secret, phoneTime, remember, cut, listen: (listener) => listeners.push(listener) };

  // Always visible: how many are unsent, and why.
  const pill = document.getElementById('antrean');
  let drawing;
  function draw() {
    clearTimeout(drawing);
    drawing = setTimeout(() => {
      const own = outbox.own().length;
      const count = own ? `${own} belum terkirim` : outbox.all().length ? `${outbox.all().length} isian pemakai lain` : '';
      const why = outbox.state === 'sign-in' ? 'Silakan masuk lagi' : cut() ? 'Tanpa internet' : '';
      const text = [why, count].filter(Boolean).join(', ');
      pill.hidden = !text;
      pill.textContent = text;
      pill.href = outbox.state === 'sign-in' ? `/masuk?next=${encodeURIComponent(location.pathname)}` : '/isi-hp';
    }, cut() ? 0 : 700);
  }

  for (const event of ['online', 'pageshow']) addEventListener(event, () => ready.then(outbox.flush));
  addEventListener('offline', draw);
  document.addEventListener('visibilitychange', () => document.hidden || outbox.flush());

  const kept = Number(document.body.dataset.disimpan);
  if (kept) {
    const when = new Date(kept).toLocaleString('id-ID', { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
    const line = Object.assign(document.createElement('p'), { className: 'disimpan', textContent: `Disimpan ${when}. Mungkin ada yang baru.` });
    (document.querySelector('main .isi') ?? document.querySelector('main')).prepend(line);
  }

  // The worker keeps pages to read. The very first page came before it, and a page that has sent something is older.
  const worker = navigator.serviceWorker;
  let freshening;
  function freshen() {
    clearTimeout(freshening);
    freshening = setTimeout(() => worker?.controller?.postMessage(location.href), 3000);
  }
  if (worker && user) {
    const first = !worker.controller;
    worker.register('/sw.js').then(offerUpdate, () => {});
    if (first) void worker.ready.then(({ active }) => active.postMessage(location.href));
  }

  // Only over an older version, on the first page of a role, and never over something unsent.
  function offerUpdate(registration) {
    const home = document.querySelector('.nav a');
    const offer = () => {
      if (!registration.active || !registration.waiting || home?.pathname !== location.pathname || outbox.own().length || document.querySelector('.versi-baru')) return;
      const button = Object.assign(document.createElement('button'), { className: 'tombol kedua versi-baru', textContent: 'Versi baru siap. Muat ulang' });
      button.onclick = () => {
        worker.addEventListener('controllerchange', () => location.reload());
        registration.waiting.postMessage('skip');
      };
      document.querySelector('main').prepend(button);
    };
    offer();
    registration.addEventListener('updatefound', () => registration.installing.addEventListener('statechange', offer));
  }

  // Signing out takes the pages along. What is unsent is shown first; what others left here stays.
  document.addEventListener('submit', (event) => {
    if (event.target.getAttribute('action') !== '/keluar') return;
    event.preventDefault();
    void leave(event.target);
  });
  async function leave(form) {
    await outbox.load();
    if (form.dataset.hapus !== undefined) for (const row of outbox.own()) await outbox.drop(row);
    if (outbox.own().length) return location.assign('/isi-hp');
    for (const name of globalThis.caches ? await caches.keys() : []) if (name.startsWith('pages-')) await caches.delete(name);
    try { localStorage.removeItem('bekal-orang'); } catch { /* nothing was kept */ }
    if (outbox.all().length) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'simpan', value: 'ya' }));
    form.submit();
  }
})();
