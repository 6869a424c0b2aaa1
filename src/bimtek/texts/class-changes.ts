/** What a class has to be told of a timetable. Pure. */
import type { SessionView } from '../sessions.ts';
import { type Known, newsOf, type SessionBefore } from '../timetable-changes.ts';

export type ClassChange =
  | { kind: 'new' | 'renamed'; session: SessionView }
  | { kind: 'moved' | 'cancelled' | 'restored'; session: SessionView; was: SessionBefore }
  /** The session is not theirs any more, or is gone. */
  | { kind: 'left'; was: SessionBefore };

/**
 * What changed for a class, in the order of time, as it ends up: a session planned and cancelled since is nothing.
 * `sessions` are all of the bimtek, `known` what the class last knew (timetable-changes.ts).
 */
export function classChanges(
  classId: string,
  sessions: readonly SessionView[],
  known: ReadonlyMap<string, Known>,
): ClassChange[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  return [...known]
    .flatMap(([id, one]) => changeOf(classId, byId.get(id), one))
    .sort((a, b) => startOf(a) - startOf(b));
}

const startOf = (change: ClassChange): number =>
  'session' in change ? change.session.startsAt.getTime() : Date.parse(change.was.startsAt);

function changeOf(classId: string, session: SessionView | undefined, known: Known): ClassChange[] {
  const { added, was } = known;
  const theirs = session?.classes.some(({ id }) => id === classId) ?? false;
  const before = !added && was !== undefined && (was.classes?.includes(classId) ?? theirs);
  const live = session !== undefined && theirs && session.cancelReason === null;
  if (!before) return live && (added || was !== undefined) ? [{ kind: 'new', session }] : [];
  if (!session || !theirs) return was.cancelled ? [] : [{ kind: 'left', was }];
  const news = newsOf(was, { ...session, cancelled: !live });
  if (news === 'none') return [];
  return news === 'renamed' ? [{ kind: news, session }] : [{ kind: news, session, was }];
}
