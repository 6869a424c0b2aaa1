import { Hono } from 'hono';
import { allow } from '../../http/audience.ts';
import type { Env } from '../../http/house.ts';
import { attendanceSheetPdf } from '../documents.ts';
import { hallSession, readRoll } from '../roll/read-roll.ts';
import { sheetData } from './sheet-data.ts';

export const routes = new Hono<Env>().get(
  '/sesi/:session/daftar-hadir.pdf',
  allow('pelatih', 'panitia'),
  async (c) => {
    const session = await hallSession(c);
    const { filter, people } = await readRoll(c, session);
    const { db, clock } = c.get('house');
    const print = {
      printedBy: c.get('actor')!.name,
      printedAt: clock.now(),
      blank: c.req.query('kosong') === '1',
    };
    const data = await sheetData(db, session, people, { ...print, classId: filter.kelas });
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', `inline; filename="${data.code.toLowerCase()}.pdf"`);
    return c.body((await attendanceSheetPdf(data)) as Uint8Array<ArrayBuffer>);
  },
);
