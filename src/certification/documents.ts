import { readFile } from 'node:fs/promises';
import { KADER_ROLE, paperNote } from '../../views/certification/paper-words.ts';
import { dateRange, jp, plainDate } from '../../views/ui/format.ts';
import { renderPdf } from '../documents/pdf.ts';
import { qrSvg } from '../documents/qr.ts';
import { fullName, printedCode, type CertificateContent } from './content.ts';

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
export const paperTexts = (minutesPerJp: number, attendedHalf: number, plannedHalf: number): CertificateContent['texts'] => ({
  role: KADER_ROLE,
  note: paperNote(minutesPerJp, attendedHalf, plannedHalf),
});
