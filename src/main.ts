import { enableCompileCache } from 'node:module';
import { serve } from './serve.ts';

enableCompileCache(); // a later start need not compile again what this one did

try {
  await serve(process.env);
} catch (error) {
  process.stderr.write(`Bekal tidak bisa mulai. ${(error as Error).message}\n`);
  process.exit(1);
}
