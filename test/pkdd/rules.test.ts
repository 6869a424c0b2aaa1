import { describe, expect, it } from 'vitest';
import { statusOf, type VillageFacts } from '../../src/pkdd/rules.ts';

const TRAINING: VillageFacts = {
  locus: true,
  personId: 'p',
  signedIn: true,
  enrolled: true,
  l1: 'open',
  beforeLeft: 0,
  started: true,
  closed: false,
  over: false,
  decree: 'confirmed',
  certificateKind: null,
  certificateStatus: null,
  due: null,
  clearance: 'none',
  formed: false,
  outreach: false,
  stepsWaiting: 0,
};
const CERTIFIED: VillageFacts = {
  ...TRAINING,
  l1: 'met',
  closed: true,
  certificateKind: 'sertifikat',
  certificateStatus: 'valid',
};
const with_ = (facts: VillageFacts, change: Partial<VillageFacts>) => statusOf({ ...facts, ...change });

describe('the status of a village', () => {
  it('is not a locus as long as it never had a kader', () => {
    expect(with_(TRAINING, { locus: false, personId: null })).toEqual({
      status: 'not-locus',
      reason: 'none',
    });
  });
  it('asks for a kader in a locus without one', () => {
    expect(with_(TRAINING, { personId: null })).toEqual({ status: 'no-kader', reason: 'recruit' });
  });
  it.each([
    [0, 'on-target'],
    [1, 'remind'],
    [2, 'remind'],
    [3, 'far-off'],
    [6, 'far-off'],
  ])('with %i modules late is %s', (beforeLeft, status) => {
    expect(with_(TRAINING, { beforeLeft }).status).toBe(status);
  });
  it('has no module late before the first day', () => {
    expect(with_(TRAINING, { beforeLeft: 6, started: false }).status).toBe('on-target');
  });
  it.each<[Partial<VillageFacts>, string]>([
    [{ decree: 'none' }, 'decree-missing'],
    [{ signedIn: false }, 'never-signed-in'],
    [{ l1: 'never' }, 'attendance-unreachable'],
    [{ enrolled: false }, 'not-enrolled'],
    [{ due: 'surat-keterangan' }, 'statement-only'],
    [{ closed: true, over: true }, 'not-passed'],
  ])('is blocked during training by %o', (change, reason) => {
    expect(with_(TRAINING, change)).toEqual({ status: 'blocked', reason });
  });
  it('waits for the korkab when certificate and SK are complete', () => {
    expect(statusOf(CERTIFIED)).toEqual({ status: 'awaiting-clearance', reason: 'clear-now' });
  });
  it.each<[Partial<VillageFacts>, string]>([
    [{ decree: 'none' }, 'decree-missing'],
    [{ decree: 'recorded' }, 'decree-unconfirmed'],
    [{ certificateStatus: 'revoked' }, 'certificate-revoked'],
    [{ certificateStatus: 'suspended' }, 'certificate-suspended'],
    [{ clearance: 'suspended' }, 'suspended'],
  ])('is blocked after the certificate by %o', (change, reason) => {
    expect(with_(CERTIFIED, change)).toEqual({ status: 'blocked', reason });
  });
  it('shows a suspension also where PKDD was formed', () => {
    expect(with_(CERTIFIED, { clearance: 'suspended', formed: true }).status).toBe('blocked');
  });
  it('goes from cleared over formed to outreach', () => {
    expect(with_(CERTIFIED, { clearance: 'cleared' })).toEqual({ status: 'cleared', reason: 'form-team' });
    expect(with_(CERTIFIED, { clearance: 'cleared', formed: true })).toEqual({
      status: 'formed',
      reason: 'hold-outreach',
    });
    expect(with_(CERTIFIED, { clearance: 'cleared', formed: true, outreach: true })).toEqual({
      status: 'outreach',
      reason: 'propose',
    });
    expect(with_(CERTIFIED, { clearance: 'cleared', stepsWaiting: 1 })).toEqual({
      status: 'cleared',
      reason: 'confirm-step',
    });
  });
});
