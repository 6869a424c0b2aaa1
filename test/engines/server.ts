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
export async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
