import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cast, openCast } from '../fixtures/cast.ts';

let cast: Cast;
beforeAll(async () => void (cast = await openCast('pelatihan')));
afterAll(() => cast.close());

describe('the first page of a kader', () => {
  it('shows today, the lesson to go on with, the tasks and six lines with their figures', async () => {
    const page = await (await cast.get('/beranda', { cookie: await cast.as('0001') })).text();
    expect(page).toContain('Selamat pagi, Yulia');
    expect(page).toContain('nomor peserta <b class="angka">F-35</b>');
    expect(page).toContain('Senin, 3 Juni 2024');
    expect(page).toContain('Sesi 12: Mengenal hoaks');
    expect(page).toContain('Modul 6: ');
    expect(page).toContain('2 dari 6 pelajaran selesai');
    expect(page).toContain('Hadir 22 dari 72 JP (30,5%) seluruh jadwal. Perlu 36 JP lagi.');
    expect(page).toContain('5 dari 7 selesai. Perlu 2 modul lagi.');
  });
  it('is nobody else’s', async () => {
    expect((await cast.get('/beranda', { cookie: await cast.as('0201') })).status).toBe(403);
    expect((await cast.get('/beranda')).headers.get('location')).toBe('/masuk?next=%2Fberanda');
  });
});
