import { Hono } from 'hono';
import type { Env } from '../http/house.ts';
import { routes as daySheet } from './day-sheet/routes.ts';
import { routes as evidence } from './evidence/routes.ts';
import { routes as exempt } from './exempt/routes.ts';
import { routes as hall } from './hall/routes.ts';
import { routes as fromFile } from './import/routes.ts';
import { routes as office } from './office/routes.ts';
import { routes as ownCode } from './own-code/routes.ts';
import { routes as own } from './own/routes.ts';
import { routes as recap } from './recap/routes.ts';
import { routes as paper } from './paper/routes.ts';
import { routes as phoneFile } from './phone-file/routes.ts';
import { routes as record } from './record/routes.ts';
import { routes as roll } from './roll/routes.ts';
import { routes as trainers } from './trainers/routes.ts';
import { routes as walkIns } from './walk-ins/routes.ts';
import { routes as watch } from './watch/routes.ts';

/** Roll call in the room and on paper, the kader's own marks, and what the panitia settle. */
export const routes = new Hono<Env>()
  .route('/', roll)
  .route('/', paper)
  .route('/', evidence)
  .route('/', exempt)
  .route('/', hall)
  .route('/', ownCode)
  .route('/', own)
  .route('/', watch)
  .route('/', walkIns)
  .route('/', trainers)
  .route('/', daySheet)
  .route('/', recap)
  .route('/', record)
  .route('/', fromFile)
  .route('/', office)
  .route('/', phoneFile);
