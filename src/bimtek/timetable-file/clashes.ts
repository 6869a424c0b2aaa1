/** What the sessions of a file would stand beside, before they are saved. Pure. */
import { plannedOf } from '../planning/warned.ts';
import { type Clash, clashesIn, type Holidays } from '../rules.ts';
import type { SessionView } from '../sessions.ts';
import type { CheckedLine } from './compare.ts';
import type { Beside } from './read-fields.ts';

export type LineClashes = { row: number; session: SessionView; clashes: Clash[] };
export type FileClashes = { lines: LineClashes[]; byId: ReadonlyMap<string, SessionView> };

/** The clashes of new and changed lines, with each other and with what stays. */
export function clashesOfLines(
  lines: readonly CheckedLine[],
  beside: Beside,
  holidays: Holidays,
): FileClashes {
  const byId = new Map(beside.sessions.map((session) => [session.id, session]));
  const written = lines.flatMap((line) => {
    if (!line.fields || line.state === 'same') return [];
    const session = writtenAs(line, line.fields, byId.get(line.sessionId ?? ''), beside);
    return [{ row: line.row, session }];
  });
  for (const { session } of written) byId.set(session.id, session);
  const found = clashesIn([...byId.values()].map(plannedOf), beside.zone, holidays);
  const of = (id: string) =>
    found.filter((clash) => clash.session === id || ('other' in clash && clash.other === id));
  return {
    lines: written
      .map(({ row, session }) => ({ row, session, clashes: of(session.id) }))
      .filter(({ clashes }) => clashes.length > 0),
    byId,
  };
}

/** The session that a line would make; a new one has no number yet. */
function writtenAs(
  { row }: CheckedLine,
  fields: NonNullable<CheckedLine['fields']>,
  existing: SessionView | undefined,
  { classes, trainers, zone }: Beside,
): SessionView {
  const blank = { id: `row-${row}`, bimtekId: '', bimtekName: '', zone, no: 0, finishedAt: null };
  const named = trainers.filter(({ id }) => fields.trainerIds.includes(id));
  return {
    ...(existing ?? { ...blank, cancelReason: null, timetableNo: 0, was: null }),
    ...fields,
    pic: fields.pic ?? '',
    classes: classes.filter(({ id }) => fields.classIds.includes(id)),
    trainers: named.length > 0 ? named : (existing?.trainers ?? []),
    named: [...fields.trainerIds],
  };
}
