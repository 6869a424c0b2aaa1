import type { VillageRow } from '../pkdd/index.ts';

export type VillageFilter =
  | 'semua'
  | 'terhalang'
  | 'tunggu'
  | 'lokus'
  | 'bukan-lokus'
  | 'bersertifikat'
  | 'boleh';
export const VILLAGE_FILTERS: readonly VillageFilter[] = [
  'semua',
  'tunggu',
  'terhalang',
  'bersertifikat',
  'boleh',
  'lokus',
  'bukan-lokus',
];

const TESTS: Record<VillageFilter, (row: VillageRow) => boolean> = {
  semua: () => true,
  terhalang: (row) => row.status === 'blocked',
  tunggu: (row) => row.status === 'awaiting-clearance',
  bersertifikat: (row) => row.certificateKind === 'sertifikat' && row.certificateStatus === 'valid',
  boleh: (row) => row.clearance === 'cleared',
  lokus: (row) => row.locus,
  'bukan-lokus': (row) => !row.locus,
};

export const countVillages = (rows: readonly VillageRow[], filter: VillageFilter): number =>
  rows.filter(TESTS[filter]).length;

/** The rows that the filter and the search words leave: name of village, district or kader, or participant number. */
export function chooseVillages(rows: readonly VillageRow[], filter: VillageFilter, q: string): VillageRow[] {
  const words = q.trim().toLowerCase();
  return rows.filter(
    (row) =>
      TESTS[filter](row) &&
      (words === '' ||
        [row.name, row.district, row.personName ?? '', row.participantNo ?? ''].some((text) =>
          text.toLowerCase().includes(words),
        )),
  );
}
