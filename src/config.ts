import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false', 'on', 'off'])
  .transform((v) => ['1', 'true', 'on'].includes(v));
/** An empty setting is a setting that is not there. */
const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BEKAL_ORIGIN: z.url().optional(),
  BEKAL_DATA: z.string().default('data/'),
  BEKAL_KEYS: z.string().default('keys/'),
  BEKAL_REQUIRE_TOTP: flag.optional(),
  DATABASE_URL: text,
  BEKAL_CLOCK: z.iso.datetime({ offset: true }).optional(),
  BEKAL_PROXIES: z.coerce.number().int().min(0).default(0),
  NODE_ENV: z.string().default('development'),
});

/** Settings of the process (product.md section 8), read once at the start. */
export type Config = {
  port: number;
  host: string;
  origin: string | undefined;
  dataFolder: string;
  keysFolder: string;
  requireTotp: boolean;
  databaseUrl: string | undefined;
  clockStart: Date | undefined;
  /** How many reverse proxies stand in front: the n-th X-Forwarded-For entry from the right is the visitor. */
  proxies: number;
  production: boolean;
};

/** Reads the environment; throws with the name of the setting that is wrong and what it should be. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const read = schema.safeParse(env);
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`Settings are wrong. ${wrong}. See README.md, "Settings".`);
  }
  const e = read.data;
  const production = e.NODE_ENV === 'production';
  if (production && e.BEKAL_CLOCK)
    throw new Error(
      'BEKAL_CLOCK is refused when NODE_ENV=production: certificates must carry the real time.',
    );
  return {
    port: e.PORT,
    host: e.HOST,
    origin: e.BEKAL_ORIGIN,
    dataFolder: e.BEKAL_DATA,
    keysFolder: e.BEKAL_KEYS,
    requireTotp: e.BEKAL_REQUIRE_TOTP ?? production,
    databaseUrl: e.DATABASE_URL,
    clockStart: e.BEKAL_CLOCK ? new Date(e.BEKAL_CLOCK) : undefined,
    proxies: e.BEKAL_PROXIES,
    production,
  };
}
