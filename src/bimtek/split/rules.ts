/** Dividing people into classes, balanced by size, by regency and by sex. Pure and deterministic. */

export type Sex = 'L' | 'P' | null;
/** Somebody to place. Callers give people in an order that does not change by itself. */
export type Movable = { id: string; regency: string; sex: Sex; classId: string };
export type Target = {
  id: string;
  /** Most people in it, who stay included; null: no limit. */
  most: number | null;
  /** People who are in it and stay. */
  stay: readonly { regency: string; sex: Sex }[];
};
export type Split = {
  /** Class by person. */
  placed: ReadonlyMap<string, string>;
  /** Who finds no room: they stay where they are. */
  left: readonly string[];
};

type Room = { id: string; limit: number; size: number; women: number; of: Map<string, number> };
/** A place of a regency in a room, and who takes it. */
type Place = { room: Room; person: Movable };

/**
 * Divides `people` over `targets`. Without limits and without people who stay, two classes differ by one person at most,
 * in all and of each regency; and in women by one, or by more only where no exchange of a woman and a man of the same
 * regency would help. With limits no class is filled beyond its own, and who stays is never moved. People of the same
 * regency and sex are interchangeable: whoever can remain in their class does.
 */
export function splitPeople(people: readonly Movable[], targets: readonly Target[]): Split {
  const rooms = roomsOf(people.length, targets);
  const regencies = [...Map.groupBy(people, ({ regency }) => regency)].toSorted(
    ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
  );
  const places: Place[] = [];
  const left: string[] = [];
  for (const [regency, theirs] of regencies) {
    const slots = slotsFor(rooms, regency, theirs.length);
    left.push(...theirs.slice(slots.length).map(({ id }) => id));
    places.push(...seat(slots, theirs.slice(0, slots.length)));
  }
  levelWomen(places, rooms);
  return { placed: stayWherePossible(places), left };
}

function roomsOf(coming: number, targets: readonly Target[]): Room[] {
  const level = levelFor(coming, targets);
  return targets.map(({ id, most, stay }) => ({
    id,
    limit: Math.min(most ?? Infinity, Math.max(stay.length, level)),
    size: stay.length,
    women: stay.filter(({ sex }) => sex === 'P').length,
    of: new Map([...Map.groupBy(stay, ({ regency }) => regency)].map(([name, all]) => [name, all.length])),
  }));
}

/** The lowest size up to which all classes have to be filled so that everybody finds a place, as far as limits allow. */
function levelFor(coming: number, targets: readonly Target[]): number {
  const most = Math.max(0, ...targets.map(({ stay }) => stay.length)) + coming;
  const roomAt = (level: number) =>
    targets.reduce(
      (sum, { most: cap, stay }) => sum + Math.max(0, Math.min(cap ?? Infinity, level) - stay.length),
      0,
    );
  for (let level = 0; level < most; level++) if (roomAt(level) >= coming) return level;
  return most;
}

/** Where the people of a regency go: each time the class with the fewest of them, then the smallest. */
function slotsFor(rooms: readonly Room[], regency: string, n: number): Room[] {
  const slots: Room[] = [];
  while (slots.length < n) {
    const open = rooms.filter(({ size, limit }) => size < limit);
    const [first] = open;
    if (!first) break;
    const room = open.reduce((best, one) => (before(one, best, regency) ? one : best), first);
    room.size++;
    room.of.set(regency, (room.of.get(regency) ?? 0) + 1);
    slots.push(room);
  }
  return slots;
}

function before(one: Room, best: Room, regency: string): boolean {
  const [a, b] = [one.of.get(regency) ?? 0, best.of.get(regency) ?? 0];
  return a !== b ? a < b : one.size < best.size;
}

/** Gives the places of a regency to its people: women first, each to the class with the fewest women. */
function seat(slots: readonly Room[], people: readonly Movable[]): Place[] {
  const open = [...slots];
  const here = new Map<Room, number>();
  const women = people.filter(({ sex }) => sex === 'P');
  const places: Place[] = [];
  for (const person of women) {
    const room = open.reduce((best, one) => {
      const [a, b] = [here.get(one) ?? 0, here.get(best) ?? 0];
      return a !== b ? (a < b ? one : best) : one.women < best.women ? one : best;
    });
    open.splice(open.indexOf(room), 1);
    here.set(room, (here.get(room) ?? 0) + 1);
    room.women++;
    places.push({ room, person });
  }
  const others = people.filter(({ sex }) => sex !== 'P');
  return [...places, ...others.map((person, i) => ({ room: open[i] as Room, person }))];
}

/** Exchanges a woman and a man of one regency as long as that brings the class with most women nearer to another. */
function levelWomen(places: Place[], rooms: readonly Room[]): void {
  for (;;) {
    const swap = helpfulSwap(places, rooms);
    if (!swap) return;
    const [woman, man] = swap;
    woman.room.women--;
    man.room.women++;
    [woman.person, man.person] = [man.person, woman.person];
  }
}

function helpfulSwap(places: readonly Place[], rooms: readonly Room[]): [Place, Place] | undefined {
  const byWomen = rooms.toSorted((a, b) => b.women - a.women);
  for (const high of byWomen)
    for (const low of byWomen.toReversed()) {
      if (high.women - low.women < 2) break;
      for (const woman of places) {
        if (woman.room !== high || woman.person.sex !== 'P') continue;
        const man = places.find(
          (one) => one.room === low && one.person.sex !== 'P' && one.person.regency === woman.person.regency,
        );
        if (man) return [woman, man];
      }
    }
  return undefined;
}

/** Within regency and sex, whoever has a place in the class they are in takes it; the others fill up in order. */
function stayWherePossible(places: readonly Place[]): ReadonlyMap<string, string> {
  const placed = new Map<string, string>();
  for (const alike of Map.groupBy(
    places,
    ({ person }) => `${person.regency} ${person.sex === 'P' ? 'P' : 'L'}`,
  ).values()) {
    const open = alike.map(({ room }) => room.id);
    const moving: Movable[] = [];
    for (const { person } of alike) {
      const at = open.indexOf(person.classId);
      if (at < 0) moving.push(person);
      else placed.set(person.id, open.splice(at, 1)[0] ?? '');
    }
    moving.forEach(({ id }, i) => placed.set(id, open[i] ?? ''));
  }
  return placed;
}
