import { Hono } from 'hono';
import type { Env } from '../http/house.ts';
import { routes as copy } from './copy/routes.ts';
import { routes as days } from './days/routes.ts';
import { routes as imports } from './import/routes.ts';
import { routes as importHistory } from './imports/routes.ts';
import { routes as office } from './office/routes.ts';
import { routes as own } from './own/routes.ts';
import { routes as paper } from './paper/routes.ts';
import { routes as people } from './people/routes.ts';
import { routes as planning } from './planning/routes.ts';
import { routes as replace } from './replace/routes.ts';
import { routes as split } from './split/routes.ts';
import { routes as texts } from './texts/routes.ts';
import { routes as timetableFile } from './timetable-file/routes.ts';

/** Pages of panitia (a bimtek and its parts), the own timetable of kader and pelatih, the classes of pelatih. */
export const routes = new Hono<Env>()
  .route('/', office)
  .route('/', days)
  .route('/', texts)
  .route('/', paper)
  .route('/', timetableFile)
  .route('/', planning)
  .route('/', split)
  .route('/', copy)
  .route('/', imports)
  .route('/', importHistory)
  .route('/', people)
  .route('/', replace)
  .route('/', own);
