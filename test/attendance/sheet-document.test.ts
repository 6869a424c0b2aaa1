import { describe, expect, it, vi } from 'vitest';
import {
  attendanceSheetPdf,
  type AttendanceSheet,
  type AttendanceSheetRow,
} from '../../src/attendance/documents.ts';
import { readPdf } from '../documents/read-pdf.ts';

// The first document waits for the compiler: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const at = (clock: string) => new Date(`2024-06-03T${clock}:00+07:00`);

const row = (place: number, changes: Partial<AttendanceSheetRow> = {}): AttendanceSheetRow => ({
  participantNo: `F-${String(place).padStart(2, '0')}`,
  name: `Peserta ${place}`,
  village: 'Nagari Cupak',
  regency: 'Solok',
  status: 'hadir',
  arrivedAt: at('08:20'),
  ...changes,
});

const sheet = (changes: Partial<AttendanceSheet> = {}): AttendanceSheet => ({
  issuer: 'Nama instansi penyelenggara',
  bimtek: 'Bimbingan Teknis Kader Digital Desa Cerdas, Gelombang II Tahun 2024',
  logo: null,
  session: {
    number: 12,
    topic: 'Mengenal hoaks',
    halfJp: 4,
    startsAt: at('08:30'),
    endsAt: at('10:00'),
    zone: 'Asia/Jakarta',
    room: 'Ruang Batavia 2, Jakarta',
  },
  trainers: ['Ratna Wulandari', 'Deni Pratama'],
  className: 'F',
  rows: [row(1)],
  blank: false,
  signers: { trainer: 'Ratna Wulandari', responsible: null },
  code: 'DH-F-S12-01',
  version: 3,
  printedBy: 'Ratna Wulandari',
  printedAt: at('10:12'),
  ...changes,
});

const read = async (changes: Partial<AttendanceSheet> = {}) =>
  readPdf(await attendanceSheetPdf(sheet(changes)));
const linesOf = async (changes: Partial<AttendanceSheet> = {}) =>
  (await read(changes)).pages.map((page) => page.lines.map((line) => line.replaceAll('\u00A0', ' ').trim()));
const people = (count: number) => Array.from({ length: count }, (_, i) => row(i + 1));

describe('a daftar hadir', () => {
  it('says which session it is of, who was there and who printed it', async () => {
    const rows = [
      row(1, { name: 'Afrida Yenti' }),
      row(2, {
        name: 'Rosita Djafar',
        village: 'Desa Mamuya',
        regency: 'Halmahera Utara',
        status: 'terlambat',
        arrivedAt: at('08:53'),
      }),
      row(3, { name: 'Joko Susilo', status: 'alpa', arrivedAt: null }),
      row(4, { name: 'Nur Aini', status: null, arrivedAt: null }),
    ];
    expect((await linesOf({ rows })).map((lines) => lines.join(' | '))).toEqual([
      [
        'NAMA INSTANSI PENYELENGGARA',
        'Bimbingan Teknis Kader Digital Desa Cerdas, Gelombang II Tahun 2024',
        'Lembar 1 dari 1',
        'DAFTAR HADIR',
        'Sesi | 12. Mengenal hoaks (2 JP) | Tempat | Ruang Batavia 2, Jakarta',
        'Hari, tanggal | Senin, 3 Juni 2024 | Pukul | 08.30–10.00 WIB',
        'Pelatih | Ratna Wulandari, Deni Pratama | Kelas | F, 4 peserta',
        'No. | peserta | Nama | Nagari, pekon, atau desa, | kabupaten | Presensi | Jam | Tanda tangan',
        'F-01 | Afrida Yenti | Nagari Cupak, Solok | Hadir | 08.20 | 1.',
        'F-02 | Rosita Djafar | Desa Mamuya, Halmahera Utara | Terlambat | 08.53 | 2.',
        'F-03 | Joko Susilo | Nagari Cupak, Solok | Alpa | - | 3.',
        'F-04 | Nur Aini | Nagari Cupak, Solok | - | - | 4.',
        'Hadir 1, Terlambat 1, Izin 0, Sakit 0, | Alpa 1, Belum ditandai 1 | Jumlah peserta: 4',
        'Pelatih, | Ratna Wulandari | Penanggung jawab kelas, | Nama dan NIP',
        'Dicetak dari Bekal, Senin, 3 Juni 2024 pukul 10.12 WIB oleh Ratna Wulandari',
        'Kode lembar DH-F-S12-01, versi 3',
      ].join(' | '),
    ]);
  });

  it('repeats head and footer on each sheet and signs on the last', async () => {
    const pages = await linesOf({ rows: people(36) });
    expect(pages.map((lines) => lines.filter((line) => /^F-\d+$/.test(line)).length)).toEqual([24, 12]);
    for (const [index, lines] of pages.entries()) {
      expect(lines).toContain(`Lembar ${index + 1} dari 2`);
      expect(lines).toContain('Tanda tangan');
      expect(lines).toContain('Kode lembar DH-F-S12-01, versi 3');
      expect(lines.includes('Penanggung jawab kelas,')).toBe(index === 1);
    }
    expect(pages[1]).toContain('DAFTAR HADIR, Sesi 12 Kelas F, Senin, 3 Juni 2024 (lanjutan)');
  });

  it('leaves marks, times and totals empty when blank', async () => {
    const [lines = []] = await linesOf({ blank: true });
    expect(lines.slice(lines.indexOf('F-01'), -2).join(' | ')).toBe(
      [
        'F-01 | Peserta 1 | Nagari Cupak, Solok | 1.',
        'Hadir ......, Terlambat ......, Izin ......, | Sakit ......, Alpa ...... | Jumlah peserta: 1',
        'Pelatih, | Ratna Wulandari | Penanggung jawab kelas, | Nama dan NIP',
      ].join(' | '),
    );
  });

  it('keeps to its sheets however long the names are, and prints them as text', async () => {
    const name = '#injeksi $x$ *tebal* Nurhidayatullah Abdurrahman Syaifuddin W';
    const rows = people(24).map((person) => ({
      ...person,
      name,
      village: 'Kalurahan Koto Gadang Guguak',
      regency: 'Kepulauan Siau Tagulandang Biaro',
    }));
    const session = {
      ...sheet().session,
      topic:
        'Tata kelola, perencanaan, penganggaran dan data desa yang terbuka untuk warga dan berkelanjutan',
    };
    const trainers = [
      'Prof. Dr. Ratna Wulandari Kusumawardhani',
      'Deni Pratama Putra Nusantara',
      'Suryaningsih Hadikusumo',
    ];
    const pages = await linesOf({ rows, session, trainers });
    expect(pages.length).toBe(2);
    expect(pages.flat().join(' ').split(name).length - 1).toBe(24);
  });

  it('is tagged, in Indonesian, and the same to the byte when printed at the same moment', async () => {
    const { tagged, language, fonts } = await read();
    expect({ tagged, language, fonts: fonts.toSorted() }).toEqual({
      tagged: true,
      language: 'id',
      fonts: ['NotoSans-Bold', 'NotoSans-Regular'],
    });
    const once = Buffer.from(await attendanceSheetPdf(sheet()));
    expect(once.equals(await attendanceSheetPdf(sheet()))).toBe(true);
    expect(once.equals(await attendanceSheetPdf(sheet({ printedAt: at('10:13') })))).toBe(false);
  });
});
