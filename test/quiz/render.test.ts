import { describe, expect, test } from 'vitest';
import { readGift } from '../../src/quiz/exchange/gift.ts';
import { renderInline, renderQuestion } from '../../src/quiz/render.ts';
import { HOSTILE } from '../fixtures/hostile-text.ts';

const CLOSED_LIST = /<(?!\/?(?:b|strong|i|em|u|code|sub|sup|br ?\/?)>)/;

describe('text of authors', () => {
  test('markdown of a line is kept', () => {
    expect(renderInline('**Tebal**, *miring*, `kode`', 'markdown')).toBe(
      '<strong>Tebal</strong>, <em>miring</em>, <code>kode</code>',
    );
  });
  test('markup in markdown is shown as it is written', () => {
    expect(renderInline('<b>a</b> & <script>x</script>', 'markdown')).toBe(
      '&lt;b&gt;a&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;',
    );
  });
  test('a link is its words', () => {
    expect(renderInline('[Kominfo](https://kominfo.go.id) dan https://contoh.id', 'markdown')).toBe(
      'Kominfo dan https://contoh.id',
    );
  });
  test('paragraphs of HTML become line breaks, attributes go', () => {
    expect(renderInline('<p class="x">Satu</p><p>Dua <b onclick="x()">tebal</b></p>', 'html')).toBe(
      'Satu<br /><br />Dua <b>tebal</b>',
    );
  });
  test('plain text loses nothing', () => {
    expect(renderInline('5 < 6 & x<y', 'plain')).toBe('5 &lt; 6 &amp; x&lt;y');
  });

  test.each(HOSTILE)('%s holds nothing but the closed list, in every format', (hostile) => {
    for (const format of ['markdown', 'html', 'plain'] as const) {
      const shown = renderInline(hostile, format);
      expect(shown).not.toMatch(CLOSED_LIST);
      expect(shown).not.toMatch(/<[^>]*\s(?:on\w+|href|src|style|hx-\w+)\s*=/i);
    }
  });

  test('there are more than forty of them', () => expect(new Set(HOSTILE).size).toBeGreaterThan(40));
});

test('what may be seen holds no part of the key', () => {
  const source = readGift('// [id:q]\nApa? {=a#BENAR ~b#SALAH ####SEBAB}').questions[0]!;
  const { body, key } = renderQuestion(source, 'q');
  expect(body).toEqual({
    text: 'Apa?',
    options: [
      { id: 'a', html: 'a' },
      { id: 'b', html: 'b' },
    ],
  });
  expect(key).toEqual({
    weights: { a: 10_000, b: 0 },
    feedback: { a: 'BENAR', b: 'SALAH' },
    explanation: 'SEBAB',
  });
});
