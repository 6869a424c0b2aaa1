import { prepare } from './prepare.ts';
import { start } from './start.ts';

try {
  await start(process.env, { prepare, firstStart: new URL('./first-start.ts', import.meta.url) });
} catch (error) {
  process.stderr.write(`Bekal tidak bisa mulai. ${(error as Error).message}\n`);
  process.exit(1);
}
