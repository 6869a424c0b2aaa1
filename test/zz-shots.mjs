import { chromium } from 'playwright-core';
const [port, out, ...list] = process.argv.slice(2);
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const base = `http://127.0.0.1:${port}`;
const ctxs = {};
for (const item of list) {
  const [who, path, width, name] = item.split('|');
  const key = who + width;
  if (!ctxs[key]) {
    const c = await b.newContext({ viewport: { width: +width, height: +width === 360 ? 740 : 900 } });
    const p = await c.newPage();
    if (who !== '-') {
      await p.goto(base + '/masuk');
      await p.fill('[name=who]', who);
      await p.fill('[name=password]', 'bekal-demo-2024');
      await p.click('input[type=submit]');
    }
    ctxs[key] = p;
  }
  const p = ctxs[key];
  await p.goto(base + path);
  const w = await p.evaluate(() => document.documentElement.scrollWidth);
  if (w > +width) console.log('WIDE', item, w);
  await p.screenshot({ path: `${out}/${name}-${width}.png`, fullPage: +width === 360 });
}
await b.close();
