// The scanner of badges: a code is kept on the phone, sent, and answered; without network the roster of the page says who
// it is. Where the browser reads QR codes itself, its camera fills the field. Without camera or script the field stays.
(() => {
  const form = document.getElementById('pindai-kode');
  if (!form) return;
  const { outbox, rowOf, listen } = bekal;
  const by = (id) => document.getElementById(id);
  const field = by('kode');

  /** As badges are printed: no O, I and L (src/account/rules.ts). */
  const plain = (code) => code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  function nameOf(code) {
    const there = [...by('rombongan').children].filter(({ dataset }) => dataset.akhir && dataset.akhir === code.slice(-4));
    return there.length === 1 ? there[0].textContent : `Kode ${code}`;
  }

  form.addEventListener('submit', (event) => {
    const code = plain(field.value);
    if (code.length !== 8) return; // the server says what is wrong
    event.preventDefault();
    const who = nameOf(code);
    outbox.keep({ ...rowOf(form, null), label: `Pindai ${who}` });
    field.value = '';
    field.focus();
    tell(`${who}: di HP ini`);
  });

  function tell(text) {
    const line = Object.assign(document.createElement('div'), { className: 'pesan info' });
    line.append(Object.assign(document.createElement('p'), { textContent: text }));
    by('jawab').replaceChildren(line);
    by('kabar').textContent = text;
  }

  // What was typed meanwhile stays in its field.
  listen((row, answer) => {
    if (!answer || row.url !== form.getAttribute('action')) return;
    const page = new DOMParser().parseFromString(answer.text, 'text/html');
    for (const id of ['jawab', 'terakhir-isi']) if (page.getElementById(id)) by(id).innerHTML = page.getElementById(id).innerHTML;
    by('kabar').textContent = by('jawab').textContent;
  });

  const box = by('kamera');
  if (!('BarcodeDetector' in window) || !navigator.mediaDevices) return;
  const button = by('nyala');
  const video = by('gambar');
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  /** A badge held before the camera is sent once: the same code again only after this, in milliseconds. */
  const REST = 4000;
  let last = { code: '', at: 0 };
  box.hidden = false;

  button.addEventListener('click', () => void start());

  async function start() {
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    } catch {
      by('kamera-kata').textContent = 'Kamera tidak bisa dipakai. Ketik kodenya di bawah.';
      return;
    }
    button.hidden = true;
    video.hidden = false;
    await video.play();
    setInterval(() => void look(), 250);
  }

  async function look() {
    const [found] = await detector.detect(video).catch(() => []);
    if (found) send(found.rawValue.trim());
  }

  function send(code) {
    const now = performance.now();
    if (code === last.code && now - last.at < REST) return;
    last = { code, at: now };
    field.value = code.slice(0, 40);
    form.requestSubmit();
  }
})();
