import pg from 'pg';

const NEEDED =
  'These tests need a PostgreSQL server in TEST_DATABASE_URL. Run them with npm test, which starts one.';

/** The address of the database `name` on the test server. */
export function databaseUrl(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error(NEEDED);
  return url;
}

/** Runs one statement about databases (create, drop) on the test server. */
export const onServer = (statement: string): Promise<void> =>
  withServer(async (client) => void (await client.query(statement)));

/** Drops a database and those that were made from it (test/engines/cast.ts names them after it). */
export const dropWithCopies = (name: string): Promise<void> =>
  withServer(async (client) => {
    const made = 'select datname from pg_database where datname = $1 or starts_with(datname, $2)';
    const { rows } = await client.query<{ datname: string }>(made, [name, `${name}_`]);
    for (const { datname } of rows)
      await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`);
  });

/** A connection to the test server, closed at the end. */
export async function withServer(run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
