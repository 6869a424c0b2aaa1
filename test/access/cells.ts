import type { TestActor, Stage } from './actors.ts';
import type { Rule } from './table.ts';
import { ROUND, type World } from './worlds.ts';

/**
 * Which records an address names: none that belong to anybody, those of the story, those of the other bimtek, the first
 * of the story and the rest of the other; and, behind a first one of the story where there are several, none that exist
 * or what no id looks like.
 */
export type Place = 'open' | 'story' | 'other' | 'mixed' | 'absent' | 'garbage';
export type Answer = 'opens' | 'to sign-in' | 401 | 403 | 404 | 303;
export type Cell = { actor: TestActor; place: Place; expected: Answer };

/** Parameters that name a record of somebody, and where a world keeps it. */
const SCOPED: Record<string, (world: World, path: string) => string> = {
  bimtek: (world) => world.bimtek,
  class: (world) => world.class,
  session: (world) => world.session,
  enrolment: (world) => world.enrolment,
  attempt: (world) => world.attempt,
  objection: (world) => world.objection,
  walkin: (world) => world.walkIn,
  evidence: (world) => world.evidence,
  draft: (world) => world.draft,
  import: (world) => world.import,
  certificate: (world) => world.certificate,
  code: (world) => world.code,
  step: (world) => world.step,
  grant: (world) => world.grant,
  person: (world, path) => (path.startsWith('/kelola/akun') ? world.duta : world.kader),
};
const NOWHERE: Record<string, string> = { code: '99.99.99.9999', n: '999', no: '99' };
const NO_ONE = '018f0000-0000-7000-8000-000000000000';
/** Zero bytes break a statement, quotes an unbound one. */
const GARBAGE = "a\u0000';--";

/** Parameters that name nobody's records; some have a pattern in the path and cannot be anything else. */
export type OpenValues = Record<
  'course' | 'lesson' | 'module' | 'quiz' | 'sha' | 'file' | 'issuer' | 'token' | 'serial' | 'digest',
  string
>;
const FIXED: Record<string, string> = { no: String(ROUND), n: '1', act: 'tangguhkan', revision: '0' };

const split = (route: string): [method: string, path: string] => route.split(' ') as [string, string];
const namesIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
const scopedOf = (route: string, { query, form }: Rule): string[] => [
  ...namesIn(route).filter((name) => name in SCOPED),
  ...Object.values(query ?? {}),
  ...Object.values(form ?? {}),
];

/** Every cell of a route. Made-up addresses are tried by those whom the real ones are for. */
export function cellsOf(route: string, rule: Rule, actors: readonly TestActor[]): Cell[] {
  const scoped = scopedOf(route, rule);
  const real: Place[] =
    scoped.length === 0 ? ['open'] : scoped.length === 1 ? ['story', 'other'] : ['story', 'other', 'mixed'];
  const made: Place[] = namesIn(route).some((name) => !(name in FIXED)) ? ['absent', 'garbage'] : [];
  const cell = (actor: TestActor, place: Place): Cell => ({
    actor,
    place,
    expected: answerFor(route, rule, actor, place),
  });
  return [
    ...real.flatMap((place) => actors.map((actor) => cell(actor, place))),
    ...made.flatMap((place) =>
      actors.filter((actor) => may(rule, actor) === true).map((actor) => cell(actor, place)),
    ),
  ];
}

function may({ who, withoutSetting }: Rule, { role, setting }: TestActor): boolean {
  if (who === 'everyone') return true;
  if (role === null || who === 'signed-in') return role !== null;
  return who.includes(role) && (setting === true || !withoutSetting?.includes(role));
}

function answerFor(route: string, rule: Rule, actor: TestActor, place: Place): Answer {
  const [method] = split(route);
  if (actor.role === null && rule.anonymous) return rule.anonymous;
  if (!may(rule, actor)) return actor.role !== null ? 403 : method === 'GET' ? 'to sign-in' : 401;
  if (rule.gone) return 404;
  if (place === 'open') return 'opens';
  if (place === 'story' || place === 'other') return reaches(method, rule, actor, place) ? 'opens' : 404;
  return place !== 'garbage' && rule.missing && actor.home === 'story' && !actor.reader ? rule.missing : 404;
}

function reaches(method: string, rule: Rule, actor: TestActor, place: 'story' | 'other'): boolean {
  if (actor.reader) return method === 'GET' && rule.reader !== false;
  if (rule.alsoNear && actor.home === 'near' && place === 'story') return true;
  return actor.home === 'both' || actor.home === place;
}

/** The request of a cell. */
export function requestOf(
  route: string,
  rule: Rule,
  place: Place,
  stage: Stage,
  open: OpenValues,
): { path: string; init: RequestInit } {
  const [method, pattern] = split(route);
  const order = scopedOf(route, rule);
  const valueOf = (name: string): string => {
    const scope = SCOPED[name];
    if (!scope)
      return (
        FIXED[name] ??
        (place === 'absent' ? 'tidak-ada' : place === 'garbage' ? GARBAGE : open[name as keyof OpenValues])
      );
    const first = order.length > 1 && order[0] === name;
    if (place === 'absent' && !first) return NOWHERE[name] ?? NO_ONE;
    if (place === 'garbage' && !first) return GARBAGE;
    const world = place === 'other' || (place === 'mixed' && !first) ? stage.other : stage.story;
    return scope(world, pattern);
  };
  const fields = (of: Record<string, string> = {}) =>
    new URLSearchParams(
      Object.fromEntries(
        Object.entries(of).map(([field, name]) => [field, valueOf(name).replaceAll('\u0000', '')]),
      ),
    ).toString();
  const path = pattern.replaceAll(/:(\w+)(\{[^/]*\})?/g, (_all, name: string) =>
    encodeURIComponent(valueOf(name)),
  );
  const query = fields(rule.query);
  const post = { body: fields(rule.form), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  return { path: query ? `${path}?${query}` : path, init: { method, ...(method === 'GET' ? {} : post) } };
}

/** What an answer means for who asked. A refused form (409, 422) was open to them; a failure never is. */
export function read(response: Response, path: string): 'opens' | 'to sign-in' | number {
  const { status } = response;
  const to = response.headers.get('Location') ?? '';
  if (status === 303 && to.startsWith('/masuk?next='))
    return to === `/masuk?next=${encodeURIComponent(path)}` ? 'to sign-in' : 0;
  if (status === 303 && to.endsWith('kabar=hilang')) return 303;
  return status >= 500 || [401, 403, 404].includes(status) ? status : 'opens';
}
