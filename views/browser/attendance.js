// Roll call: a tap is kept on the phone, shown, and sent. The sheet of a person opens over the list, with or without
// network. Without this script every act is a form and the sheet a page of its own.
(() => {
  const list = document.getElementById('daftar');
  if (!list) return;
  const { outbox, ready, newKey, rowOf, cut, flushed, listen } = bekal;
  const by = (id) => document.getElementById(id);
  const sheet = by('lembar');
  const inner = by('lembar-isi');
  const search = by('q');
  const WORDS = { hadir: ['Hadir', ''], terlambat: ['Terlambat', 't'], izin: ['Izin', 'z'], sakit: ['Sakit', 's'], alpa: ['Alpa', 'a'] };
  const nameOf = (row) => row.querySelector('.pr-nama b').textContent;

  /** Unsent marks of this session: person and value. */
  const unsent = () =>
    outbox.own().filter(({ url }) => new URL(url, location).pathname === location.pathname).map((row) => ({ ...row, says: new URLSearchParams(row.body) }));
  const unsentOf = (id) => unsent().filter(({ says }) => says.get('enrolment') === id);

  const finishing = () => outbox.own().find(({ url }) => url === `${location.pathname}/selesai`);

  // What the server last said, so that the counters can be moved on from it as often as needed.
  let marked = by('ditandai')?.textContent;
  const counters = () => [...by('hitung').querySelectorAll('b')];

  /** The rows and counters as they are with what is unsent. */
  function paint() {
    const moved = { belum: 0, hadir: 0, lainnya: 0 };
    const newest = new Map(unsent().map((mark) => [mark.says.get('enrolment'), mark]));
    for (const [id, { says, refused }] of newest) {
      const row = by(`p-${id}`);
      if (!row) continue;
      const label = row.querySelector('.hp') ?? row.querySelector('.pr-ket').appendChild(Object.assign(document.createElement('span'), { className: 'hp' }));
      label.textContent = refused ? 'belum diterima' : 'di HP ini';
      const status = says.get('status');
      moved[row.dataset.hitung]--;
      moved[status === 'hadir' ? 'hadir' : 'lainnya']++;
      const drawn = `${status} ${label.textContent}`;
      if (row.dataset.gambar === drawn) continue;
      row.dataset.gambar = drawn;
      const [word, shade] = WORDS[status];
      const act = row.children[1];
      const button = Object.assign(document.createElement('button'), { type: 'button', id: `h-${id}`, className: `tandai ${shade}` });
      button.setAttribute('aria-pressed', status === 'hadir');
      button.append(word, Object.assign(document.createElement('span'), { className: 'kasat', textContent: `, ${nameOf(row)}, di HP ini` }));
      const focused = act.contains(document.activeElement);
      act.replaceWith(button);
      if (focused) button.focus({ preventScroll: true });
    }
    counters().forEach((count, at) => {
      count.dataset.n ??= count.textContent;
      count.textContent = Number(count.dataset.n) + ([0, moved.belum, moved.hadir, moved.lainnya][at]);
    });
    if (marked) by('ditandai').textContent = marked.replace(/^\d+/, (n) => n - moved.belum);
    const finish = document.querySelector('.kaki a[href$="/selesai"]');
    if (finish) finish.textContent = finishing() ? 'Selesai, di HP ini' : 'Selesaikan presensi';
  }

  document.addEventListener('submit', (event) => {
    if (!event.target.hasAttribute('data-antre')) return;
    event.preventDefault();
    void take(event.target, event.submitter);
  });

  async function take(form, submitter) {
    if (form.dataset.antre) return; // a second tap on what is on its way
    form.dataset.antre = 'ya';
    const { bases, enrolment, minutes } = form.elements;
    const id = enrolment.value;
    const row = rowOf(form, submitter, { bases: [bases.value, unsentOf(id).at(-1)?.key].filter(Boolean).join(' ') });
    const status = new URLSearchParams(row.body).get('status');
    if (minutes?.value === '' && status === 'terlambat') return lacks(form, minutes, row);
    await outbox.keep({ ...row, label: `Presensi ${WORDS[status][0]}, ${nameOf(by(`p-${id}`))}` });
    if (!sheet.contains(form)) return;
    await flushed();
    if (sheet.open && sheet.contains(form)) close(id);
  }

  /** What cannot be taken is not kept: the server says why, or, without it, the field does. */
  async function lacks(form, field, { key, body }) {
    form.dataset.antre = '';
    try {
      const response = await fetch(form.action, { method: 'POST', headers: { 'Idempotency-Key': key }, body: new URLSearchParams(body) });
      wrong(await response.text());
    } catch {
      field.setCustomValidity('Isi menit terlambat, 1 sampai 600.');
      field.oninput = () => field.setCustomValidity('');
      field.reportValidity();
    }
  }

  function wrong(text) {
    inner.innerHTML = text;
    inner.querySelector('[role=alert]')?.focus();
  }

  function close(id) {
    sheet.close();
    setTimeout(() => by(`p-${id}`)?.querySelector('.lain').focus(), 50);
  }

  // The server's answer is the row, with the counts beside it; a mistake in the open sheet is shown there.
  listen((row, answer) => {
    if (answer?.next && row.url === `${location.pathname}/selesai`) return location.assign(answer.next);
    if (!row || new URL(row.url, location).pathname !== location.pathname) return paint();
    const id = new URLSearchParams(row.body).get('enrolment');
    if (!answer) {
      by('kabar').textContent = `${row.label}. Di HP ini.`;
      return paint();
    }
    if (answer.status === 422 && sheet.open && inner.querySelector(`[name=enrolment][value="${id}"]`)) {
      wrong(answer.text);
      return true;
    }
    const there = by(`p-${id}`);
    if (!there || !answer.text.startsWith('<li')) return paint();
    const focused = there.contains(document.activeElement) && document.activeElement.id;
    swap(there, answer.text);
    marked = by('ditandai')?.textContent;
    paint();
    if (focused) by(focused)?.focus({ preventScroll: true });
  });

  /** The row, and what stands elsewhere on the page by its id (rowFragment of views/attendance/roll-call.ts). */
  function swap(there, text) {
    const answer = document.createElement('template');
    answer.innerHTML = text;
    there.replaceWith(answer.content.querySelector('.pr'));
    for (const { dataset, content } of answer.content.querySelectorAll('[data-ganti]')) {
      const target = by(dataset.ganti);
      if (content.firstElementChild?.id === dataset.ganti) target?.replaceWith(content);
      else target?.replaceChildren(content);
    }
  }
  ready.then(paint);

  async function open(link) {
    const row = link.closest('.pr');
    try {
      if (cut()) throw new Error('no network');
      const response = await fetch(link.href, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } });
      if (!response.ok) throw new Error('busy');
      inner.innerHTML = await response.text();
    } catch {
      blank(row);
    }
    if (!sheet.open) sheet.showModal();
    sheet.querySelector('[autofocus]')?.focus();
  }

  function blank(row) {
    inner.replaceChildren(by('lembar-kosong').content.cloneNode(true));
    inner.querySelector('h2').textContent = nameOf(row);
    inner.querySelector('h2 + p').textContent = row.querySelector('.pr-ket').innerText;
    const form = inner.querySelector('form');
    form.elements.enrolment.value = row.id.slice(2);
    form.elements.bases.value = row.dataset.dasar;
    if (!row.dataset.dasar) form.elements.reason?.closest('.isian').remove();
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-lembar]');
    const rest = event.target.closest('a[href*="/semua-hadir"]');
    const finish = event.target.closest('a[href$="/selesai"]');
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link) {
      event.preventDefault();
      void open(link);
    }
    if (rest && cut()) {
      event.preventDefault();
      const forms = [...list.querySelectorAll('[data-hitung=belum] form')];
      if (forms.length && confirm(`Tandai ${forms.length} orang yang belum ditandai sebagai Hadir?`)) for (const form of forms) form.requestSubmit(form.querySelector('button'));
    }
    if (finish && (cut() || unsent().length)) {
      event.preventDefault();
      void finishHere(finish);
    }
  });

  /** Waits behind the marks that were made before it. */
  async function finishHere({ pathname: url }) {
    const open = list.querySelectorAll('[data-hitung=belum] form').length;
    if (finishing() || !confirm(`${open ? `${open} orang belum ditandai` : 'Semua sudah ditandai'}. Selesaikan presensi?`)) return;
    await outbox.keep({ slot: url, key: newKey(), url, body: '', label: `Selesaikan presensi ${document.querySelector('h1').lastChild.textContent}` });
  }

  sheet.addEventListener('click', (event) => {
    if (event.target === sheet || event.target.closest('[data-tutup]')) sheet.close();
  });

  const words = (text) => text.toLowerCase().replace(/\s+/g, ' ').trim();

  search.addEventListener('input', () => {
    const wanted = words(search.value);
    let shown = 0;
    for (const row of list.children) {
      row.hidden = !words(row.querySelector('.pr-nama').textContent).includes(wanted);
      if (!row.hidden) shown++;
    }
    by('kosong').hidden = shown > 0;
  });

  document.querySelector('a[href="#cari"]')?.addEventListener('click', () => requestAnimationFrame(() => search.focus()));
})();
