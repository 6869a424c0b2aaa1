import { Hono } from 'hono';
import { bimtekAt, wallTime } from '../../bimtek/index.ts';
import type { TimeZone } from '../../database/schema.ts';
import { allow } from '../../http/audience.ts';
import { answerFile } from '../../http/file.ts';
import { readQuery } from '../../http/form.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { hallClass } from '../find-class.ts';
import { dayQuery } from '../forms.ts';
import { daySheetPdf } from './documents.ts';
import { readDay } from './queries.ts';

export const routes = new Hono<Env>()
  .get('/kelas/:class/daftar-hadir.pdf', allow('pelatih', 'panitia'), async (c) => {
    const { id, bimtekId, zone, letter } = await hallClass(c);
    return print(c, { bimtekId, classId: id, zone, name: `kelas-${letter.toLowerCase()}` });
  })
  .get('/kelola/bimtek/:bimtek/daftar-hadir.pdf', allow('panitia'), async (c) => {
    const { id, zone } = await bimtekAt(c, 'read');
    return print(c, { bimtekId: id, zone, name: 'semua-kelas' });
  });

type Whose = { bimtekId: string; classId?: string; zone: TimeZone; name: string };

/** The sheets of the day that the address asks for, of today without one. */
async function print(c: Ctx, { bimtekId, classId, zone, name }: Whose): Promise<Response> {
  const { db, clock } = c.get('house');
  const { hari, kosong } = readQuery(c, dayQuery);
  const day = hari ?? wallTime(clock.now(), zone).day;
  const bytes = await daySheetPdf({
    ...(await readDay(db, { bimtekId, day, classId })),
    blank: kosong === '1',
    printedBy: c.get('actor')!.name,
    printedAt: clock.now(),
  });
  return answerFile(c, bytes, `daftar-hadir-${day}-${name}.pdf`, 'show');
}
