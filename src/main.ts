import { serve } from './serve.ts';

try {
  await serve(process.env);
} catch (error) {
  process.stderr.write(`Bekal tidak bisa mulai. ${(error as Error).message}\n`);
  process.exit(1);
}
