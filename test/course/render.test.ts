import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPicture } from '../../src/course/picture.ts';
import type { Problem } from '../../src/course/problems.ts';
import { reporter } from '../../src/course/problems.ts';
import { render } from '../../src/course/render.ts';
import { cleanSvg } from '../../src/course/svg.ts';
import { SVG } from '../fixtures/course.ts';
import { HOSTILE } from '../fixtures/hostile-text.ts';

const picture = readPicture('kotak.svg', Buffer.from(SVG), () => {})!;
const around = {
  lesson: (path: string) => (path === '01-satu.md' ? '/belajar/contoh/satu' : null),
  picture: (path: string) => (path === 'kotak.svg' ? picture : null),
};

function rendered(markdown: string): { html: string; problems: Problem[] } {
  const problems: Problem[] = [];
  const { html } = render(markdown, around, reporter(problems, 'x.md'));
  return { html, problems };
}

/** Every tag of the HTML with its attributes; anything a browser could read as a tag is in it. */
function tagsOf(html: string): { name: string; attributes: Record<string, string> }[] {
  return [...html.matchAll(/<\/?([^\s/>]*)([^>]*)>?/g)].map(([, name = '', rest = '']) => ({
    name,
    attributes: Object.fromEntries(
      [...rest.matchAll(/([^\s=/"]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value]),
    ),
  }));
}

const ALLOWED: Record<string, string[]> = {
  a: ['href', 'rel'],
  img: ['src', 'alt', 'width', 'height', 'loading'],
  ol: ['start', 'class'],
  ul: ['class'],
  section: ['class'],
  h2: [],
  h3: [],
  h4: [],
  p: [],
  li: [],
  div: [],
  strong: [],
  em: [],
  figure: [],
  figcaption: [],
  blockquote: [],
  br: [],
};

const ADDRESSES: Record<string, RegExp> = {
  href: /^(https?:\/\/|mailto:|\/belajar\/)/,
  src: /^\/belajar\/berkas\/[0-9a-f]{64}$/,
};

/** What of the HTML is not on the closed list: elements, attributes, addresses. */
function dangers(html: string): string[] {
  return tagsOf(html).flatMap(({ name, attributes }) => [
    ...(ALLOWED[name] ? [] : [`<${name}`]),
    ...Object.entries(attributes)
      .filter(([key, value]) => !ALLOWED[name]?.includes(key) || ADDRESSES[key]?.test(value) === false)
      .map(([key, value]) => `${name} ${key}=${value}`),
  ]);
}

describe('a lesson', () => {
  test.each(HOSTILE.map((text) => [text]))('cannot act: %j', (text) => {
    expect(dangers(rendered(text).html)).toEqual([]);
    const everywhere = `Teks **tebal** ${text} sesudahnya.\n\n- ${text}\n\n1. ${text}\n\n> ${text}`;
    expect(dangers(rendered(everywhere).html)).toEqual([]);
  });

  test('cannot act, whatever is put together', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(...HOSTILE, '[', ']', '(', ')', '<', '>', '"', '`', '\n', '!', '&#x3c;', '\\'),
        fc.string(),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(dangers(rendered(parts.join('')).html)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('is looked at by a check that knows what is dangerous', () => {
    expect(
      dangers('<p onclick="x">a</p><script>b</script><a href="javascript:c">d</a><img src="//e">'),
    ).toEqual(['p onclick=x', '<script', '<script', 'a href=javascript:c', 'img src=//e']);
  });

  test('shows raw HTML as text and drops comments', () => {
    expect(rendered('<b>tebal</b> di baris\n<!-- sumber: H25 -->\n\nlalu <!-- x --> ini').html).toBe(
      '<p>&lt;b&gt;tebal&lt;/b&gt; di baris</p><p>lalu  ini</p>',
    );
  });

  test('has headings from the second level on, lists and steps, and chapters of its own', () => {
    const { html, problems } = rendered(
      '# Satu\n\nTeks *miring*.\n\n#### Empat\n\n1. **Buka.** Lalu\n2. Tutup\n\n## Coba sekarang\n\n- Tulis\n\n## Lain\n\nAkhir',
    );
    expect(problems).toEqual([]);
    expect(html).toBe(
      '<h2>Satu</h2><p>Teks <em>miring</em>.</p><h4>Empat</h4><ol class="cara"><li><div><strong>Buka.</strong> Lalu</div></li><li><div>Tutup</div></li></ol>' +
        '<section class="coba"><h2>Coba sekarang</h2><ul class="butir"><li>Tulis</li></ul></section><h2>Lain</h2><p>Akhir</p>',
    );
  });

  test('keeps the numbers of a list that goes on', () => {
    expect(rendered('3. tiga\n4. empat').html).toBe('<ol start="3"><li>tiga</li><li>empat</li></ol>');
  });

  test('leads to other sites without telling them where from, and to lessons of its course', () => {
    expect(rendered('[a](https://cekfakta.com) [b](mailto:a@b.id) [c](01-satu.md)').html).toBe(
      '<p><a href="https://cekfakta.com/" rel="noopener noreferrer">a</a> <a href="mailto:a@b.id" rel="noopener noreferrer">b</a> <a href="/belajar/contoh/satu">c</a></p>',
    );
  });

  test('shows a picture of its course with its size, loaded when it comes near', () => {
    const src = `/belajar/berkas/${picture.sha256.toString('hex')}`;
    expect(rendered('![Kotak](kotak.svg "Satu kotak")').html).toBe(
      `<figure><img src="${src}" alt="Kotak" width="320" height="180" loading="lazy" /><figcaption>Satu kotak</figcaption></figure>`,
    );
  });

  test('tells the line of each thing that is wrong', () => {
    const text =
      'Baris satu\nbaris [dua](hilang.md) dan\n[tiga](javascript:x)\n\n![](kotak.svg)\n\n- [lagi](ftp://x.id)\n- ![x](https://x.id/a.png)\n\n![ada](hilang.svg)\n\n| a |\n|---|\n| b |\n\n---\n\n~~coret~~\n';
    expect(rendered(text).problems.map(({ line, code, about }) => [line, code, about])).toEqual([
      [2, 'link-broken', 'hilang.md'],
      [3, 'link-scheme', 'javascript:x'],
      [5, 'alt-missing', 'kotak.svg'],
      [7, 'link-scheme', 'ftp://x.id'],
      [8, 'picture-outside', 'https://x.id/a.png'],
      [10, 'picture-missing', 'hilang.svg'],
      [12, 'construct', 'table'],
      [16, 'construct', 'hr'],
      [18, 'construct', 'del'],
    ]);
  });
});

describe('a drawing', () => {
  const clean = (inside: string, root = '') =>
    cleanSvg(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20"${root}>\n${inside}\n</svg>`);

  test.each([
    ['<script>alert(1)</script>', '<script'],
    ['<SCRIPT>alert(1)</SCRIPT>', '<SCRIPT'],
    ['<foreignObject><body onload="alert(1)"/></foreignObject>', '<foreignObject'],
    ['<a href="javascript:alert(1)"><rect/></a>', '<a'],
    ['<use href="https://jahat.example/x.svg#a"/>', '<use'],
    ['<image href="https://jahat.example/x.png"/>', '<image'],
    ['<style>@import "https://jahat.example/"</style>', '<style'],
    ['<animate attributeName="href" to="javascript:alert(1)"/>', '<animate'],
    ['<rect onclick="alert(1)"/>', 'onclick'],
    ['<rect style="fill:url(https://jahat.example/)"/>', 'style'],
    ['<rect fill="url(https://jahat.example/#a)"/>', 'fill'],
    ['<rect fill="URL( \'//jahat.example\' )"/>', 'fill'],
    ['<rect xlink:href="#a"/>', 'xlink:href'],
    ['<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>', '<svg:script'],
  ])('loses %s', (inside, refused) => {
    const { svg, refused: names } = clean(inside);
    expect(names.map(({ name }) => name)).toContain(refused);
    expect(names.find(({ name }) => name === refused)?.line).toBe(2);
    expect(svg).not.toMatch(/script|alert|jahat|onclick|onload|href|style|<a\b/i);
  });

  test('keeps what draws, with its size', () => {
    expect(
      clean(
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs><path d="M0 0h10" fill="url(#g)"/><text x="1">A &amp; B</text>',
      ),
    ).toEqual({
      svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20">\n<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"></stop></linearGradient></defs><path d="M0 0h10" fill="url(#g)"></path><text x="1">A &amp; B</text>\n</svg>',
      width: 10,
      height: 20,
      refused: [],
    });
  });

  test('with entities or a document type is named', () => {
    const { refused } = cleanSvg(`<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY x "y">]>\n${SVG}`);
    expect(refused).toEqual([
      { name: '<!DOCTYPE', line: 2 },
      { name: '<!ENTITY', line: 2 },
    ]);
  });

  test('that is none is refused', () => {
    const problems: Problem[] = [];
    expect(readPicture('x.svg', Buffer.from('<html></html>'), reporter(problems, 'x.svg'))).toBeNull();
    expect(readPicture('x.png', Buffer.from(SVG), reporter(problems, 'x.png'))).toBeNull();
    expect(problems.map(({ file, code }) => [file, code])).toEqual([
      ['x.svg', 'svg-unsafe'],
      ['x.svg', 'picture-type'],
      ['x.png', 'picture-type'],
    ]);
  });
});

test('PNG, JPEG and WebP tell their size, and nothing cut short is read', () => {
  const png = Buffer.from(`89504e470d0a1a0a0000000d4948445200000140000000b4${'00'.repeat(8)}`, 'hex');
  const jpeg = Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffc0001108005a00780301220002110103110100',
    'hex',
  );
  const webp = Buffer.from(
    `${Buffer.from('RIFF....WEBPVP8X').toString('hex')}0a000000000000003f0100b30000${'00'.repeat(8)}`,
    'hex',
  );
  const size = (path: string, bytes: Buffer) => {
    const read = readPicture(path, bytes, () => {});
    return read && [read.mime, read.width, read.height];
  };
  expect(size('a.png', png)).toEqual(['image/png', 320, 180]);
  expect(size('b.jpg', jpeg)).toEqual(['image/jpeg', 120, 90]);
  expect(size('c.webp', webp)).toEqual(['image/webp', 320, 180]);
  for (const [path, bytes] of [
    ['a.png', png],
    ['b.jpg', jpeg],
    ['c.webp', webp],
  ] as const)
    expect(size(path, bytes.subarray(0, 20))).toBeNull();
});
