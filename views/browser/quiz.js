// The quiz: one question at a time, each choice sent as it is made. Without this script every form works by itself.
// An unsent choice waits in the outbox of the phone, so that a reload or a dead network loses nothing.
(() => {
  const root = document.querySelector('[data-percobaan]');
  if (!root) return;
  const attempt = root.dataset.percobaan;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const forms = all('.soal-satu');
  const { outbox, ready, rowOf, cut, flushed, remember, secret, listen } = bekal;
  const device = remember('bekal-hp') ?? remember('bekal-hp', secret());
  const slot = `kuis-${attempt}-`;
  const noOf = (row) => row.slot.slice(slot.length);
  const unsent = () => outbox.own().filter((row) => row.slot.startsWith(slot) && !row.refused);

  // A lower number of this phone never wins over a higher one.
  let numbers = {};
  function numberOf(n) {
    numbers = JSON.parse(remember(slot) ?? null) ?? numbers;
    numbers[n] = (numbers[n] ?? 0) + 1;
    remember(slot, JSON.stringify(numbers));
    return numbers[n];
  }

  function say(n, text, tone = '') {
    const status = forms[n - 1]?.querySelector('.status') ?? document.getElementById('belum-terkirim');
    if (status) Object.assign(status, { className: `status ${tone}`, textContent: text });
  }

  function keep(form) {
    const { n } = form.dataset;
    say(n, 'Menyimpan...', 'tunggu');
    outbox.keep({ ...rowOf(form, null, { _device: device, _seq: numberOf(n) }), slot: slot + n, label: `Soal ${n}, ${root.dataset.nama}` });
  }

  listen((row, answer) => {
    if (!row) return sayUnsent();
    if (!answer || !row.slot.startsWith(slot)) return;
    const line = new DOMParser().parseFromString(answer.text, 'text/html').querySelector('body > .status')?.textContent;
    if (answer.key !== row.key) say(noOf(row), line ?? `Belum diterima server. Hubungi panitia, kode ${answer.status}.`, 'galat');
    else if (!unsent().some((newer) => newer.slot === row.slot)) say(noOf(row), line ?? 'Tersimpan', answer.status === 202 ? 'tunggu' : '');
  });
  function sayUnsent() {
    if (handingIn()) return freeze();
    for (const row of unsent())
      if (outbox.state === 'sign-in') say(noOf(row), 'Silakan masuk lagi. Jawaban Anda aman.', 'galat');
      else if (outbox.state) say(noOf(row), 'Belum terkirim. Dicoba lagi.', 'tunggu');
  }

  // Handing in without network: a row behind the answers, sent when there is a signal.
  const handIn = `/percobaan/${attempt}/kumpulkan`;
  const handingIn = () => outbox.own().some(({ url, refused }) => url === handIn && !refused);
  for (const link of all('.kumpul'))
    link.addEventListener('click', (event) => {
      if (!cut() && unsent().length === 0) return;
      event.preventDefault();
      void handInHere(link);
    });
  async function handInHere(link) {
    await flushed();
    if (!cut() && unsent().length === 0) return location.assign(link.href);
    const open = forms.filter((form) => !isAnswered(form)).length;
    const left = open ? `${open} soal belum dijawab. ` : '';
    if (!confirm(`${left}Boleh dikumpulkan sekarang. Dikirim otomatis saat ada sinyal. Jawaban tidak bisa diubah lagi. Kumpulkan?`)) return;
    await outbox.keep({ slot: handIn, key: secret(), url: handIn, body: '', label: `Kumpulkan ${root.dataset.nama}` });
    freeze();
  }
  function freeze() {
    for (const input of all('.soal-satu input')) input.disabled = true;
    for (const form of forms) say(form.dataset.n, 'Menunggu sinyal untuk mengirim.', 'tunggu');
    for (const link of all('.kumpul')) link.hidden = true;
  }
  listen((row, answer) => void (row?.url === handIn && answer?.next && forms.length && location.assign(answer.next)));
  if (forms.length === 0) {
    // This page counts what the server has: after sending the rest it is read again.
    ready.then(() => unsent().length > 0 && outbox.flush().then(() => unsent().length === 0 && location.reload()));
    return;
  }

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

  document.body.classList.add('satu');
  show(Number(location.hash.slice(6)));

  // The page may be older than what this phone still has to send.
  ready.then(() => {
    for (const row of unsent()) {
      const body = new URLSearchParams(row.body);
      for (const input of all('input:not([type=hidden])', forms[noOf(row) - 1])) input.checked = body.getAll(input.name).includes(input.value);
      say(noOf(row), 'Belum terkirim. Dicoba lagi.', 'tunggu');
    }
    paint();
    if (handingIn()) freeze();
  });

  // Only with a time limit: minutes, said aloud at 10, 5 and 1; at zero the server has handed in.
  const left = document.querySelector('.sisa');
  const end = performance.now() + Number(root.dataset.sisa) * 1000;
  const tick = () => {
    const minutes = Math.ceil((end - performance.now()) / 60_000);
    left.textContent = `Sisa ${minutes} menit`;
    if ([10, 5, 1].includes(minutes)) document.getElementById('sisa-kabar').textContent = `Sisa ${minutes} menit`;
    if (minutes <= 0) outbox.flush().then(() => location.reload());
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
