import { readFile } from 'node:fs/promises';
import { KADER_ROLE, paperNote } from '../../views/certification/paper-words.ts';
import { KIND, LINE_NAMES, STATUS } from '../../views/certification/words.ts';
import { dateRange, jp, plainDate, score } from '../../views/ui/format.ts';
import { renderPdf } from '../documents/pdf.ts';
import { qrSvg } from '../documents/qr.ts';
import { numberColumn, textColumn, writeSheet } from '../documents/sheet.ts';
import { fullName, printedCode, type CertificateContent } from './content.ts';
import type { RegisterRow, ResultRow } from './rows.ts';

const template = new URL('../../views/certification/certificate.typ', import.meta.url);

/** Keeps "30 Mei" and "72 jam" on one line. */
const unbroken = (text: string): string => text.replaceAll(/(?<=\d) | (?=\d)/g, '\u00A0');

/** The sentence under the name, in pieces: only `strong` is bold, `after` begins a new line. */
function sentence(content: CertificateContent) {
  const { name: course, place, startsOn, endsOn } = content.bimtek;
  const after = (hours: string): string =>
    `di ${place}, ${unbroken(`${dateRange(startsOn, endsOn)}, ${hours}`)}.`;
  if (content.kind === 'surat-keterangan') {
    const hours = `sebanyak ${jp(content.jpAttendedHalf)} dari ${jp(content.jpPlannedHalf)} jam pelajaran (JP)`;
    return { before: 'telah mengikuti ', strong: '', course, after: after(hours) };
  }
  const praise = content.predicate === null ? '' : `, dengan predikat ${content.predicate}`;
  const hours = `sebanyak ${jp(content.jpPlannedHalf)} jam pelajaran (JP)${praise}`;
  return {
    before: 'telah mengikuti dan dinyatakan ',
    strong: 'LULUS',
    course: ` ${course}`,
    after: after(hours),
  };
}

/** Everything the template prints, as finished Indonesian text: the template only knows the look. */
function printed(content: CertificateContent) {
  const title = content.kind === 'sertifikat' ? 'SERTIFIKAT' : 'SURAT KETERANGAN';
  const { village, villageTerm, district, districtTerm, regency, province } = content;
  return {
    title,
    documentTitle: `${title} ${content.number}, ${content.name}`,
    day: content.issuedOn.split('-').map(Number),
    number: `Nomor ${content.number}`,
    revision: content.revision === 0 ? '' : `Pengganti ${content.revision}`,
    name: fullName(content),
    who: `${content.texts.role} ${villageTerm} ${village}, ${districtTerm} ${district}, ${regency}, ${province},`,
    sentence: sentence(content),
    ministry: content.issuer.ministry,
    issuer: content.issuer.name,
    logo: content.logo,
    motif: content.motif,
    placeAndDay: `${content.issuedPlace}, ${plainDate(content.issuedOn)}`,
    signatory: { ...content.signatory, nip: content.signatory.nip ?? null },
    qr: qrSvg(content.verifyUrl, { quiet: 0 }),
    code: printedCode(content.code),
    host: new URL(content.verifyUrl).host,
    participant: `${fullName(content)}, nomor peserta ${content.participantNo}`,
    subjects: content.subjects.map((subject) => ({ title: subject.title, jp: jp(subject.halfJp) })),
    total: jp(content.jpPlannedHalf),
    note: content.texts.note,
  };
}

/**
 * The certificate as a tagged PDF, A4 landscape, face and back. The same content gives the same bytes.
 * Content has passed `certificateContent`; throws when the logo is no readable SVG.
 */
export async function certificatePdf(content: CertificateContent): Promise<Uint8Array> {
  return renderPdf(await readFile(template, 'utf8'), printed(content));
}

/** The sentences that are frozen with the content of a kader's paper. JP in halves. */
export const paperTexts = (
  minutesPerJp: number,
  attendedHalf: number,
  plannedHalf: number,
): CertificateContent['texts'] => ({
  role: KADER_ROLE,
  note: paperNote(minutesPerJp, attendedHalf, plannedHalf),
});

const LINE_WORDS = { met: 'sudah', open: 'belum', never: 'tidak bisa lagi' };

/** Kelulusan as a workbook: the rows of the page. No NIK and no phone: an export travels. */
export const resultsSheet = (rows: readonly ResultRow[]): Promise<Uint8Array> =>
  writeSheet({
    name: 'Kelulusan',
    columns: [
      textColumn('Nomor peserta', 10),
      textColumn('Nama', 28),
      textColumn('Kelas', 8),
      textColumn('Sebutan', 10),
      textColumn('Nagari atau desa', 24),
      textColumn('Kabupaten', 24),
      numberColumn('JP hadir'),
      numberColumn('JP jadwal'),
      numberColumn('Modul selesai'),
      numberColumn('Modul wajib'),
      textColumn('Post-test', 10),
      ...LINE_NAMES.map((name) => textColumn(name, 16)),
      textColumn('Siap terbit', 18),
      textColumn('Kertas', 18),
      textColumn('Status', 14),
      textColumn('Nomor sertifikat', 36),
    ],
    rows: rows.map((row) => [
      row.participantNo,
      row.name,
      row.letter,
      row.term,
      row.village,
      row.regency,
      row.halfJpAttended / 2,
      row.halfJpPlanned / 2,
      row.modulesDone,
      row.modulesRequired,
      row.postBp === null ? null : score(row.postBp),
      ...[row.l1, row.l2, row.l3, row.l4, row.l5, row.l6].map((line) => LINE_WORDS[line]),
      row.due && KIND[row.due],
      row.certificateKind && KIND[row.certificateKind],
      row.certificateStatus && STATUS[row.certificateStatus],
      row.number,
    ]),
  });

/** The register as a workbook, as the papers say it. */
export const registerSheet = (rows: readonly RegisterRow[]): Promise<Uint8Array> =>
  writeSheet({
    name: 'Register',
    columns: [
      textColumn('Nomor', 36),
      textColumn('Nama', 28),
      textColumn('Jenis', 18),
      textColumn('Status', 14),
      numberColumn('Pengganti'),
      textColumn('Nomor peserta', 10),
      textColumn('Nagari atau desa', 24),
      textColumn('Kabupaten', 24),
      numberColumn('JP hadir'),
      numberColumn('JP jadwal'),
      { header: 'Terbit', width: 12, type: 'date' },
    ],
    rows: rows.map((row) => [
      row.number,
      row.name,
      KIND[row.kind],
      STATUS[row.status],
      row.revision,
      row.participantNo,
      row.village,
      row.regency,
      row.jpAttendedHalf / 2,
      row.jpPlannedHalf / 2,
      row.issuedOn,
    ]),
  });
