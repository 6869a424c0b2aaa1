// npm run faults                      20 times kill -9 of Bekal on each engine, then of PostgreSQL's backends
// npm run faults -- --kills 100 --only pglite
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrateToLatest } from '../../src/database/migrate.ts';
import { connectServer } from '../../src/database/connect.ts';
import { startCluster } from '../engines/cluster.ts';
import { openInMemory } from '../engines/pglite.ts';
import { fillWithStory } from '../fixtures/cast.ts';
import { notExactlyOnce } from './check.ts';
import { type Ground, makeGround } from './database.ts';
import { type Fault, killAndStart, strike } from './rounds.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const engines = ['pglite', 'postgres'].filter((engine) => !values.only || values.only === engine);
if (values.help || !Number.isInteger(kills) || kills < 1 || engines.length === 0) {
  console.log(
    'npm run faults -- [--kills N] [--only pglite|postgres]: kill -9 while people write; exit 0 when nothing is lost.',
  );
  process.exit(values.help ? 0 : 1);
}

let failed = 0;

async function report(name: string, ground: Ground, fault: Fault): Promise<void> {
  const tally = await strike(ground.settings, ground.stage, kills, fault);
  const wrong = [...tally.wrong, ...(await ground.look((db) => notExactlyOnce(db, tally.acknowledged)))];
  const answers = tally.acknowledged.filter(({ answer }) => answer).length;
  const marks = tally.acknowledged.reduce((sum, write) => sum + (write.marks?.length ?? 0), 0);
  console.log(
    `${name}: ${kills} faults, ${tally.acknowledged.length} writes acknowledged (${answers} answers, ${marks} marks), ` +
      `${tally.repeated} repeated, longest start ${Math.round(tally.longestStart)} ms, ${wrong.length} wrong`,
  );
  for (const sentence of wrong.slice(0, 20)) console.log(`  ${sentence}`);
  failed += wrong.length;
}

async function onPglite(): Promise<void> {
  const { pglite, db } = await openInMemory();
  await migrateToLatest(db);
  await fillWithStory(db, 'pelatihan');
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  const ground = await makeGround({ dump });
  try {
    await report('PGlite, kill -9 of Bekal', ground, killAndStart(ground.settings));
  } finally {
    ground.remove();
  }
}

/** Each fault has a cluster of its own: what is counted afterwards is what was written under it. */
async function onPostgres(name: string, faultOn: (ground: Ground, url: string) => Fault): Promise<void> {
  const { url, stop } = await startCluster();
  try {
    const { db, close } = connectServer(url, () => undefined);
    await migrateToLatest(db);
    await fillWithStory(db, 'pelatihan');
    await close();
    const ground = await makeGround({ url });
    await report(name, ground, faultOn(ground, url));
    ground.remove();
  } finally {
    await stop();
  }
}

/** kill -9 of a connection's process: PostgreSQL throws all of them out and recovers; Bekal lives on. */
const killBackend =
  (url: string): Fault =>
  async (server) => {
    const query =
      'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
    const { rows } = await ask<{ pid: number }>(url, query);
    if (rows[0]) process.kill(rows[0].pid, 'SIGKILL');
    for (;;) {
      const there = await ask(url, 'select 1').then(
        () => true,
        () => false,
      );
      if (there) return server;
      await wait(50);
    }
  };

async function ask<Row extends pg.QueryResultRow>(url: string, query: string): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // it may be thrown out with the others
  await client.connect();
  try {
    return await client.query<Row>(query);
  } finally {
    await client.end();
  }
}

if (engines.includes('pglite')) await onPglite();
if (engines.includes('postgres')) {
  await onPostgres('PostgreSQL, kill -9 of Bekal', ({ settings }) => killAndStart(settings));
  await onPostgres('PostgreSQL, kill -9 of a backend', (_, url) => killBackend(url));
}
console.log(
  `${engines.length} passed, ${failed} failed`.replace(/^\d+/, String(failed === 0 ? engines.length : 0)),
);
process.exitCode = failed === 0 ? 0 : 1;
