// "Isi di HP ini": what the outbox holds, with the three ways out of it.
const { outbox, ready, listen } = bekal;
const part = (name) => document.getElementById(`isi-${name}`);

function line(row) {
  const says = row.refused ? `Belum diterima server. Hubungi panitia, kode ${row.refused}.` : 'Menunggu sinyal.';
  const item = document.createElement('li');
  const text = document.createElement('span');
  text.append(Object.assign(document.createElement('b'), { textContent: row.label }), document.createElement('br'), says);
  item.append(text);
  if (row.refused) {
    const button = Object.assign(document.createElement('button'), { className: 'tombol kedua kecil', textContent: 'Hapus' });
    button.setAttribute('aria-label', `Hapus: ${row.label}`);
    button.onclick = () => outbox.drop(row).then(show);
    item.append(button);
  }
  return item;
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
part('berkas').onclick = () => {
  const file = new Blob([JSON.stringify(outbox.own(), null, 1)], { type: 'application/json' });
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: 'bekal-belum-terkirim.json' });
  link.click();
};
listen(show);
ready.then(show);
