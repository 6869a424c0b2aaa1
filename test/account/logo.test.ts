import { describe, expect, test } from 'vitest';
import { cleanLogo } from '../../src/account/settings/logo.ts';

const svg = (body: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"${attributes}>${body}</svg>`;
const cleaned = (text: string): string => {
  const result = cleanLogo(text);
  if (!result.ok) throw new Error(result.refusal.reason);
  return result.value;
};

describe('a logo', () => {
  test('of shapes and paint comes out as it went in', () => {
    const logo = svg(
      '<defs><linearGradient id="a"><stop offset="0" stop-color="#0B5B4C"></stop></linearGradient></defs><path d="M0 0h10v10z" fill="url(#a)"></path><use href="#a"></use>',
    );
    expect(cleaned(logo)).toBe(logo);
  });

  test('may begin with an XML declaration and a comment', () => {
    expect(cleaned(`<?xml version="1.0"?><!-- gambar -->${svg('<path d="M0 0"></path>')}`)).toBe(
      svg('<path d="M0 0"></path>'),
    );
  });

  const bad: [string, string, RegExp][] = [
    ['a script', svg('<script>alert(1)</script><path d="M0 0"/>'), /script|alert/],
    [
      'a script under another name space',
      svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
      /script/,
    ],
    ['an event', svg('<path d="M0 0" onclick="alert(1)"/>', ' onload="alert(1)"'), /on(?:load|click)/],
    [
      'a style',
      svg(
        '<style>@import url(https://x.example/a.css)</style><path d="M0 0" style="fill:url(https://x.example)"/>',
      ),
      /style|x\.example/,
    ],
    ['a picture from elsewhere', svg('<image href="https://x.example/a.png"/>'), /image|x\.example/],
    [
      'a page inside',
      svg('<foreignObject><iframe src="https://x.example"/></foreignObject>'),
      /foreign|iframe/,
    ],
    ['a link', svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>'), /javascript|href/],
    ['a use from elsewhere', svg('<use href="https://x.example/a.svg#b"/>'), /x\.example/],
    [
      'a use with both kinds of link',
      svg('<use href="#a" xlink:href="https://x.example/a.svg#b"/>'),
      /x\.example/,
    ],
    ['an animation', svg('<animate attributeName="href" to="javascript:alert(1)"/>'), /animate|javascript/],
    ['an entity', `<!DOCTYPE svg [<!ENTITY x "y">]>${svg('<path d="M0 0"/>')}`, /ENTITY|DOCTYPE/],
  ];
  test.each(bad)('loses %s', (_what, text, trace) => {
    const result = cleanLogo(text);
    expect(result.ok ? result.value : '').not.toMatch(trace);
  });

  const refusedOnes: [string, string, string][] = [
    ['paint from elsewhere', svg('<path d="M0 0" fill="url(https://x.example/a.svg#b)"/>'), 'logo'],
    ['a page', '<html><body>hallo</body></html>', 'logo'],
    ['text', 'bukan gambar', 'logo'],
    ['a picture without a size', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', 'logo'],
    ['nothing', '', 'logo'],
    ['more than 150 KB', svg(`<path d="${'M0 0'.repeat(40_000)}"/>`), 'logo-large'],
  ];
  test.each(refusedOnes)('is refused when it is %s', (_what, text, reason) => {
    expect(cleanLogo(text)).toEqual({ ok: false, refusal: { reason } });
  });
});
