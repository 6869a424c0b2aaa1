import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { certificateContent, fullName, type CertificateContent } from '../../src/certification/content.ts';
import { certificatePdf } from '../../src/certification/documents.ts';
import { provenAddress } from '../../src/certification/proof/make-proof.ts';
import { qrModules } from '../../src/documents/qr.ts';
import { drawnQr, readPdf } from '../documents/read-pdf.ts';
import { readQr } from '../documents/read-qr.ts';
import { TEST_KEYS } from '../fixtures/house.ts';
import { exampleContent } from './example.ts';
import { readProof } from './read-proof.ts';

// The first document waits for the compiler: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const make = (changes: Partial<CertificateContent> = {}) =>
  certificatePdf(certificateContent.parse(exampleContent(changes)));
const read = async (changes: Partial<CertificateContent> = {}) => readPdf(await make(changes)).pages;
const flat = (lines: string[] | undefined) => (lines ?? []).join(' ').replaceAll(/\s+/g, ' ');
const longest = {
  name: 'Muhammad Nurhidayatullah Abdurrahman Syaifuddin Kusumawardha',
  titlePrefix: 'Prof. Dr. Ir. H.',
  titleSuffix: 'S.Pd., S.Kom., M.T., Ph.D.',
};

/** What a phone would see: the picture of the face at 150 dots an inch. */
function scan(pdf: Uint8Array): string {
  const room = mkdtempSync(join(tmpdir(), 'bekal-certificate-'));
  try {
    writeFileSync(join(room, 'c.pdf'), pdf);
    execFileSync(
      'pdftoppm',
      ['-r', '150', '-gray', '-f', '1', '-l', '1', '-singlefile', join(room, 'c.pdf'), join(room, 'c')],
      { stdio: 'pipe' },
    );
    return execFileSync('zbarimg', ['-q', '--raw', join(room, 'c.pgm')], { stdio: 'pipe' })
      .toString()
      .trim();
  } finally {
    rmSync(room, { recursive: true });
  }
}

const canScan = ['pdftoppm', 'zbarimg'].every((tool) => {
  try {
    execFileSync('which', [tool], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
});

describe('the face', () => {
  it('says who did what, where, when and for how long', async () => {
    const [face] = await read();
    expect(face?.lines.map((line) => line.replaceAll('\u00A0', ' ').trim())).toEqual([
      'NAMA KEMENTERIAN',
      'NAMA INSTANSI PENYELENGGARA',
      'SERTIFIKAT',
      'Nomor 0021/BIMTEK-KDD/BPI/VI/2024',
      'diberikan kepada',
      'Yulia Rahmawati',
      'Kader Digital Nagari Cupak, Kecamatan Gunung Talang, Kabupaten Solok, Sumatera Barat,',
      'telah mengikuti dan dinyatakan',
      'LULUS',
      'Bimbingan Teknis Kader Digital Desa Cerdas',
      'di Jakarta, 30 Mei s.d. 8 Juni 2024, sebanyak 72 jam pelajaran (JP).',
      'Periksa keaslian',
      'pindai kode ini, atau buka',
      'bekal.example/verifikasi',
      'dan ketik kode',
      '7K3F-92QD-M4XT',
      'atau nomor sertifikat dan nama',
      'Jakarta, 10 Juni 2024',
      'Kepala Pusat,',
      'Nama pejabat',
      'NIP 00000000 000000 0 000',
    ]);
  });

  it('of a surat keterangan counts the hours and does not say LULUS', async () => {
    const [face] = await read({ kind: 'surat-keterangan', jpAttendedHalf: 117 });
    expect(face?.lines).toContain('SURAT KETERANGAN');
    const text = flat(face?.lines);
    expect(text).toContain('telah mengikuti Bimbingan Teknis Kader Digital Desa Cerdas di Jakarta');
    expect(text).toContain('sebanyak 58,5 dari 72 jam pelajaran (JP).');
    expect(text).not.toContain('LULUS');
  });

  it('names a later revision, and a predicate where there is one', async () => {
    const [face, back] = await read({ revision: 2, predicate: 'sangat baik' });
    expect(face?.lines).toContain('Pengganti 2');
    expect(flat(back?.lines)).toContain('Pengganti 2');
    expect(flat(face?.lines)).toContain('72 jam pelajaran (JP), dengan predikat sangat baik.');
    expect(flat((await read())[0]?.lines)).not.toContain('Pengganti');
  });

  it('does without logo and NIP, and wears either motif', async () => {
    const plain = await read({ logo: null, signatory: { name: 'Nama pejabat', title: 'Kepala Pusat' } });
    expect(flat(plain[0]?.lines)).not.toContain('NIP');
    const [shoots] = await read({ motif: 'minang' });
    expect(shoots?.drawing).not.toBe((await read())[0]?.drawing);
    expect(shoots?.lines).toEqual((await read())[0]?.lines);
  });
});

describe('the name', () => {
  it.each([
    { name: 'O', titlePrefix: null, titleSuffix: null },
    { name: "Łukasz Đorđević O'Neil", titlePrefix: null, titleSuffix: null },
    { name: 'Syafrizal Datuak Bandaro Putiah', titlePrefix: 'H.', titleSuffix: 'S.Sos.' },
    { name: '#injeksi $x$ *tebal* _miring_ @a <b> [c] \\ // "d"', titlePrefix: null, titleSuffix: null },
    { name: 'W'.repeat(60), titlePrefix: null, titleSuffix: 'S.T.' },
    longest,
  ])('$name is printed whole, on one page', async (person) => {
    const pages = await read(person);
    expect(pages.length).toBe(2);
    expect(flat(pages[0]?.lines)).toContain(fullName(person));
    expect(flat(pages[1]?.lines)).toContain(`${fullName(person)}, nomor peserta F-35`);
  });

  it('of any length fits', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'aeiourmnWMŁđ'), minLength: 1, maxLength: 16 });
    const name = fc
      .array(word, { minLength: 1, maxLength: 8 })
      .map((words) => words.join(' ').slice(0, 60).trim())
      .filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(
        name,
        fc.option(fc.constantFrom('S.T.', longest.titleSuffix)),
        async (holder, titleSuffix) => {
          const pages = await read({ name: holder, titleSuffix });
          expect(pages.length).toBe(2);
          expect(flat(pages[0]?.lines)).toContain(fullName({ name: holder, titlePrefix: null, titleSuffix }));
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('the paper', () => {
  it('keeps to one face when every office and place has its longest name', async () => {
    const pages = await read({
      ...longest,
      village: 'Koto Gadang Guguak Nan Panjang Sekali Di Ujung Bukit Barisan',
      district: 'Payung Sekaki Tigo Lurah Bajanjang',
      regency: 'Kabupaten Kepulauan Siau Tagulandang Biaro',
      province: 'Daerah Istimewa Yogyakarta',
      issuer: {
        name: 'Pusat Pelatihan Sumber Daya Manusia Desa'.repeat(2),
        unit: 'BPI',
        ministry: Array.from(
          { length: 4 },
          () => 'Kementerian Desa dan Pembangunan Daerah Tertinggal Republik Indonesia',
        ),
      },
      signatory: {
        name: 'Prof. Dr. Ir. Nama Pejabat Yang Panjang Sekali, M.Sc., Ph.D.',
        title: 'Kepala Pusat Pelatihan Sumber Daya Manusia Desa dan Daerah Tertinggal',
      },
    });
    expect(pages.length).toBe(2);
    expect(flat(pages[0]?.lines)).toContain('atau nomor sertifikat dan nama');
  });

  it('lists the subjects with their JP and the sum', async () => {
    const [, back] = await read({
      jpPlannedHalf: 145,
      subjects: [
        { title: 'Literasi digital', halfJp: 45 },
        { title: 'Ekonomi digital', halfJp: 100 },
      ],
    });
    expect(back?.lines).toEqual([
      'Mata pelatihan',
      'Yulia Rahmawati, nomor peserta F-35',
      'Nomor 0021/BIMTEK-KDD/BPI/VI/2024',
      'No.',
      'Mata pelatihan',
      'JP',
      '1',
      'Literasi digital',
      '22,5',
      '2',
      'Ekonomi digital',
      '50',
      'Jumlah',
      '72,5',
      '1 JP = 45 menit. Kehadiran 70 dari 72 JP.',
      'Kode ',
      '7K3F-92QD-M4XT',
      ', periksa di bekal.example/verifikasi',
    ]);
  });

  it('holds thirty subjects on its back', async () => {
    const subjects = Array.from({ length: 30 }, (_, i) => ({ title: `Mata pelatihan ${i}`, halfJp: 4 }));
    expect((await read({ subjects, jpPlannedHalf: 120, jpAttendedHalf: 120 })).length).toBe(2);
  });

  it('is tagged and carries its fonts', async () => {
    const { tagged, language, fonts } = readPdf(await make());
    expect({ tagged, language, fonts: fonts.toSorted() }).toEqual({
      tagged: true,
      language: 'id',
      fonts: ['NotoSans-Bold', 'NotoSans-Regular', 'NotoSerif-Bold', 'NotoSerif-Regular'],
    });
  });

  it('is the same to the byte for the same content, and another for another', async () => {
    const first = Buffer.from(await make());
    const other = Buffer.from(await make({ name: 'Yulia Rahmawata' }));
    expect(other.equals(first)).toBe(false);
    expect(Buffer.from(await make()).equals(first)).toBe(true);
  });

  it('refuses a logo that is broken or reaches for a file', async () => {
    await expect(make({ logo: '<svg xmlns="http://www.w3.org/2000/svg"><g>' })).rejects.toThrow('SVG');
    const thief =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="/etc/hostname" width="9" height="9"/></svg>';
    await expect(make({ logo: thief })).rejects.toThrow('failed to load');
  });
});

describe('the QR code', () => {
  const proven = provenAddress(exampleContent(longest), TEST_KEYS.proof.signer);

  it('is drawn module by module, at least 30 mm wide, and says the address with its proof', async () => {
    const drawn = drawnQr((await read({ ...longest, verifyUrl: proven }))[0]?.drawing ?? '');
    expect(drawn?.grid).toEqual(qrModules(proven));
    expect(readQr(drawn?.grid ?? [])).toBe(proven);
    expect(readProof(proven).paper).toMatchObject({ name: longest.name, withoutTitles: true });
    expect(drawn?.millimetres).toBeGreaterThanOrEqual(30);
    expect(drawn?.grid.length).toBeLessThanOrEqual(17 + 4 * 14);
  });

  it.runIf(canScan)('is read from the picture of the page, also with a long address', async () => {
    expect(scan(await make())).toBe(exampleContent().verifyUrl);
    expect(scan(await make({ ...longest, verifyUrl: proven }))).toBe(proven);
  });
});
