import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { openCast } from '../fixtures/cast.ts';
import { readRecap } from '../../src/attendance/recap/queries.ts';
import { recapPdf } from '../../src/attendance/recap/documents.ts';
import { readPaperHead } from '../../src/attendance/paper-head.ts';
import { readDay } from '../../src/attendance/day-sheet/queries.ts';
import { daySheetPdf } from '../../src/attendance/day-sheet/documents.ts';
import { recordOf } from '../../src/attendance/record/closing-record.ts';
import { recordPdf } from '../../src/attendance/record/documents.ts';
const OUT = '/work/wt/laporan/.tmp/look/';
mkdirSync(OUT, { recursive: true });
const LONG = 'Prof. Dr. Nurhidayatullah Abdurrahman Syaifuddin Wahyudiningrat Kusumawardhani';
test('look', async () => {
  for (const moment of ['pelatihan', 'selesai'] as const) {
    const cast = await openCast(moment);
    const { db, bimtekId } = cast;
    const now = cast.clock.now();
    const head = await readPaperHead(db, bimtekId);
    const t0 = performance.now();
    const recap = await readRecap(db, { bimtekId }, { q: '', urut: 'nomor' }, null);
    console.log(moment, 'recap ms', performance.now() - t0, 'sessions', recap.sessions.length);
    const by = { printedBy: 'Ratna Wulandari', printedAt: now };
    const all = { head, recap, letter: undefined, q: '', closedNo: moment === 'selesai' ? 1 : null, ...by };
    writeFileSync(`${OUT}recap-${moment}-48.pdf`, await recapPdf(all));
    const days = (
      await db.selectFrom('session').select('starts_at').where('bimtek_id', '=', bimtekId).execute()
    ).map((s) => new Date(s.starts_at.getTime() + 7 * 3600e3).toISOString().slice(0, 10));
    console.log(
      Object.entries(Object.groupBy(days, (d) => d))
        .map(([d, x]) => d + ':' + x!.length)
        .join(' '),
    );
    if (moment === 'selesai') {
      const record = (await recordOf(db, bimtekId, 1, 1))!;
      writeFileSync(`${OUT}record-real.pdf`, await recordPdf(record));
      const f = record.facts;
      writeFileSync(
        `${OUT}record-long.pdf`,
        await recordPdf({
          ...record,
          closing: { ...record.closing, no: 2 },
          before: [
            {
              no: 1,
              at: record.closing.at,
              byName: LONG,
              reopening: {
                askedByName: LONG,
                reason: 'Daftar hadir kertas sesi 12 ditemukan di map panitia.',
                askedAt: record.closing.at,
                agreed: { byName: 'Yenni', at: record.closing.at },
                touched: Array.from({ length: 20 }, (_, i) => ({
                  number: `00${i + 10}/BIMTEK-KDD/BPPMDDTT/VI/2024`,
                  waiting: i % 2,
                })),
              },
            },
          ],
          facts: {
            ...f,
            classes: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((letter) => ({
              ...f.classes[0]!,
              letter,
              trainers: [LONG, `Pelatih ${letter}`],
            })),
            cancelled: [1, 2].map((n) => ({
              no: n,
              topic: 'Tata kelola, perencanaan, penganggaran dan data desa yang terbuka untuk warga',
              startsAt: record.closing.at,
              classes: ['F', 'G'],
              reason: 'Listrik padam sejak pukul 13.00',
            })),
          },
        }),
      );
      const one = recap.people.slice(0, 1);
      writeFileSync(
        `${OUT}recap-1.pdf`,
        await recapPdf({
          ...all,
          recap: { ...recap, people: one, shown: 1, classes: recap.classes.slice(1) },
          letter: 'G',
          q: 'yulia',
        }),
      );
      writeFileSync(
        `${OUT}recap-long.pdf`,
        await recapPdf({
          ...all,
          recap: {
            ...recap,
            people: recap.people
              .slice(0, 25)
              .map((p) => ({
                ...p,
                name: LONG,
                village: 'Koto Gadang Guguak Tinggi Hilir',
                regency: 'Kabupaten Kepulauan Siau Tagulandang Biaro',
                term: 'kalurahan',
                l1: 'never' as const,
                ended: true,
                afterEnd: 3,
                questions: 2,
              })),
            shown: 25,
          },
        }),
      );
    } else {
      for (const blank of [true, false]) {
        const day = await readDay(db, { bimtekId, day: '2024-06-01' });
        writeFileSync(`${OUT}day-${blank}-48.pdf`, await daySheetPdf({ ...day, blank, ...by }));
        const c = day.classes[0]!;
        const people = (n: number, long = false) =>
          Array.from({ length: n }, (_, i) => ({
            ...c.people[i % c.people.length]!,
            no: `F-${String(i + 1).padStart(2, '0')}`,
            ...(long
              ? {
                  name: LONG,
                  village: 'Koto Gadang Guguak Tinggi Hilir',
                  regency: 'Kabupaten Kepulauan Siau Tagulandang Biaro',
                }
              : {}),
          }));
        for (const [name, n, s, long] of [
          ['one', 1, 1, false],
          ['25', 25, 3, false],
          ['long36', 36, 7, true],
        ] as const)
          writeFileSync(
            `${OUT}day-${blank}-${name}.pdf`,
            await daySheetPdf({
              ...day,
              classes: [
                {
                  ...c,
                  people: people(n, long),
                  sessions: Array.from({ length: s }, (_, i) => ({
                    ...c.sessions[i % c.sessions.length]!,
                    ...(long
                      ? {
                          topic:
                            'Tata kelola, perencanaan, penganggaran dan data desa yang terbuka untuk warga dan berkelanjutan',
                          trainers: [LONG, 'Deni Pratama Putra'],
                        }
                      : {}),
                  })),
                },
              ],
              blank,
              ...by,
            }),
          );
      }
    }
    await cast.close();
  }
});
