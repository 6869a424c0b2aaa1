/** How names of places are compared: people write them in many ways, the official list in one. Pure. */
import { lookUp } from '../look-up.ts';

/** Words that say what kind of place it is; they are not part of the name that is looked up. */
const VILLAGE_KIND =
  /^(?:nagari|desa|ds|kalurahan|kelurahan|kel|pekon|gampong|kampung|kp|tiyuh|negeri) (?=\S)/;
const DISTRICT_KIND = /^(?:kecamatan|kec|kapanewon|kemantren|distrik) (?=\S)/;
const REGENCY_KIND = /^(?:kabupaten administrasi|kabupaten|kab|kota administrasi|kota) (?=\S)/;

/** Short forms with one meaning in names of villages and districts. A single letter has many: see `sameName`. */
const SHORT: Readonly<Record<string, string>> = {
  tj: 'tanjung',
  tjg: 'tanjung',
  tg: 'tanjung',
  tanjuang: 'tanjung',
  sei: 'sungai',
  sungei: 'sungai',
  bkt: 'bukit',
  gn: 'gunung',
  gng: 'gunung',
  kp: 'kampung',
  kmp: 'kampung',
  kpg: 'kampung',
  pdg: 'padang',
  lbk: 'lubuk',
  btg: 'batang',
  muaro: 'muara',
};

/** Lower case, no accents or apostrophes, other signs as spaces, short forms written out. Folding twice changes nothing. */
export function foldName(text: string): string {
  const letters = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘`´ʼ"]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return letters
    .split(' ')
    .map((word) => lookUp(SHORT, word) ?? word)
    .join(' ');
}

/** Key under which names are the same: folded, without spaces ("Gading Rejo", "Gadingrejo"). */
export const nameKey = (text: string): string => foldName(text).replaceAll(' ', '');

const without = (kind: RegExp) => (text: string) => foldName(text).replace(kind, '');

/** "Nagari Cupak", "Kel. Cupak" -> "cupak". */
export const bareVillage = without(VILLAGE_KIND);
/** "Kec. Gunung Talang" -> "gunung talang". */
export const bareDistrict = without(DISTRICT_KIND);
/** "Kab. Solok" -> "solok". */
export const bareRegency = without(REGENCY_KIND);

/** What the text says it means: "Kota Solok" a city, "Kab. Solok" a regency, "Solok" nothing. */
export function kindOfRegency(text: string): 'kota' | 'kabupaten' | undefined {
  const [word] = foldName(text).split(' ');
  if (word === 'kota') return 'kota';
  return word === 'kab' || word === 'kabupaten' ? 'kabupaten' : undefined;
}

/**
 * Same name of two folded ones, where a word of one letter stands for any word that begins with it: "Selayo Tanang
 * B. Sileh" is "Selayo Tanang Bukit Sileh".
 */
export function sameFolded(a: string, b: string): boolean {
  if (a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '')) return true;
  const one = a.split(' ');
  const two = b.split(' ');
  return one.length === two.length && one.length > 1 && one.every((word, i) => sameWord(word, two[i] ?? ''));
}

/** `sameFolded` of names as they are written. */
export const sameName = (a: string, b: string): boolean => sameFolded(foldName(a), foldName(b));

function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length === 1 && long.startsWith(short);
}

/** Letters to change, add or drop to make one text the other; counting stops above `limit`. */
export function editDistance(a: string, b: string, limit = 99): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return Math.min(row[b.length] ?? 0, limit + 1);
}
