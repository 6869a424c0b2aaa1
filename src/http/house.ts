import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Db, ReadonlyDb } from '../database/schema.ts';
import type { Keys } from '../keys.ts';
import type { Actor } from './actor.ts';

/** What every handler may use: named here, made once in main.ts, never global. */
export type House = {
  db: Db;
  reader: ReadonlyDb;
  clock: Clock;
  keys: Keys;
  config: Config;
  log: Logger;
  /** Public addresses of the files of `views/browser`, by name: 'app.css' -> '/s/app.3f9c1a2b.css'. */
  assets: Readonly<Record<string, string>>;
};

export type Env = {
  Variables: {
    house: House;
    requestId: string;
    /** Null for a visitor without a login. */
    actor: Actor | null;
    /** How many people wait for a new login slip from the actor: a line on first pages. */
    forgotten(): Promise<number>;
    /** The key of a write that this request settled, also as an open question (409); answered as X-Bekal-Key. */
    settledKey?: string;
  };
};

export type Ctx = Context<Env>;
