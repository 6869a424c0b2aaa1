/** Degrees and titles before and after a name, under their letters without dots and in lower case. Pure. */
import { lookUp } from '../../look-up.ts';

/** Before the name. Titles of adat (Sutan, Datuak) belong to the name and are not here. */
const BEFORE: Readonly<Record<string, string>> = {
  prof: 'Prof.',
  dr: 'Dr.',
  drs: 'Drs.',
  dra: 'Dra.',
  drg: 'drg.',
  drh: 'drh.',
  ir: 'Ir.',
  hj: 'Hj.',
  kh: 'K.H.',
  ns: 'Ns.',
  apt: 'apt.',
};

const AFTER_LIST = [
  'A.Ma A.Ma.Pd A.Md A.Md.Ak A.Md.Farm A.Md.Gz A.Md.Keb A.Md.Kep A.Md.Kom A.Md.P A.Md.Pd A.Md.T A.P A.Mk',
  'S.Ag S.Ak S.AP S.Ars S.E S.E.I S.E.Sy S.Farm S.Fil S.Gz S.H S.H.I S.Hum S.Hut S.I.Kom S.I.P S.IP S.IK S.Kep S.Keb',
  'S.Kel S.Kes S.KM S.Kom S.KPm S.M S.Mat S.Mn S.P S.Pd S.Pd.I S.Pd.SD S.Pi S.Psi S.Pt S.S S.Si S.Sn S.Sos S.Sos.I',
  'S.ST S.Sy S.T S.T.P S.TP S.Th.I S.Tr S.Tr.Ak S.Tr.Kes S.Tr.Keb S.Tr.Kom S.Tr.T S.Ud',
  'M.A M.Ag M.Ak M.AP M.E M.E.Sy M.Ec.Dev M.Eng M.Farm M.H M.H.I M.Hum M.I.Kom M.I.P M.IP M.Kes M.Keb M.Kep M.KM M.Kn',
  'M.Kom M.M M.Mat M.P M.Pd M.Pd.I M.Psi M.PH M.PWK M.Sc M.Si M.Sn M.Sos M.Sy M.T M.TI',
  'B.A B.Sc B.Eng B.Ed Ph.D Lc Ners Gr C.Ht SKM MBA MPH CPA Sp.A Sp.B Sp.OG Sp.PD',
].join(' ');

const letters = (text: string): string => text.replaceAll('.', '').toLowerCase();
const AFTER: ReadonlyMap<string, string> = new Map(
  AFTER_LIST.split(' ').map((degree) => [letters(degree), degree]),
);

/** "drs" -> "Drs."; undefined when the word is no title before a name. A single letter needs its dot ("H."). */
export function titleBefore(word: string): string | undefined {
  if (word === 'H.' || word === 'h.') return 'H.';
  if (word === 'dr.') return 'dr.';
  if (/^\(h\.?c\.?\)$/i.test(word)) return '(H.C.)';
  return lookUp(BEFORE, letters(word));
}

/**
 * "spd", "S.PD.", "S. Pd" -> "S.Pd"; what is written rightly stays, with its last dot or without. undefined when it is
 * no degree: those that are not in the list must be written with dots.
 */
export function degreeAfter(text: string): string | undefined {
  const joined = text.replaceAll(' ', '');
  const bare = joined.replace(/\.$/, '');
  const known = AFTER.get(letters(bare));
  if (known !== undefined) return known === bare ? joined : known;
  return /^(?:[SMABD]|Sp|Ph|CI?)(?:\.[A-Za-z]{1,6}){1,4}$/.test(bare) ? joined : undefined;
}

/** True for a degree that may follow a name without a comma: a known one, written with dots ("M.Iqbal" is a name). */
export const dottedDegree = (word: string): boolean => /\p{L}\.\p{L}/u.test(word) && AFTER.has(letters(word));
