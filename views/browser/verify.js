// The pages that check a paper: what the QR proves by itself, what the server says today, and the hash of a PDF.
// Nothing is called valid here: that is for the server to say, with the time at which it said so.
(() => {
  const REASONS = {
    'no-serial': ['Ini bukan isi kode QR sertifikat', 'Pindai kode di kiri bawah sertifikat, lalu salin seluruh alamatnya.'],
    'no-proof': ['Kode ini tidak membawa tanda tangan', 'Sertifikatnya hanya bisa diperiksa di server.'],
    broken: ['Kode tidak utuh', 'Sebagian teksnya hilang atau berubah. Pindai dan salin ulang seluruhnya.'],
    version: ['Bentuk kode ini tidak dikenal', 'Buka halaman ini saat ada internet agar diperbarui, lalu periksa lagi.'],
    'unknown-key': ['Kunci penanda tangan tidak dikenal', 'Halaman di perangkat ini mungkin lebih lama daripada sertifikatnya, atau sertifikatnya dari tempat lain. Buka halaman ini saat ada internet.'],
    signature: ['Tanda tangan tidak cocok', 'Isi kode ini diubah, atau bukan dari penerbit. Jangan diterima sebelum diperiksa di server.'],
    retired: ['Kuncinya sudah tidak berlaku pada tanggal terbit', 'Jangan diterima sebelum diperiksa di server.'],
  };
  const KIND = { sertifikat: 'Sertifikat', 'surat-keterangan': 'Surat keterangan' };
  const at = (id) => document.getElementById(id);
  const fits = (text, box) => readProof(text, JSON.parse(box.dataset.kunci));

  const day = (date) => new Date(date).toLocaleDateString('id-ID', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  const jp = (half) => (half / 2).toLocaleString('id-ID');
  const linesOf = (paper) => [
    ['Jenis', KIND[paper.kind]],
    ['Kegiatan', paper.bimtek],
    ['Tempat', paper.place],
    ['Waktu', paper.startsOn === paper.endsOn ? day(paper.startsOn) : `${day(paper.startsOn)} s.d. ${day(paper.endsOn)}`],
    ['Jam pelajaran', paper.kind === 'sertifikat' ? `${jp(paper.halfJp)} JP` : `${jp(paper.halfJp)} dari ${jp(paper.ofHalfJp)} JP`],
    ['Peserta', `${paper.participantNo}, ${paper.regency}`],
    ['Penerbit', paper.issuer],
    ['Nomor', paper.number],
    ...(paper.revision ? [['Terbitan', `Pengganti ${paper.revision}`]] : []),
    ['Terbit', day(paper.issuedOn)],
  ];
  const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

  /** The page of a paper as the server tells it: its QR adds whether its own words are signed. */
  function besideStatus(line) {
    const { reason, paper } = fits(location.href, line);
    const other = paper && line.dataset.nomor && paper.number !== line.dataset.nomor;
    line.hidden = false;
    if (reason) line.textContent = `Kode QR: ${REASONS[reason].join('. ')}`;
    else if (other) line.textContent = `Kode QR berkata lain daripada server: nomor ${paper.number} atas nama ${paper.name}. Tanyakan kepada penerbit.`;
    else if (line.dataset.nomor) line.textContent = 'Kode QR: tanda tangannya cocok dengan kunci penerbit.';
    else line.textContent = `Kode QR: tanda tangannya cocok, tetapi server tidak mengenal nomor ${paper.number} atas nama ${paper.name}. Tanyakan kepada penerbit.`;
    if (reason || other || !line.dataset.nomor) line.className = 'pesan awas';
  }

  /** A place that a newer text has not taken over. */
  let shown = 0;
  function show(text) {
    const box = at('hasil');
    const { reason, serial, paper } = fits(text, box);
    const turn = ++shown;
    const [, host] = text.match(/^\s*https?:\/\/([^/\s]+)/) ?? [];
    const foreign = host && host !== location.host ? `Alamat di kode ini ${host}, sedangkan halaman ini milik ${location.host}.` : '';
    at('hasil-kata').textContent = reason ? REASONS[reason][0] : 'Tanda tangan cocok; status terakhir belum diperiksa';
    at('hasil-sebab').textContent = [reason && REASONS[reason][1], paper?.withoutTitles && 'Gelar tidak ikut dalam kode.', foreign].filter(Boolean).join(' ');
    at('hasil-sebab').hidden = !at('hasil-sebab').textContent;
    at('hasil-cocok').hidden = Boolean(reason);
    at('hasil-gagal').hidden = !reason;
    at('hasil-isi').hidden = !paper;
    if (paper) {
      box.querySelector('.nama-sertifikat').textContent = paper.name;
      box.querySelector('.rinci').replaceChildren(...linesOf(paper).flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
    }
    at('hasil-lanjut').hidden = !serial;
    at('hasil-status').hidden = !serial;
    box.hidden = false;
    at('hasil-kata').focus();
    if (!serial) return;
    at('hasil-lanjut').firstChild.href = `/v/${serial}${text.replace(/\s/g, '').match(/#.*/) ?? ''}`;
    void askServer(serial, (status, { checked = false, calm = false }) => {
      if (turn !== shown) return;
      at('hasil-status').textContent = status;
      at('hasil-status').className = calm ? 'pesan info' : 'pesan awas';
      if (checked && !reason) at('hasil-kata').textContent = calm ? 'Tanda tangan cocok' : 'Tanda tangan cocok, tetapi baca kata server';
    });
  }

  /** What the page of the paper says, and when; told plainly when it could not be reached. */
  async function askServer(serial, tell) {
    tell('Menanyakan status ke server.', { calm: true });
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 8000);
    try {
      const response = await fetch(`/v/${serial}`, { signal: stop.signal, credentials: 'omit' });
      if (response.status === 404) return tell('Server tidak mengenal sertifikat ini. Tanyakan kepada penerbit.', { checked: true });
      if (!response.ok) throw new Error(`answered ${response.status}`);
      const paper = new DOMParser().parseFromString(await response.text(), 'text/html');
      const says = `${paper.getElementById('status').textContent} ${paper.getElementById('diperiksa').textContent}`;
      tell(`Menurut server: ${says}`, { checked: true, calm: paper.querySelector('.bulat.hijau') !== null });
    } catch {
      tell('Server tidak terjangkau. Sertifikat ini bisa saja sudah dicabut, ditangguhkan, atau diganti; periksa lagi saat ada internet.', {});
    } finally {
      clearTimeout(timer);
    }
  }

  async function match(file) {
    const words = at('pdf-kata');
    if (!file) return;
    if (file.size > 20_000_000) {
      words.textContent = 'Berkas ini lebih dari 20 MB, jadi bukan PDF sertifikat dari sini.';
      return;
    }
    words.textContent = 'Menghitung sidik jari.';
    const bytes = new Uint8Array(await new Response(file).arrayBuffer());
    const hash = [...hashes.sha256(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    words.textContent = `Sidik jari ${hash.slice(0, 8)}…, mencocokkan di server.`;
    location.assign(`/v/berkas/${hash}`);
  }

  const line = at('bukti');
  if (line && location.hash) besideStatus(line);
  if (at('hasil')) {
    at('tempel').hidden = at('berkas').hidden = false;
    at('tempel').addEventListener('submit', (event) => {
      event.preventDefault();
      show(at('teks').value);
    });
    const files = at('berkas');
    files.addEventListener('submit', (event) => event.preventDefault());
    at('pdf').addEventListener('change', (event) => void match(event.target.files[0]));
    for (const name of ['dragover', 'dragleave', 'drop'])
      files.addEventListener(name, (event) => {
        event.preventDefault();
        files.classList.toggle('jatuh', name === 'dragover');
        if (name === 'drop') void match(event.dataTransfer.files[0]);
      });
    // Kept by the worker, this page stands in for the page of a paper that cannot be reached.
    const look = () => location.pathname !== '/v/' && !location.pathname.startsWith('/v/berkas/') ? show(location.href) : location.hash && show(location.href);
    look();
    addEventListener('hashchange', look);
    if (location.pathname.startsWith('/v/berkas/')) at('pdf-kata').textContent = 'Server tidak terjangkau. Pilih berkasnya lagi saat ada internet.';
  }
  if (at('hasil') || (line && location.hash)) navigator.serviceWorker?.register('/sw.js').catch(() => {});
})();
