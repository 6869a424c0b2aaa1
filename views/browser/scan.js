// The scanner of badges: where the browser reads QR codes itself, its camera fills the field and sends the form.
// Without camera or script the field stays.
(() => {
  const box = document.getElementById('kamera');
  if (!box || !('BarcodeDetector' in window) || !navigator.mediaDevices) return;
  const button = document.getElementById('nyala');
  const video = document.getElementById('gambar');
  const words = document.getElementById('kamera-kata');
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
      words.textContent = 'Kamera tidak bisa dipakai. Ketik kodenya di bawah.';
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
    const field = document.getElementById('kode');
    field.value = code.slice(0, 40);
    field.form.requestSubmit();
  }
})();
