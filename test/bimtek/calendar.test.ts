import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownCalendar } from '../../src/bimtek/own/documents.ts';
import type { SessionView } from '../../src/bimtek/index.ts';
import { aSession } from '../fixtures/timetable.ts';

const NOW = new Date('2024-06-01T00:00:00Z');
const file = (...sessions: SessionView[]) =>
  ownCalendar({ enrolment: null, sessions, changed: new Map(), gone: [], versions: new Map() }, NOW);
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const valueOf = (text: string, name: string) =>
  linesOf(text)
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1));

describe('The calendar file', () => {
  it('carries a cancelled session as cancelled, under the address it always had', () => {
    const planned = file(aSession({ timetableNo: 1 }));
    const cancelled = file(aSession({ timetableNo: 4, cancelReason: 'listrik padam' }));
    expect(valueOf(cancelled, 'UID')).toEqual(valueOf(planned, 'UID'));
    expect([valueOf(planned, 'STATUS'), valueOf(cancelled, 'STATUS')]).toEqual([
      ['CONFIRMED'],
      ['CANCELLED'],
    ]);
    expect([valueOf(planned, 'SEQUENCE'), valueOf(cancelled, 'SEQUENCE')]).toEqual([['1'], ['4']]);
  });

  it('carries a moved session with its new time in UTC and a higher number', () => {
    const moved = file(
      aSession({ timetableNo: 2, startsAt: new Date('2024-06-03T08:15:00Z'), room: 'Aula' }),
    );
    expect(valueOf(moved, 'DTSTART')).toEqual(['20240603T081500Z']);
    expect(valueOf(moved, 'LOCATION')).toEqual(['Aula']);
    expect(valueOf(moved, 'SEQUENCE')).toEqual(['2']);
  });

  it('has lines of at most 75 bytes that give the text back, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), (topic) => {
        const text = file(aSession({ topic, no: 0 }));
        expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
        expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
        expect(/[^\r]\n|\r[^\n]/.test(text)).toBe(false);
        const [summary = ''] = valueOf(text, 'SUMMARY');
        const plain = summary.replace(/\\([\\,;n])/g, (_all, sign: string) => (sign === 'n' ? '\n' : sign));
        expect(plain).toBe(topic.replace(/\r?\n/g, '\n').replace(/(?!\n)\p{Cc}/gu, ''));
      }),
      { numRuns: 200 },
    );
  });

  it('is one event for each session, and a calendar without any when there are none', () => {
    expect(valueOf(file(aSession(), aSession({ id: 'b' })), 'BEGIN')).toEqual([
      'VCALENDAR',
      'VEVENT',
      'VEVENT',
    ]);
    expect(valueOf(file(), 'BEGIN')).toEqual(['VCALENDAR']);
  });
});
