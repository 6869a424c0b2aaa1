// Roll call: opens the sheet of a person over the list, and searches in the page. Without it both are pages of their own.
const list = document.getElementById('daftar');
const sheet = document.getElementById('lembar');
const search = document.getElementById('q');

// A write from here is settled by its key, so that a repeat after a lost answer has one effect.
document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  const key = ctx.request.body?.get?.('_key');
  if (key) ctx.request.headers['Idempotency-Key'] = key;
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-lembar]');
  if (!link || !sheet || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  htmx.ajax('GET', link.href, { target: '#lembar-isi', swap: 'innerHTML' }).then(() => {
    if (!sheet.open) sheet.showModal();
    sheet.querySelector('[autofocus]')?.focus();
  });
});

sheet?.addEventListener('click', (event) => {
  if (event.target === sheet || event.target.closest('[data-tutup]')) sheet.close();
});

// The row behind the sheet has been swapped: close, and give the focus back to it.
document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => {
  const status = ctx.response?.status ?? 0;
  if (!sheet?.open || !sheet.contains(ctx.sourceElement) || (status >= 300 && status !== 409)) return;
  const row = ctx.sourceElement.getAttribute('hx-target');
  sheet.close();
  setTimeout(() => document.querySelector(`${row} .lain`)?.focus(), 50);
});

const words = (text) => text.toLowerCase().replace(/\s+/g, ' ').trim();

search?.addEventListener('input', () => {
  const wanted = words(search.value);
  let shown = 0;
  for (const row of list.children) {
    row.hidden = !words(row.querySelector('.pr-nama').textContent).includes(wanted);
    if (!row.hidden) shown++;
  }
  document.getElementById('kosong').hidden = shown > 0;
});

document.querySelector('a[href="#cari"]')?.addEventListener('click', () => requestAnimationFrame(() => search.focus()));
