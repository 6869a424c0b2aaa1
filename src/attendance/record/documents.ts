import { readFile } from 'node:fs/promises';
import {
  closingWords,
  reopeningWords,
  settledWords,
  touchedWords,
} from '../../../views/attendance/record-words.ts';
import {
  clockTime,
  count,
  dateInWords,
  dateRange,
  dateTime,
  dayOf,
  jp,
  longDate,
  percentFloor1,
  plainDate,
  zoneLabel,
} from '../../../views/ui/format.ts';
import { type Json, renderPdf } from '../../documents/pdf.ts';
import { wholeOf } from '../recap/queries.ts';
import type { ClosingRecord } from './closing-record.ts';
import type { RecordClass, RecordFacts } from './facts.ts';

/** Without a class of its own: sessions and JP of the timetable differ from class to class. */
type Line = Omit<RecordClass, 'trainers'>;

const classRow = (line: Line, name: string, whole = false): string[] => [
  name,
  count(line.people),
  whole ? '' : count(line.timetable),
  whole ? '' : jp(line.timetableHalfJp),
  ...(['hadir', 'terlambat', 'izin', 'sakit', 'alpa', 'beforeJoining', 'afterEnd'] as const).map((key) =>
    count(line[key]),
  ),
  percentFloor1(line.attended, line.planned),
  count(line.met),
];

function classRows({ classes }: RecordFacts): string[][] {
  const rows = classes.map((line) => classRow(line, line.letter));
  if (classes.length < 2) return rows;
  const whole = { ...wholeOf(classes), timetable: 0, timetableHalfJp: 0 };
  return [...rows, classRow(whole, 'Semua', true)];
}

function factsOf({ head, classes, sessions }: RecordFacts): [string, string][] {
  const people = classes.reduce((all, { people: n }) => all + n, 0);
  return [
    ['Penyelenggara', head.issuer],
    ['Kegiatan', `${head.name}, ${head.label}`],
    ['Tempat', head.place],
    ['Tanggal', dateRange(head.startsOn, head.endsOn)],
    [
      'Peserta dan kelas',
      `${count(people)} peserta dalam ${count(classes.length)} kelas (${classes.map(({ letter }) => letter).join(', ')})`,
    ],
    ['Sesi yang dihitung', `${count(sessions.counted)} sesi; JP tiap kelas ada pada tabel di bawah`],
  ];
}

/** Panitia first, then the trainers by name with their classes. */
function signersOf({ panitia, classes }: RecordFacts): [string, string][] {
  const letters = new Map<string, string[]>();
  for (const { trainers, letter } of classes)
    for (const name of trainers) letters.set(name, [...(letters.get(name) ?? []), letter]);
  return [
    ...panitia.map((name): [string, string] => [name, 'Panitia']),
    ...[...letters]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, of]): [string, string] => [name, `Pelatih kelas ${of.join(', ')}`]),
  ];
}

function historyOf({ closing, before }: ClosingRecord, zone: string): string[] {
  return [
    ...before.map((one) =>
      [
        closingWords(one, zone),
        one.reopening && reopeningWords(one.reopening, zone),
        one.reopening && touchedWords(one.reopening),
      ]
        .filter(Boolean)
        .join(' '),
    ),
    closingWords(closing, zone),
  ];
}

function printed(record: ClosingRecord): Json {
  const { closing, before, facts } = record;
  const { head, percent } = facts;
  const at = new Date(closing.at);
  const day = dayOf(at, head.zone);
  return {
    documentTitle: `Berita acara presensi ${head.name}, ${head.label}, kunci ke-${closing.no}`,
    day: day.split('-').map(Number),
    issuer: head.issuer,
    logo: head.logo,
    bimtek: `${head.name}, ${head.label}`,
    subtitle: `${head.name}, ${head.label}`,
    opening: `Pada hari ini, ${dateInWords(day)} (${plainDate(day)}), pukul ${clockTime(at, head.zone)} ${zoneLabel(head.zone)}, presensi kegiatan di bawah ini dikunci oleh ${closing.byName} selaku panitia, sebagai kunci ke-${closing.no}.`,
    facts: factsOf(facts),
    classes: classRows(facts),
    reached: `Mencapai ${percent}%`,
    note: `Hadir sampai dengan sesudah berhenti: jumlah catatan, satu untuk tiap peserta tiap sesi. Persen: JP yang dihadiri dari JP seluruh jadwal, dibulatkan ke bawah; izin dan sakit dihitung hanya bila berdispensasi.`,
    settled: settledWords(facts),
    cancelled: facts.cancelled.map(
      (one) =>
        `Sesi ${one.no}, ${one.topic}, ${longDate(dayOf(new Date(one.startsAt), head.zone))}, kelas ${one.classes.join(', ')}. Alasan: ${one.reason.replace(/\.$/, '')}.`,
    ),
    history: historyOf(record, head.zone),
    ending: `Sesudah dikunci, catatan baru disimpan tanpa mengubah angka di atas, kecuali presensi dibuka kembali oleh dua panitia.${
      before.length > 0 ? ' Berita acara ini menggantikan berita acara kunci sebelumnya.' : ''
    } Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.`,
    signers: signersOf(facts),
    placeAndDay: `${head.place}, ${plainDate(day)}`,
    signatory: head.signatory,
    printed: `Dari Bekal, menurut kunci pada ${dateTime(at, head.zone)}`,
    code: `Berita acara presensi, kunci ke-${closing.no}`,
  };
}

const inViews = (name: string) =>
  readFile(new URL(`../../../views/attendance/${name}`, import.meta.url), 'utf8');

/**
 * The berita acara of a closing as a tagged PDF, A4 portrait. It says nothing about its printing, so the same closing
 * gives the same bytes, whoever prints it and when.
 */
export async function recordPdf(record: ClosingRecord): Promise<Uint8Array> {
  return renderPdf(`${await inViews('paper.typ')}\n${await inViews('record.typ')}`, printed(record));
}
