// "Isi di HP ini": what waits to be sent, with the ways out of it, and the pages that can be read without network.
const { user, outbox, ready, listen } = bekal;
const part = (name) => document.getElementById(`isi-${name}`);
const make = (tag, more) => Object.assign(document.createElement(tag), more);

function line(row) {
  const says = row.refused ? `Belum diterima server. Hubungi panitia, kode ${row.refused}.` : 'Menunggu sinyal.';
  const item = make('li');
  const text = make('span');
  text.append(make('b', { textContent: row.label }), make('br'), says);
  item.append(text);
  if (row.refused) item.append(remover(row.label, () => outbox.drop(row).then(show)));
  return item;
}

function remover(what, onclick) {
  const button = make('button', { className: 'tombol kedua kecil', textContent: 'Hapus', onclick });
  button.setAttribute('aria-label', `Hapus: ${what}`);
  return button;
}

function show() {
  const own = outbox.own();
  const others = outbox.all().length - own.length;
  part('jumlah').textContent = own.length ? `${own.length} belum terkirim.` : 'Semua sudah terkirim.';
  part('daftar').replaceChildren(...own.map(line));
  for (const name of ['daftar', 'aksi', 'keluar']) part(name).hidden = !own.length;
  part('lain').textContent = others ? `${others} isian milik pemakai lain HP ini dikirim saat ia masuk.` : '';
}

part('kirim').onclick = () => outbox.again();
// What an evaluation says is nobody's to read, also not in a file.
part('berkas').onclick = () => {
  const rows = outbox.own().filter(({ sealed }) => !sealed);
  const file = new Blob([JSON.stringify(rows, null, 1)], { type: 'application/json' });
  make('a', { href: URL.createObjectURL(file), download: 'bekal-belum-terkirim.json' }).click();
};

// A file from another phone of the same person: its rows go out from here, each with its own key.
part('ambil').onchange = async ({ target }) => {
  const rows = await target.files[0].text().then(JSON.parse).catch(() => null);
  const mine = Array.isArray(rows) && user ? rows.filter((row) => row.user === user && /^\/[^/\\]/.test(row.url)) : [];
  for (const { slot, key, url, body, label } of mine) if (!outbox.own().some((row) => row.slot === slot)) await outbox.keep({ slot, key, url, body, label });
  part('ambil-kabar').textContent = mine.length ? `${mine.length} isian diambil dan dikirim dari HP ini.` : 'Berkas ini tidak berisi isian Anda.';
  target.value = '';
};

const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1).replace('.', ',')} MB`);
const pages = async () => (globalThis.caches ? (await caches.keys()).filter((name) => name.startsWith('pages-')) : []);

async function showPages() {
  const found = [];
  let bytes = 0;
  for (const name of await pages()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request, { ignoreVary: true });
      const text = await kept.text();
      bytes += text.length;
      const when = new Date(kept.headers.get('Date')).toLocaleDateString('id-ID', { day: 'numeric', month: 'long' });
      const item = make('li');
      const words = make('span');
      const title = new DOMParser().parseFromString(text, 'text/html').title.replace(/ - Bekal$/, '');
      words.append(make('a', { href: request.url, textContent: title }), make('br'), `${size(text.length)}, disimpan ${when}`);
      item.append(words, remover(title, () => cache.delete(request, { ignoreVary: true }).then(showPages)));
      found.push(item);
    }
  }
  const all = (await navigator.storage?.estimate?.())?.usage;
  part('halaman-jumlah').textContent = found.length ? `${found.length} halaman, ${size(bytes)}. Seluruh isi Bekal di HP ini: ${size(all ?? bytes)}.` : 'Belum ada halaman yang tersimpan.';
  part('halaman').replaceChildren(...found);
  for (const name of ['halaman', 'hapus']) part(name).hidden = !found.length;
}

part('hapus').onclick = async () => {
  for (const name of await pages()) await caches.delete(name);
  await showPages();
};

listen(show);
ready.then(show);
void showPages();
