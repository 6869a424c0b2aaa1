import { readFile } from 'node:fs/promises';
import { dateRange, dayOf } from '../../views/ui/format.ts';
import { type Json, renderPdf } from '../documents/pdf.ts';
import { qrSvg } from '../documents/qr.ts';

const template = new URL('../../views/desk/badge.typ', import.meta.url);
const A_SHEET = 8;

export type Badge = {
  no: string;
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  village: string;
  villageTerm: string;
  regency: string;
  letter: string;
  participantCode: string;
};

export type BadgeSheets = {
  bimtek: { name: string; label: string; startsOn: string; endsOn: string; zone: string };
  issuer: string;
  badges: readonly Badge[];
  printedAt: Date;
};

const fullName = (one: Badge): string =>
  [one.titlePrefix, one.name].filter(Boolean).join(' ') + (one.titleSuffix ? `, ${one.titleSuffix}` : '');

const printedBadge = (one: Badge): Json => ({
  no: one.no,
  name: fullName(one),
  place: `${one.villageTerm.charAt(0).toUpperCase()}${one.villageTerm.slice(1)} ${one.village}`,
  regency: one.regency,
  role: 'Kader Digital',
  letter: one.letter,
  // The bare code: a scanner that acts as a keyboard types it into the search of the desk.
  qr: qrSvg(one.participantCode, { quiet: 0 }),
  code: `${one.participantCode.slice(0, 4)}-${one.participantCode.slice(4)}`,
});

function printed({ bimtek, issuer, badges, printedAt }: BadgeSheets): Json {
  const sheets = Array.from({ length: Math.ceil(badges.length / A_SHEET) }, (_, i) =>
    badges.slice(i * A_SHEET, (i + 1) * A_SHEET).map(printedBadge),
  );
  return {
    documentTitle: `Tanda pengenal, ${badges.length} orang, ${bimtek.label}`,
    day: dayOf(printedAt, bimtek.zone).split('-').map(Number),
    issuer,
    bimtek: `${bimtek.name}, ${bimtek.label}`,
    days: dateRange(bimtek.startsOn, bimtek.endsOn),
    sheets,
  };
}

/** Name badges as a tagged PDF: A4, eight a sheet, with the QR of the participant code. At least one badge. */
export async function badgesPdf(sheets: BadgeSheets): Promise<Uint8Array> {
  return renderPdf(await readFile(template, 'utf8'), printed(sheets));
}
