import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionView } from '../../src/bimtek/index.ts';
import { classChanges } from '../../src/bimtek/texts/class-changes.ts';
import { knownUpTo, newsOf, type SessionBefore, type Version } from '../../src/bimtek/timetable-changes.ts';
import { timetableText } from '../../views/bimtek/timetable-text.ts';
import { aSession } from '../fixtures/timetable.ts';

const was = (more: Partial<SessionBefore> = {}): SessionBefore => ({
  startsAt: '2024-06-03T07:45:00.000Z',
  endsAt: '2024-06-03T09:15:00.000Z',
  room: 'Batavia 2',
  topic: 'Mengenal hoaks',
  classes: ['f'],
  cancelled: false,
  ...more,
});
const version = (no: number, kind: string, before?: SessionBefore, session = 'a'): Version => ({
  no,
  changes: [{ session, kind, ...(before ? { was: before } : {}) }],
});
const now = (more: Partial<SessionView> = {}) => aSession({ id: 'a', ...more });
const news = (before: SessionBefore, session: SessionView) =>
  newsOf(before, { ...session, cancelled: session.cancelReason !== null });

describe('What is new in a session', () => {
  const moved = {
    startsAt: new Date('2024-06-03T08:15:00Z'),
    endsAt: new Date('2024-06-03T09:45:00Z'),
  };

  it.each([
    ['moved', was(), now(moved)],
    ['moved', was(), now({ room: 'Aula' })],
    ['cancelled', was(), now({ cancelReason: 'listrik padam' })],
    ['restored', was({ cancelled: true }), now()],
    ['renamed', was({ topic: 'Lain' }), now()],
    ['none', was(), now()],
    ['none', was({ cancelled: true }), now({ cancelReason: 'listrik padam' })],
  ] as const)('is %s', (kind, before, session) => {
    expect(news(before, session)).toBe(kind);
  });

  it('is told from what the person knew, not from the step before', () => {
    const versions = [
      version(1, 'added'),
      version(2, 'moved', was()),
      version(3, 'moved', was({ room: 'Aula' })),
    ];
    expect(knownUpTo(versions, 0).get('a')).toEqual({ added: true, removed: false, was: was() });
    expect(knownUpTo(versions, 1).get('a')?.was).toEqual(was());
    expect(knownUpTo(versions, 2).get('a')?.was).toEqual(was({ room: 'Aula' }));
    expect(knownUpTo(versions, 3).size).toBe(0);
  });

  it('stays unknown where an old version kept nothing', () => {
    expect(knownUpTo([version(4, 'cancelled')], 3).get('a')).toEqual({
      added: false,
      removed: false,
      was: undefined,
    });
  });

  it('does not depend on the order in which versions are read', () => {
    const versions = [1, 2, 3, 4, 5].map((no) => version(no, 'moved', was({ room: `Ruang ${no}` })));
    fc.assert(
      fc.property(fc.shuffledSubarray(versions, { minLength: 5 }), fc.nat(6), (shuffled, no) => {
        expect(knownUpTo(shuffled, no)).toEqual(knownUpTo(versions, no));
      }),
    );
  });
});

describe('What a class is told', () => {
  const kinds = (sessions: SessionView[], versions: Version[], no = 1) =>
    classChanges('f', sessions, knownUpTo(versions, no)).map(({ kind }) => kind);

  it.each([
    ['new', [now()], [version(2, 'added')]],
    ['moved', [now({ room: 'Aula' })], [version(2, 'moved', was())]],
    ['cancelled', [now({ cancelReason: 'x' })], [version(2, 'cancelled', was())]],
    ['restored', [now()], [version(2, 'restored', was({ cancelled: true }))]],
    ['left', [], [version(2, 'removed', was())]],
    ['left', [now({ classes: [{ id: 'g', letter: 'G' }] })], [version(2, 'edited', was())]],
    ['new', [now()], [version(2, 'edited', was({ classes: ['g'] }))]],
  ] as [string, SessionView[], Version[]][])('%s', (kind, sessions, versions) => {
    expect(kinds(sessions, versions)).toEqual([kind]);
  });

  it.each([
    ['that was planned and cancelled since', [now({ cancelReason: 'x' })], [version(2, 'added')]],
    [
      'that moved and moved back',
      [now()],
      [version(2, 'moved', was()), version(3, 'moved', was({ room: 'B' }))],
    ],
    [
      'of another class',
      [now({ classes: [{ id: 'g', letter: 'G' }] })],
      [version(2, 'moved', was({ classes: ['g'] }))],
    ],
    ['that was cancelled before and is gone now', [], [version(2, 'removed', was({ cancelled: true }))]],
    ['whose trainers alone changed', [now()], [version(2, 'edited', was())]],
    ['of which an old version kept nothing', [now()], [version(2, 'edited')]],
    ['that they were told already', [now({ room: 'Aula' })], [version(1, 'moved', was())]],
  ] as [string, SessionView[], Version[]][])('is nothing of a session %s', (_why, sessions, versions) => {
    expect(kinds(sessions, versions)).toEqual([]);
  });

  it('is a text with the old time beside the new one', () => {
    const session = now({ room: 'Aula', startsAt: new Date('2024-06-03T08:15:00Z') });
    const changes = classChanges('f', [session], knownUpTo([version(2, 'moved', was())], 1));
    const words = {
      bimtek: { name: 'Bimtek', label: 'Gelombang II', zone: 'Asia/Jakarta' as const },
      origin: 'https://bekal.test',
    };
    const last = { no: 1, body: '', at: new Date('2024-06-02T03:00:00Z') };
    expect(timetableText({ id: 'f', letter: 'F', last, changes, no: 2 }, words)).toBe(
      [
        '*Jadwal Kelas F, Gelombang II*',
        'Bimtek',
        '',
        'Perubahan sejak Minggu, 2 Juni 2024 pukul 10.00 WIB:',
        '- Pindah: Mengenal hoaks, Aula, Senin, 3 Juni 2024, 15.15–16.15 WIB (semula 14.45–16.15 WIB, Batavia 2)',
        '',
        'Jadwal lengkap: https://bekal.test/jadwal',
      ].join('\n'),
    );
  });

  it('is the whole timetable by days the first time', () => {
    const sessions = [
      now(),
      aSession({
        id: 'b',
        startsAt: new Date('2024-06-04T01:00:00Z'),
        endsAt: new Date('2024-06-04T02:00:00Z'),
        room: '',
      }),
    ];
    const versions: Version[] = [
      { no: 1, changes: sessions.map(({ id }) => ({ session: id, kind: 'added' })) },
    ];
    const words = {
      bimtek: { name: 'Bimtek', label: 'Gelombang II', zone: 'Asia/Jakarta' as const },
      origin: '',
    };
    const changes = classChanges('f', sessions, knownUpTo(versions, 0));
    const text = timetableText({ id: 'f', letter: 'F', last: null, changes, no: 1 }, words);
    expect(text).toContain(
      '*Senin, 3 Juni 2024*\n14.45–16.15 WIB Mengenal hoaks, Batavia 2\n\n*Selasa, 4 Juni 2024*\n08.00–09.00 WIB Mengenal hoaks\n',
    );
    expect(text).not.toContain('Perubahan');
  });
});
