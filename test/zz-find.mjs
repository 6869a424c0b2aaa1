import { chromium } from 'playwright-core';
const out = '.tmp/w';
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu'],
});
const base = 'http://127.0.0.1:4200';
async function login(who, width) {
  const p = await (await b.newContext({ viewport: { width, height: width === 360 ? 740 : 900 } })).newPage();
  await p.goto(base + '/masuk');
  await p.fill('[name=who]', who);
  await p.fill('[name=password]', 'bekal-demo-2024');
  await p.click('input[type=submit]');
  return p;
}
const shot = async (p, name) => {
  const w = await p.evaluate(() => document.documentElement.scrollWidth);
  if (w > p.viewportSize().width) console.log('WIDE', name, w);
  await p.screenshot({ path: `${out}/${name}-${p.viewportSize().width}.png`, fullPage: true });
};
const pel = await login('081200000201', 360);
await pel.goto(base + '/kelas');
await shot(pel, 'kelas');
const href = await pel.locator('a[href*="/presensi"]').first().getAttribute('href');
const ses = href.split('/')[2];
await pel.goto(base + `/sesi/${ses}/tamu`);
await pel.fill('[name=name]', 'Bu Yulia');
await pel.fill('[name=place]', 'Cupak');
await pel.click('main button');
await shot(pel, 'tamu');
await pel.goto(base + '/mengajar');
await shot(pel, 'mengajar');
for (const w of [360, 1280]) {
  const p = await login('081200000401', w);
  await p.goto(base + '/kelola');
  const B = await p.locator('a[href*="/kelola/bimtek/"]').first().getAttribute('href');
  await p.goto(base + B + '/presensi/pelatih?hari=2024-06-02');
  await shot(p, 'pelatih');
  await p.goto(base + B + '/presensi/tamu');
  await shot(p, 'tamu-daftar');
  await p.click('.tugas a');
  await shot(p, 'tamu-cocok');
}
await b.close();
