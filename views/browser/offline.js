// Every page of a person: the outbox of this phone, its line in the header, the forms that may wait in it, the worker,
// and a sign-out that asks first.
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
  const newKey = () => secret().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
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
      const { status, headers: says } = response;
      return { status, key: says.get('X-Bekal-Key'), next: says.get('X-Bekal-Next'), text: await response.text() };
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
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  /** As long as a person waits for an answer; without network not at all. */
  const flushed = () => Promise.race([outbox.flush(), pause(cut() ? 0 : 2500)]);
  const listen = (listener) => listeners.push(listener);
  globalThis.bekal = { user, outbox, ready, secret, newKey, remember, cut, flushed, rowOf, listen };

  /** What a form says, as a row with a key of its own; `more` is set on top. */
  function rowOf(form, submitter, more = {}) {
    const key = newKey();
    const body = new URLSearchParams(new FormData(form));
    if (submitter?.name) body.set(submitter.name, submitter.value);
    for (const [name, value] of Object.entries({ _key: key, _at: phoneTime(), ...more })) body.set(name, value);
    return { slot: key, key, url: form.getAttribute('action'), body: body.toString(), label: form.dataset.tunggu };
  }

  // A form that may wait (data-tunggu: its name in the outbox). The newest of its kind takes the place of an older one.
  const WAITS = 'Tersimpan di HP ini. Dikirim saat ada sinyal.';
  const refusedSays = (status) => `Belum diterima server. Hubungi panitia, kode ${status}.`;
  const meant = ({ body }) => body.replace(/&?_(key|at)=[^&]*/g, '');
  document.addEventListener('submit', (event) => {
    if (!event.target.dataset.tunggu) return;
    event.preventDefault();
    void send(event.target, event.submitter);
  });
  async function send(form, submitter) {
    const wish = { ...rowOf(form, submitter), slot: form.getAttribute('action') + (submitter?.value ?? ''), sealed: 'rahasia' in form.dataset };
    const before = outbox.own().find(({ slot, refused }) => slot === wish.slot && !refused);
    const row = before && meant(before) === meant(wish) ? before : wish;
    let answer;
    let left = false;
    listen((sent, got) => {
      if (sent?.key !== row.key || !got) return false;
      answer = got;
      if (left) say(form, got.key ? 'Terkirim.' : refusedSays(got.status));
      return !left && !got.key;
    });
    await (row === before ? outbox.flush() : outbox.keep(row));
    await flushed();
    left = true;
    if (answer?.key) location.assign(answer.next ?? location.href);
    else if (answer) {
      form.removeAttribute('data-tunggu'); // refused: sent plainly, so that the server's page says why
      form.requestSubmit(submitter);
    } else if (form.dataset.lanjut) location.assign(form.dataset.lanjut);
    else say(form, WAITS);
  }
  function say(form, text) {
    const line = form.querySelector('.status') ?? form.appendChild(Object.assign(document.createElement('p'), { className: 'status tunggu', role: 'status' }));
    line.textContent = text;
  }

  // A page may be older than what was filled in on it.
  ready.then(() => {
    for (const form of document.querySelectorAll('form[data-tunggu]')) {
      const row = outbox.own().findLast(({ url }) => url === form.getAttribute('action'));
      if (!row) continue;
      const says = new URLSearchParams(row.body);
      for (const field of form.elements)
        if (/^(radio|checkbox)$/.test(field.type)) field.checked = says.getAll(field.name).includes(field.value);
        else if (field.type.startsWith('text') && says.has(field.name)) field.value = says.get(field.name);
      say(form, row.refused ? refusedSays(row.refused) : WAITS);
    }
  });

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
      if (own) document.querySelector('.versi-baru')?.remove();
      pill.hidden = !text;
      pill.textContent = text;
      pill.href = outbox.state === 'sign-in' ? `/masuk?next=${encodeURIComponent(location.pathname)}` : '/hp-ini';
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
    worker.register('/sw.js').then((registration) => ready.then(() => offerUpdate(registration)), () => {});
    // Links of this page that are to be had without network too; the worker says how many of them the phone holds.
    const links = [...document.querySelectorAll('a[data-simpan]')].map(({ href }) => href);
    void worker.ready.then(({ active }) => {
      if (first) active.postMessage(location.href);
      if (links.length) active.postMessage(links);
    });
    worker.addEventListener('message', ({ data }) => {
      const line = document.getElementById('tersimpan');
      if (!line || !(data >= 1)) return;
      line.hidden = false;
      line.textContent = `${data} ${line.dataset.kata} tersimpan di HP ini.`;
    });
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
    if (outbox.own().length) return location.assign('/hp-ini');
    for (const name of globalThis.caches ? await caches.keys() : []) if (name.startsWith('pages-')) await caches.delete(name);
    try { localStorage.removeItem('bekal-orang'); } catch { /* nothing was kept */ }
    if (outbox.all().length) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'simpan', value: 'ya' }));
    form.submit();
  }
})();
