/** The word before the name of a district, by its code: Papua has distrik, Yogyakarta kapanewon and kemantren. */
export function districtTerm(districtCode: string): string {
  if (/^9[1-6]/.test(districtCode)) return 'Distrik';
  if (districtCode.startsWith('34.71')) return 'Kemantren';
  return districtCode.startsWith('34') ? 'Kapanewon' : 'Kecamatan';
}

/** 'nagari' -> 'Nagari'. */
export const capital = (word: string): string => (word[0]?.toUpperCase() ?? '') + word.slice(1);

/** Predikat of a best post-test in basis points; bands go from high to low. Null: LULUS only. */
export function predicateOf(
  postBp: number | null,
  bands: readonly { from_bp: number; label: string }[] | null,
): string | null {
  return bands?.find((band) => postBp !== null && postBp >= band.from_bp)?.label ?? null;
}

/** A name as it is compared when somebody looks a certificate up: case, accents, quotes and spaces do not matter. */
export const foldedName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`.,]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
