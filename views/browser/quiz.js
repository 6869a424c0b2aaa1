// The quiz: one question at a time, each choice sent as it is made. Without this script every form works by itself.
// An unsent choice stays on the phone, so that a reload or a dead network loses nothing.
(() => {
  const root = document.querySelector('[data-percobaan]');
  if (!root) return;
  const attempt = root.dataset.percobaan;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const forms = all('.soal-satu');
  const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

  // oxlint-disable-next-line bekal/no-wall-clock -- a phone tells its own time; the server puts it right
  const phoneTime = () => new Date().toISOString();

  // What is kept on this phone: its name, and for this attempt the unsent rows and the last number of each question.
  const memory = {};
  const read = (name, otherwise) => {
    try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return memory[name] ?? otherwise; }
  };
  const write = (name, value) => {
    memory[name] = value;
    try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* no storage: kept until the page closes */ }
    return value;
  };
  const device = read('bekal-hp') ?? write('bekal-hp', random());
  const slot = `bekal-kuis-${attempt}`;
  const kept = () => read(slot, { rows: {}, numbers: {} });
  const unsent = () => Object.entries(kept().rows).filter(([, row]) => !row.refused);

  const statusOf = (n) => forms[n - 1]?.querySelector('.status') ?? document.getElementById('belum-terkirim');
  const say = (n, text, tone = '') => {
    const status = statusOf(n);
    if (status) Object.assign(status, { className: `status ${tone}`, textContent: text });
  };

  function keep(form) {
    const n = form.dataset.n;
    const body = new URLSearchParams(new FormData(form));
    body.delete('_key');
    const state = kept();
    const number = (state.numbers[n] = (state.numbers[n] ?? 0) + 1);
    for (const [name, value] of Object.entries({ _device: device, _seq: number, _at: phoneTime() })) body.set(name, value);
    state.rows[n] = { key: random(), body: body.toString() };
    write(slot, state);
    say(n, 'Menyimpan...', 'tunggu');
    flush();
  }

  // True when the row is settled; false when it is worth another try.
  async function send(n, row) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), 8000);
    try {
      const headers = { 'Idempotency-Key': row.key, 'X-Bekal-Sent': phoneTime() };
      const body = new URLSearchParams(row.body);
      const response = await fetch(`/percobaan/${attempt}/soal/${n}`, { method: 'POST', headers, body, redirect: 'manual', signal: giveUp.signal });
      const line = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('body > .status');
      const state = kept();
      if (response.ok && response.headers.get('X-Bekal-Key') === row.key) {
        if (state.rows[n]?.key !== row.key) return true; // a newer choice has taken its place
        delete state.rows[n];
        write(slot, state);
        say(n, line?.textContent ?? 'Tersimpan', response.status === 202 ? 'tunggu' : '');
        return true;
      }
      if (response.status === 401) {
        say(n, 'Silakan masuk lagi. Jawaban Anda aman.', 'galat');
        return false;
      }
      if (response.status >= 500 || response.status === 429 || response.status === 0) throw new Error('busy');
      say(n, line?.textContent ?? `Belum diterima server. Hubungi panitia, kode ${response.status}.`, 'galat');
      if (state.rows[n]?.key === row.key) write(slot, { ...state, rows: { ...state.rows, [n]: { ...row, refused: true } } });
      return true;
    } catch {
      say(n, 'Belum terkirim. Dicoba lagi.', 'tunggu');
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  // One at a time; after a failure again in 1, 2, 4 ... 60 seconds and when the network is back.
  let sending = null;
  let pause = 1000;
  let again = 0;
  const flush = () => (sending ??= sendAll().finally(() => (sending = null)));
  async function sendAll() {
    clearTimeout(again);
    for (let waiting; (waiting = unsent()[0]); pause = 1000) {
      if (await send(...waiting)) continue;
      again = setTimeout(flush, pause + Math.random() * 500);
      pause = Math.min(pause * 2, 60_000);
      return;
    }
  }
  addEventListener('online', flush);
  document.addEventListener('visibilitychange', () => document.hidden || flush());

  // Handing in waits until nothing is unsent.
  function sentFirst(event, go) {
    if (unsent().length === 0) return;
    event.preventDefault();
    flush().then(() => goOrSay(go));
  }
  function goOrSay(go) {
    const left = unsent().length;
    if (left === 0) go();
    else say(Number(location.hash.slice(6)) || 1, `${left} jawaban belum terkirim. Tunggu sampai terkirim, lalu coba lagi.`, 'galat');
  }
  for (const link of all('.kumpul')) link.addEventListener('click', (event) => sentFirst(event, () => (location.href = link.href)));
  const handIn = document.getElementById('kumpulkan');
  handIn?.addEventListener('submit', (event) => sentFirst(event, () => location.reload()));
  if (handIn && unsent().length > 0) flush().then(() => unsent().length === 0 && location.reload());
  if (forms.length === 0) return;

  const [back, next, last, title] = ['.mundur', '.maju', '.terakhir', 'h1'].map((selector) => document.querySelector(selector));
  let now = 1;

  const isAnswered = (form) => form.querySelector('[name=answer]:checked') !== null;
  function paint() {
    const marks = forms.map((form) => ({ answered: isAnswered(form), unsure: form.elements.unsure.checked }));
    const answered = marks.filter((mark) => mark.answered).length;
    const counts = `${answered} dijawab, ${marks.length - answered} belum`;
    for (const head of all('.hitung-kepala')) head.textContent = counts;
    for (const line of all('.hitung-soal')) line.textContent = `${counts}, ${marks.filter((mark) => mark.unsure).length} masih ragu.`;
    all('.soal-soal .s').forEach((shoot, at) => {
      const { answered: has, unsure } = marks[at];
      shoot.setAttribute('class', `s ${has ? 'ada' : ''} ${unsure ? 'ragu' : ''} ${at + 1 === now ? 'kini' : ''}`);
    });
    document.querySelector('.soal-soal').setAttribute('aria-label', `${answered} dari ${marks.length} soal sudah dijawab, soal ${now} sedang dibuka`);
    for (const link of all('.kotak-soal a')) {
      const n = Number(link.dataset.n);
      const mark = marks[n - 1];
      const open = n === now;
      link.className = `${mark.answered ? 'isi-j' : ''} ${mark.unsure ? 'ragu' : ''} ${open ? 'kini' : ''}`;
      link.toggleAttribute('aria-current', open);
      if (open) link.setAttribute('aria-current', 'step');
      link.setAttribute('aria-label', `Soal ${n}, ${mark.answered ? 'sudah' : 'belum'} dijawab${mark.unsure ? ', ditandai ragu' : ''}${open ? ', sedang dibuka' : ''}`);
    }
  }

  function show(n, focus) {
    now = Math.min(Math.max(n || 1, 1), forms.length);
    forms.forEach((form, at) => form.classList.toggle('kini', at + 1 === now));
    const of = Object.assign(document.createElement('span'), { className: 'redup', textContent: `dari ${forms.length}` });
    title.replaceChildren(`Soal ${now} `, of);
    document.title = `Soal ${now} dari ${forms.length}, ${root.dataset.nama} - Bekal`;
    back.hidden = now === 1;
    next.hidden = now === forms.length;
    last.hidden = !next.hidden;
    history.replaceState(null, '', `#soal-${now}`);
    paint();
    scrollTo(0, 0);
    if (focus) title.focus({ preventScroll: true });
  }

  for (const form of forms) {
    form.addEventListener('change', () => (keep(form), paint()));
    form.addEventListener('submit', (event) => (event.preventDefault(), show(now + 1, true)));
  }
  back.addEventListener('click', () => show(now - 1, true));
  next.addEventListener('click', () => show(now + 1, true));
  addEventListener('hashchange', () => show(Number(location.hash.slice(6)), true));
  for (const link of all('.kotak-soal a'))
    link.addEventListener('click', (event) => (event.preventDefault(), link.closest('details')?.removeAttribute('open'), show(Number(link.dataset.n), true)));

  // The page may be older than what this phone still has to send.
  for (const [n, row] of unsent()) {
    const body = new URLSearchParams(row.body);
    for (const input of all('input:not([type=hidden])', forms[n - 1])) input.checked = body.getAll(input.name).includes(input.value);
    say(n, 'Belum terkirim. Dicoba lagi.', 'tunggu');
  }
  document.body.classList.add('satu');
  show(Number(location.hash.slice(6)));
  flush();

  // Only with a time limit: minutes, said aloud at 10, 5 and 1; at zero the server has handed in.
  const left = document.querySelector('.sisa');
  const end = performance.now() + Number(root.dataset.sisa) * 1000;
  const tick = () => {
    const minutes = Math.ceil((end - performance.now()) / 60_000);
    left.textContent = `Sisa ${minutes} menit`;
    if ([10, 5, 1].includes(minutes)) document.getElementById('sisa-kabar').textContent = `Sisa ${minutes} menit`;
    if (minutes <= 0) flush().then(() => location.reload());
    else setTimeout(tick, 5000);
  };
  if (left && root.dataset.sisa) tick();

  // "Dengarkan soal" only where this phone itself has an Indonesian voice.
  const voices = window.speechSynthesis;
  const offer = () => {
    const voice = voices.getVoices().find((one) => one.localService && one.lang.startsWith('id'));
    if (!voice || document.querySelector('.dengar')) return;
    for (const form of forms) {
      form.querySelector('legend').after(document.getElementById('dengar').content.cloneNode(true));
      form.querySelector('.dengar button').addEventListener('click', () => {
        voices.cancel();
        const said = all('legend > span:last-child, .pilih label', form).map((part) => part.textContent).join('. ');
        voices.speak(Object.assign(new SpeechSynthesisUtterance(said), { voice, lang: voice.lang }));
      });
    }
  };
  if (voices) {
    offer();
    voices.addEventListener?.('voiceschanged', offer);
  }
})();
