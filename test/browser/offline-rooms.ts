import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wib } from '../fixtures/attendance.ts';
import type { Hall } from './hall.ts';
import { keptPages, pill, soon } from './phone.ts';

/** Every room that works without network, the pages on the phone and its new version; on the hall of the test. */
export function roomsWithoutNetwork(open: () => Hall): void {
  let hall: Hall;
  let b: Hall['b'];
  let kader: Hall['kader'];
  let sessions: { now: string; later: string; tomorrow: string; after: string };
  /** Sessions of today and tomorrow. */
  let near: number;
  beforeAll(async () => {
    hall = open();
    ({ b, kader } = hall);
    sessions = {
      now: await b.addSession({ start: wib(3, '08:30') }),
      later: await b.addSession({ start: wib(3, '13:00') }),
      tomorrow: await b.addSession({ start: wib(4, '08:30'), topic: 'Hak atas data' }),
      after: await b.addSession({ start: wib(5, '08:30') }),
    };
  });
  beforeEach(async () => {
    const { all } = await b.db
      .selectFrom('session')
      .select((eb) => eb.fn.countAll<string>().as('all'))
      .executeTakeFirstOrThrow();
    near = Number(all) - 1;
  });

  const phoneOf: Hall['phones']['phoneOf'] = (person, wish) => hall.phones.phoneOf(person, wish);
  const row = (page: Page, i: number) => page.locator(`#p-${kader[i]!.enrolmentId}`);
  const tap = (page: Page, i: number) => row(page, i).getByRole('button', { name: 'Hadir' }).click();
  const marksOf = (session: string) =>
    b.db
      .selectFrom('mark')
      .select(['status', 'minutes_late', 'source', 'corrected_at'])
      .where('session_id', '=', session)
      .orderBy('corrected_at')
      .execute();
  /** The first pages of a person, in the worker's cache. */
  const paths = async (page: Page) => (await keptPages(page)).map((line) => line.split(' ')[1] ?? '');
  /** Moves the day on which a page was kept. */
  const keptDaysAgo = (page: Page, path: string, days: number) =>
    page.evaluate(
      `(async () => {
      for (const name of await caches.keys()) if (name.startsWith('pages-')) {
        const cache = await caches.open(name);
        const kept = await cache.match('${path}', { ignoreVary: true });
        if (!kept) continue;
        const headers = new Headers(kept.headers);
        headers.set('Date', new Date(Date.now() - ${days} * 864e5).toUTCString());
        await cache.delete('${path}', { ignoreVary: true });
        await cache.put('${path}', new Response(await kept.text(), { headers }));
      }
    })()`,
    );

  describe('a trainer in flight mode', () => {
    test('opens the app and calls the roll of tomorrow, which was never opened before, and finishes it', async () => {
      const { page, context, heard } = await phoneOf(b.people.ratna, { start: '/kelas' });
      await soon(() => page.locator('#tersimpan').textContent()).toBe(
        `${near} presensi tersimpan di HP ini.`,
      );
      const asked: string[] = [];
      page.on('dialog', (dialog) => {
        asked.push(dialog.message());
        void dialog.accept();
      });
      await context.setOffline(true);
      await page.goto('/');
      expect(new URL(page.url()).pathname).toBe('/kelas');
      await page.getByRole('link', { name: /Hak atas data/ }).click();
      await tap(page, 0);
      await tap(page, 1);
      await page.getByRole('link', { name: 'Selesaikan presensi' }).click();
      await page.getByText('Selesai, di HP ini').waitFor();
      await soon(() => pill(page)).toBe('Tanpa internet, 3 belum terkirim');
      expect(asked).toEqual(['34 orang belum ditandai. Selesaikan presensi?']);
      await page.goto(`/sesi/${sessions.after}/presensi`);
      expect(await page.locator('h1').textContent()).toBe('HP ini tidak tersambung internet');
      await page.goto('/hp-ini');
      await page.getByText(/Selesaikan presensi Sesi \d+: Hak atas data/).waitFor();
      await soon(() => page.locator('#isi-halaman li').count()).toBe(near + 1);
      await context.setOffline(false);
      await soon(() => page.locator('#isi-jumlah').textContent()).toBe('Semua sudah terkirim.');
      const session = await b.db
        .selectFrom('session')
        .select('finished_by')
        .where('id', '=', sessions.tomorrow)
        .executeTakeFirst();
      expect([(await marksOf(sessions.tomorrow)).map(({ source }) => source), session, heard]).toEqual([
        ['roll-call', 'roll-call'],
        { finished_by: b.people.ratna },
        [],
      ]);
      await context.close();
    });

    test('scans a badge by the roster of the page, judged by the clock of the scan', async () => {
      const { page, context, heard } = await phoneOf(b.people.ratna, {
        start: `/sesi/${sessions.now}/pindai`,
      });
      const code = async (i: number) => {
        const account = b.db.selectFrom('account').select('participant_code as code');
        return (await account.where('person_id', '=', kader[i]!.personId).executeTakeFirstOrThrow()).code;
      };
      await soon(() => paths(page)).toContain(`/sesi/${sessions.now}/pindai`);
      await context.setOffline(true);
      await page.reload();
      await page.locator('#kode').fill((await code(4)).toLowerCase());
      await page.keyboard.press('Enter');
      await page.locator('#jawab').getByText('F-05 Kader Contoh Nomor 5: di HP ini').waitFor();
      expect(await marksOf(sessions.now)).toEqual([]);
      await context.setOffline(false);
      await page.locator('#terakhir-isi').getByText('Kader Contoh Nomor 5').waitFor();
      expect(await marksOf(sessions.now)).toMatchObject([{ status: 'hadir', source: 'scan' }]);
      expect(heard).toEqual([]);
      await context.close();
    });

    test.each([1, -1])(
      'with a clock %i day wrong marks at the right time, nobody late, no question',
      async (days) => {
        const session = await b.addSession({ start: wib(3, '08:30') });
        hall.house.clock.set(wib(3, '08:41'));
        const { page, context } = await phoneOf(b.people.ratna, {
          start: `/sesi/${session}/presensi`,
          clock: new Date(wib(3, '08:41').getTime() + days * 86_400_000),
        });
        await context.setOffline(true);
        await tap(page, 0);
        await page.clock.fastForward('05:00');
        await tap(page, 1);
        await soon(() => pill(page)).toBe('Tanpa internet, 2 belum terkirim');
        await page.clock.fastForward('03:00:00');
        hall.house.clock.set(wib(3, '11:46'));
        await context.setOffline(false);
        await soon(async () => (await marksOf(session)).length).toBe(2);
        const marks = await marksOf(session);
        const minutes = marks.map((mark) =>
          Math.round((mark.corrected_at.getTime() - wib(3, '08:00').getTime()) / 60_000),
        );
        expect([minutes, marks.map((mark) => [mark.status, mark.minutes_late])]).toEqual([
          [41, 46],
          [
            ['hadir', null],
            ['hadir', null],
          ],
        ]);
        const open = b.db.selectFrom('attendance').select('open').where('session_id', '=', session);
        expect(await open.execute()).toEqual([{ open: false }, { open: false }]);
        hall.house.clock.set(wib(3, '08:41'));
        await context.close();
      },
    );
  });

  describe('a kader without network', () => {
    test('objects to a mark, writes a plan, finds both again, and both arrive', async () => {
      const me = kader[20]!;
      const { page, context, heard } = await phoneOf(me.personId, { start: '/hadir' });
      await soon(() => paths(page)).toContain(`/hadir/${sessions.now}/keberatan`);
      await page.goto('/rktl');
      await context.setOffline(true);
      await page.locator('#activity-1').fill('Mendata warga');
      await page.getByRole('button', { name: 'Simpan draf' }).click();
      await page.getByText('Tersimpan di HP ini. Dikirim saat ada sinyal.').waitFor();
      await page.goto(`/hadir/${sessions.now}/keberatan`);
      await page.locator('#says').fill('Saya hadir sejak awal');
      await page.getByRole('button', { name: 'Kirim keberatan' }).click();
      await page.getByText('Tersimpan di HP ini. Dikirim saat ada sinyal.').waitFor();
      await soon(() => pill(page)).toBe('Tanpa internet, 2 belum terkirim');
      await page.goto('/rktl');
      await soon(() => page.locator('#activity-1').inputValue()).toBe('Mendata warga');
      await context.setOffline(false);
      const arrived = async () => {
        const says = await b.db.selectFrom('objection').select('says').execute();
        const drafts = await b.db.selectFrom('rktl_draft').select('enrolment_id').execute();
        return [says, drafts];
      };
      await soon(arrived).toEqual([[{ says: 'Saya hadir sejak awal' }], [{ enrolment_id: me.enrolmentId }]]);
      await soon(() => page.locator('#antrean').isHidden()).toBe(true);
      expect(heard).toEqual([]);
      await context.close();
    });

    test('with network is led on as by a plain form, and a refusal is told by the server', async () => {
      const { page, context } = await phoneOf(kader[21]!.personId, {
        start: `/hadir/${sessions.now}/keberatan`,
      });
      await page.getByRole('button', { name: 'Kirim keberatan' }).click();
      await page.getByText('Ada yang perlu diperbaiki').waitFor();
      await page.locator('#says').fill('Saya di ruang sebelah');
      await page.getByRole('button', { name: 'Kirim keberatan' }).click();
      await page.getByText('Keberatan Anda tersimpan.').waitFor();
      expect(await page.locator('#antrean').isHidden()).toBe(true);
      await context.close();
    });
  });

  describe('the pages on a phone', () => {
    test('are swept out when their seven days are over, and not before', async () => {
      const { page, context } = await phoneOf(b.people.ratna, { start: '/kelas' });
      await soon(() => page.locator('#tersimpan').isVisible()).toBe(true);
      await keptDaysAgo(page, `/sesi/${sessions.now}/presensi`, 8);
      await keptDaysAgo(page, `/sesi/${sessions.later}/presensi`, 6);
      await page.goto('/saya');
      await soon(() => paths(page)).not.toContain(`/sesi/${sessions.now}/presensi`);
      expect(await paths(page)).toContain(`/sesi/${sessions.later}/presensi`);
      await page.goto('/hp-ini');
      await page.getByRole('button', { name: 'Hapus semua halaman dari HP' }).click();
      await page.getByText('Belum ada halaman yang tersimpan.').waitFor();
      expect(await paths(page)).toEqual([]);
      await context.close();
    });

    test('survive a new version, which is offered on the first page only, never over unsent marks, and taken on tap', async () => {
      const session = await b.addSession({ start: wib(3, '08:30') });
      const { page, context } = await phoneOf(b.people.ratna, { start: '/kelas' });
      await page.goto(`/sesi/${session}/presensi`);
      await page.goto('/kelas');
      const before = await paths(page);
      const style = () => page.locator('link[rel=stylesheet]').getAttribute('href');
      const old = await style();
      hall.served.update({ 'app.css': new URL('../../views/browser/print.css', import.meta.url) });
      await page.goto(`/sesi/${session}/presensi`);
      const waits = () =>
        page.evaluate(
          'navigator.serviceWorker.getRegistration().then(async (one) => (await one.update(), one.waiting !== null))',
        );
      await soon(waits).toBe(true);
      expect(await page.locator('.versi-baru').count()).toBe(0);
      await page.route('**/presensi', (route) =>
        route.request().method() === 'POST' ? route.abort() : route.continue(),
      );
      await tap(page, 0);
      await row(page, 0).getByText('di HP ini', { exact: true }).waitFor();
      await page.goto('/kelas');
      await soon(() => pill(page)).toContain('1 belum terkirim');
      expect(await page.locator('.versi-baru').count()).toBe(0);
      await page.unroute('**/presensi');
      await page.reload();
      await soon(() => page.locator('#antrean').isHidden()).toBe(true);
      await page.reload();
      await page.locator('.versi-baru').click();
      await soon(() =>
        page.evaluate(
          'caches.keys().then((names) => names.filter((name) => name.startsWith("shell-")).length)',
        ),
      ).toBe(1);
      expect([(await style()) === old, await paths(page)]).toEqual([false, expect.arrayContaining(before)]);
      await context.close();
    });
  });
}
