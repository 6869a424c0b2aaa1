/**
 * Phrases that stand in a QR as one sign, U+0001 to U+001F, which no printed line may hold. FROZEN: papers in people's
 * hands are read with this list, so it is never changed, only left behind by a new version of the layout.
 */
export const WORDS: readonly string[] = [
  'Bimbingan Teknis ',
  'Kader Digital ',
  'Desa Cerdas',
  'Pelatihan ',
  'Kabupaten ',
  'Kota ',
  'Kementerian ',
  'Desa ',
  'Pembangunan ',
  'Daerah Tertinggal',
  'Transmigrasi',
  'Balai ',
  'Pusat ',
  'Pengembangan ',
  'Pemberdayaan ',
  'Masyarakat ',
  'Sumber Daya Manusia ',
  'Direktorat ',
  'Jenderal ',
  'Dinas ',
  'Badan ',
  'Provinsi ',
  'Daerah ',
  ' dan ',
  'Republik Indonesia',
  '/BIMTEK-KDD/',
  '/SKET-KDD/',
  'Jakarta',
  'Muhammad ',
  'Penyelenggara',
  'Instansi ',
];

const longestFirst = WORDS.map((word, i) => [word, String.fromCharCode(i + 1)] as const).toSorted(
  ([one], [other]) => other.length - one.length,
);

/** The text with each phrase of the list as its sign. */
export const shortOf = (text: string): string =>
  longestFirst.reduce((short, [word, sign]) => short.replaceAll(word, sign), text);
