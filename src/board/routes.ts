import { Hono } from 'hono';
import { kaderListPage } from '../../views/board/kader-list.ts';
import { personPage } from '../../views/board/person.ts';
import { pkddPage } from '../../views/board/pkdd.ts';
import { villagesPage } from '../../views/board/villages.ts';
import { allow } from '../http/audience.ts';
import { found, NotFound } from '../http/errors.ts';
import { answerFile } from '../http/file.ts';
import { readQuery } from '../http/form.ts';
import type { Ctx, Env } from '../http/house.ts';
import { shell } from '../http/page.ts';
import { isId } from '../id.ts';
import { asCsv, asSheet, kaderTable, type Table, villageTable } from './documents.ts';
import { kaderQuery, villageQuery } from './forms.ts';
import { allKader, boardKader, boardPerson, boardRegencies, boardVillages } from './queries.ts';
import { chooseVillages, countVillages, VILLAGE_FILTERS, type VillageFilter } from './village-list.ts';
import { weakObjectives } from './weak-objectives.ts';

const board = allow('korkab', 'duta', 'pemantau');

export const routes = new Hono<Env>()
  .get('/pantau', board, async (c) => {
    const korkab = c.get('actor')!.roles.has('korkab');
    const forgotten = korkab ? await c.get('forgotten')() : null;
    const state = await villages(c);
    const weak = korkab ? await weakObjectives(c.get('house').reader, c.get('actor')!, state.regency) : null;
    return c.html(villagesPage(shell(c), { ...state, forgotten, weak }));
  })
  .get('/pantau/pkdd', board, async (c) => c.html(pkddPage(shell(c), await villages(c))))
  .get('/pantau/nagari.xlsx', board, async (c) => sheet(c, villageTable(await chosen(c)), 'nagari'))
  .get('/pantau/nagari.csv', board, async (c) => csv(c, villageTable(await chosen(c)), 'nagari'))
  .get('/pantau/pkdd.xlsx', board, async (c) =>
    sheet(c, villageTable((await chosen(c)).filter((row) => row.locus)), 'pkdd'),
  )
  .get('/pantau/pkdd.csv', board, async (c) =>
    csv(c, villageTable((await chosen(c)).filter((row) => row.locus)), 'pkdd'),
  )
  .get('/pantau/kader', board, async (c) => {
    const query = readQuery(c, kaderQuery);
    const { reader } = c.get('house');
    const after = query.sesudah !== undefined && query.id ? { nameKey: query.sesudah, id: query.id } : null;
    const filter = { q: query.q, show: query.tampil, regency: query.kabupaten, after };
    const [page, regencies] = await Promise.all([
      boardKader(reader, c.get('actor')!, filter),
      boardRegencies(reader, c.get('actor')!),
    ]);
    return c.html(kaderListPage(shell(c), { ...page, filter, regencies }));
  })
  .get('/pantau/kader.xlsx', board, async (c) => sheet(c, kaderTable(await kader(c)), 'kader'))
  .get('/pantau/kader.csv', board, async (c) => csv(c, kaderTable(await kader(c)), 'kader'))
  .get('/pantau/kader/:person', board, async (c) => {
    const id = c.req.param('person');
    if (!isId(id)) throw new NotFound();
    const { reader } = c.get('house');
    const person = found(await boardPerson(reader, c.get('actor')!, id));
    return c.html(personPage(shell(c), { person, showPhone: !c.get('actor')!.roles.has('pemantau') }));
  });

async function villages(c: Ctx) {
  const { reader, clock } = c.get('house');
  const query = readQuery(c, villageQuery);
  const regencies = await boardRegencies(reader, c.get('actor')!);
  const regency = query.kabupaten ?? (regencies.length > 1 ? (regencies[0]?.code ?? null) : null);
  const all = await boardVillages(reader, c.get('actor')!, regency, clock.now());
  const counts = Object.fromEntries(
    VILLAGE_FILTERS.map((filter) => [filter, countVillages(all, filter)]),
  ) as Record<VillageFilter, number>;
  return {
    all,
    counts,
    shown: chooseVillages(all, query.saring, query.q),
    filter: query.saring,
    q: query.q,
    regency,
    regencies,
    now: clock.now(),
  };
}

async function chosen(c: Ctx) {
  const query = readQuery(c, villageQuery);
  const { reader, clock } = c.get('house');
  return chooseVillages(
    await boardVillages(reader, c.get('actor')!, query.kabupaten, clock.now()),
    query.saring,
    query.q,
  );
}

function kader(c: Ctx) {
  const query = readQuery(c, kaderQuery);
  return allKader(c.get('house').reader, c.get('actor')!, {
    q: query.q,
    show: query.tampil,
    regency: query.kabupaten,
  });
}

const sheet = async (c: Ctx, table: Table, name: string): Promise<Response> =>
  answerFile(c, await asSheet(table), `${name}.xlsx`);

const csv = (c: Ctx, table: Table, name: string): Response => answerFile(c, asCsv(table), `${name}.csv`);
