import { connectEmbedded } from './embedded.ts';
import type { Db } from './schema.ts';
import { connectServer } from './server.ts';

export { connectServer } from './server.ts';

/** PostgreSQL when a URL is given, else the embedded database in `dataFolder`. */
export async function connect(
  where: { databaseUrl: string | undefined; dataFolder: string },
  onLost: (error: Error) => void,
): Promise<{ db: Db; close(): Promise<void> }> {
  return where.databaseUrl ? connectServer(where.databaseUrl, onLost) : connectEmbedded(where.dataFolder);
}
