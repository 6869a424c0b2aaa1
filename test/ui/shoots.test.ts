import { expect, test } from 'vitest';
import { shoots } from '../../views/ui/shoots.ts';

const draw = async (svg: ReturnType<typeof shoots>): Promise<string> => (await svg).toString();
const drawn = (svg: string) => [...svg.matchAll(/<path class="([nek])"/g)].map(([, kind]) => kind).join('');

test('a row of shoots is green as far as done, then gold, then sand, and says so in words', async () => {
  const svg = await draw(shoots({ done: 3, now: 1, total: 6, label: '3 dari 6 pelajaran selesai' }));
  expect(drawn(svg)).toBe('nnnekk');
  expect(svg).toContain('viewBox="0 0 96 18"');
  expect(svg).toContain('role="img" aria-label="3 dari 6 pelajaran selesai"');
  expect(drawn(await draw(shoots({ done: 0, total: 2, label: '' })))).toBe('kk');
  expect(drawn(await draw(shoots({ done: 2, now: 1, total: 2, label: '' })))).toBe('nn');
});

test('the words of a row of shoots are escaped', async () => {
  expect(await draw(shoots({ done: 0, total: 1, label: '"><script>' }))).not.toContain('<script>');
});
