import { chromium } from 'playwright-core';
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu'],
});
const p = await (await b.newContext()).newPage();
await p.goto('http://127.0.0.1:4200/masuk');
await p.fill('[name=who]', '081200000401');
await p.fill('[name=password]', 'bekal-demo-2024');
await p.click('input[type=submit]');
console.log(p.url());
await p.goto('http://127.0.0.1:4200/kelola');
console.log(await p.locator('a[href*="/kelola/bimtek/"]').first().getAttribute('href'));
await b.close();
