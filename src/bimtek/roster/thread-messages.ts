import type { RosterCheck, RosterRow } from './check.ts';
import type { RosterOptions } from './read-roster.ts';

export type Order = { bytes: Uint8Array; file: string; options: RosterOptions };
/** Rows come in pieces, each after the one before was asked for: a large answer in one would hold up whoever unpacks it. */
export type News =
  | { share: number; rows: number }
  | { part: RosterRow[] }
  | { done: Omit<RosterCheck, 'rows'> };

/** What the other side says when it has unpacked a piece. */
export const NEXT = 'next';
