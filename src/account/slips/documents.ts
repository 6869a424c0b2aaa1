import { readFile } from 'node:fs/promises';
import { dateRange, dayOf, phone, plainDate } from '../../../views/ui/format.ts';
import { type Json, renderPdf } from '../../documents/pdf.ts';
import { qrSvg } from '../../documents/qr.ts';
import { showCode } from '../rules.ts';
import type { SlipBimtek } from './participants.ts';
import type { SlipContent } from './slip-content.ts';

const template = new URL('../../../views/account/slip.typ', import.meta.url);
const A_SHEET = 8;

type Sheets = {
  bimtek: SlipBimtek | null;
  slips: readonly SlipContent[];
  /** Where people reach Bekal, without a slash at the end. */
  origin: string;
  printedAt: Date;
};

/** What the QR of a slip opens: the form of the first sign-in with both codes filled in. Opening it uses nothing up. */
export const slipAddress = (origin: string, slip: Pick<SlipContent, 'participantCode' | 'code'>): string =>
  `${origin}/aktivasi?k=${slip.participantCode}&c=${slip.code}`;

function printedSlip(slip: SlipContent, { bimtek, origin }: Sheets): Json {
  const term = slip.villageTerm ?? '';
  return {
    no: slip.participantNo,
    name: slip.name,
    place: slip.village
      ? `${term.charAt(0).toUpperCase()}${term.slice(1)} ${slip.village}, ${(slip.regency ?? '').replace(/^Kabupaten /, 'Kab. ')}`
      : '',
    phone: slip.phone ? phone(slip.phone) : '-',
    code: showCode(slip.code),
    participant: showCode(slip.participantCode),
    key: slip.phoneSignsIn ? 'nomor HP' : 'kode peserta',
    until: plainDate(dayOf(slip.expiresAt, bimtek?.timeZone ?? 'Asia/Jakarta')),
    qr: qrSvg(slipAddress(origin, slip), { quiet: 0 }),
  };
}

function printed(wish: Sheets): Json {
  const { bimtek, slips, origin, printedAt } = wish;
  const sheets = Array.from({ length: Math.ceil(slips.length / A_SHEET) }, (_, i) =>
    slips.slice(i * A_SHEET, (i + 1) * A_SHEET).map((slip) => printedSlip(slip, wish)),
  );
  return {
    documentTitle: `Slip masuk, ${slips.length} orang`,
    day: dayOf(printedAt, bimtek?.timeZone ?? 'Asia/Jakarta')
      .split('-')
      .map(Number),
    bimtek: bimtek ? `${bimtek.name}, ${bimtek.place}` : 'Masuk pertama kali',
    days: bimtek ? dateRange(bimtek.startsOn, bimtek.endsOn) : '',
    address: `${new URL(origin).host}/aktivasi`,
    sheets,
  };
}

/** Login slips as a tagged PDF: A4, eight a sheet, black on white. At least one slip. */
export async function slipsPdf(sheets: Sheets): Promise<Uint8Array> {
  return renderPdf(await readFile(template, 'utf8'), printed(sheets));
}
