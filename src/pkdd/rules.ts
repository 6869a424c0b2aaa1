import type { StepKind } from '../database/schema.ts';

/** Steps of a village after clearance, in order; trainings are counted 1 to 4 (domain.md 1.5). */
export const STEPS: readonly { kind: StepKind; most: number }[] = [
  { kind: 'rkdd-sk', most: 1 },
  { kind: 'sosialisasi', most: 1 },
  { kind: 'proposal', most: 1 },
  { kind: 'pelatihan', most: 4 },
];

/** What a village's row says about the way from locus to PKDD. Half JP, counts, instants. */
export type VillageFacts = {
  locus: boolean;
  personId: string | null;
  signedIn: boolean;
  enrolled: boolean;
  l1: 'met' | 'open' | 'never' | null;
  beforeLeft: number;
  started: boolean;
  closed: boolean;
  over: boolean;
  decree: 'none' | 'recorded' | 'confirmed';
  certificateKind: string | null;
  certificateStatus: string | null;
  due: string | null;
  clearance: 'none' | 'cleared' | 'suspended';
  formed: boolean;
  outreach: boolean;
  stepsWaiting: number;
};

export type VillageStatus =
  | 'not-locus'
  | 'no-kader'
  | 'blocked'
  | 'far-off'
  | 'remind'
  | 'on-target'
  | 'awaiting-clearance'
  | 'cleared'
  | 'formed'
  | 'outreach';

/** Why a village is stuck, or whose turn it is; views/pkdd/status.ts holds the sentences. */
export type VillageReason =
  | 'none'
  | 'suspended'
  | 'decree-missing'
  | 'decree-unconfirmed'
  | 'never-signed-in'
  | 'attendance-unreachable'
  | 'not-enrolled'
  | 'certificate-revoked'
  | 'certificate-suspended'
  | 'statement-only'
  | 'not-passed'
  | 'await-certificate'
  | 'clear-now'
  | 'confirm-step'
  | 'form-team'
  | 'hold-outreach'
  | 'modules-late'
  | 'keep-going'
  | 'propose'
  | 'recruit';

/**
 * The one status of a village, with its reason: list, counts and exports of the board all use this. The order
 * matters: what is formed stays formed, a suspension blocks, then whatever does not mend itself.
 */
export function statusOf(v: VillageFacts): { status: VillageStatus; reason: VillageReason } {
  const say = (status: VillageStatus, reason: VillageReason = 'none') => ({ status, reason });
  if (!v.locus && !v.personId) return say('not-locus');
  if (v.clearance === 'suspended') return say('blocked', 'suspended');
  if (v.outreach) return say('outreach', v.stepsWaiting > 0 ? 'confirm-step' : 'propose');
  if (v.formed) return say('formed', v.stepsWaiting > 0 ? 'confirm-step' : 'hold-outreach');
  if (!v.personId) return say('no-kader', 'recruit');
  if (v.clearance === 'cleared') return say('cleared', v.stepsWaiting > 0 ? 'confirm-step' : 'form-team');
  if (v.certificateKind === 'sertifikat') return certified(v, say);
  return training(v, say);
}

type Say = (
  status: VillageStatus,
  reason?: VillageReason,
) => { status: VillageStatus; reason: VillageReason };

function certified(v: VillageFacts, say: Say) {
  if (v.certificateStatus === 'revoked') return say('blocked', 'certificate-revoked');
  if (v.certificateStatus === 'suspended') return say('blocked', 'certificate-suspended');
  if (v.decree === 'none') return say('blocked', 'decree-missing');
  if (v.decree === 'recorded') return say('blocked', 'decree-unconfirmed');
  return say('awaiting-clearance', 'clear-now');
}

function training(v: VillageFacts, say: Say) {
  if (!v.enrolled) return say('blocked', 'not-enrolled');
  if (v.certificateKind === 'surat-keterangan' || v.due === 'surat-keterangan')
    return say('blocked', 'statement-only');
  if (v.l1 === 'never') return say('blocked', 'attendance-unreachable');
  if (v.over && v.closed && v.due === null) return say('blocked', 'not-passed');
  if (v.decree === 'none') return say('blocked', 'decree-missing');
  if (!v.signedIn) return say('blocked', 'never-signed-in');
  if (v.due === 'sertifikat') return say('on-target', 'await-certificate');
  const late = v.started ? v.beforeLeft : 0;
  if (late >= 3) return say('far-off', 'modules-late');
  if (late >= 1) return say('remind', 'modules-late');
  return say('on-target', 'keep-going');
}
