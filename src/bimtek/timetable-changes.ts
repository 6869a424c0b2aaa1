/** What the versions of a timetable say about a session, for whoever knows it up to one of them. Pure. */

/** A session before a change; instants as ISO text. Older versions kept time and room alone, and those only of moves. */
export type SessionBefore = {
  startsAt: string;
  endsAt: string;
  room: string;
  topic?: string;
  /** Ids. */
  classes?: readonly string[];
  cancelled?: boolean;
};

type Change = { session: string; kind: string; was?: SessionBefore };
export type Version = { no: number; changes: readonly Change[] };

/** What somebody who knows the timetable up to `no` knows of a session that changed since. */
export type Known = {
  /** It was planned since. */
  added: boolean;
  /** It is not in the timetable any more. */
  removed: boolean;
  /** How it stood when they last knew it, or when it was first published; undefined when no version kept it. */
  was: SessionBefore | undefined;
};

/** By session id: what was known of each session that changed after version `no`. */
export function knownUpTo(versions: readonly Version[], no: number): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const version of [...versions].sort((a, b) => a.no - b.no)) {
    if (version.no <= no) continue;
    for (const { session, kind, was } of version.changes) {
      const one = known.get(session) ?? { added: kind === 'added', removed: false, was: undefined };
      known.set(session, { added: one.added, removed: kind === 'removed', was: one.was ?? was });
    }
  }
  return known;
}

/** A session as it stands now. */
type Now = { startsAt: Date; endsAt: Date; room: string; topic: string; cancelled: boolean };
export type News = 'moved' | 'cancelled' | 'restored' | 'renamed' | 'none';

/** What is new in a session for whoever knew it as `was`: moved and moved back is nothing. */
export function newsOf(was: SessionBefore, now: Now): News {
  if (now.cancelled) return was.cancelled ? 'none' : 'cancelled';
  if (was.cancelled) return 'restored';
  const moved =
    Date.parse(was.startsAt) !== now.startsAt.getTime() ||
    Date.parse(was.endsAt) !== now.endsAt.getTime() ||
    was.room !== now.room;
  if (moved) return 'moved';
  return was.topic !== undefined && was.topic !== now.topic ? 'renamed' : 'none';
}
