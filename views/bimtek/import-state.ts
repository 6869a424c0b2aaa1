/** What the check page is drawn from. */
import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Answers } from '../../src/bimtek/import/answers.ts';
import type { Draft } from '../../src/bimtek/import/draft.ts';
import type { Parts } from '../../src/bimtek/import/read-draft.ts';
import type { ImportCounts, ImportRow } from '../../src/bimtek/import/rows.ts';
import type { RosterCheck, RosterOptions } from '../../src/bimtek/roster/index.ts';

export type CheckState = {
  bimtek: BimtekView;
  draft: Draft;
  options: RosterOptions;
  answers: Answers;
  check: RosterCheck;
  rows: ImportRow[];
  counts: ImportCounts;
  parts: Parts | null;
  /** True once the bimtek has begun: then it matters from when people belong to it. */
  late: boolean;
  refusal?: { reason: string; row?: number; why?: string };
};

/** What was answered about the file, for the next address or form. */
export const hiddenOf = (options: RosterOptions): Record<string, string> => ({
  ...(options.sheet ? { lembar: options.sheet } : {}),
  ...(options.encoding ? { pengodean: options.encoding } : {}),
  ...Object.fromEntries(
    Object.entries(options.columns ?? {}).map(([field, letters]) => [`kolom.${field}`, letters]),
  ),
});
