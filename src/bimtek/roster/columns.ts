/** What the words of a header mean. Pure. */

/** Every column a roster may have; these are the words of `--columns name=E,nik=J`. `no` is a mere numbering. */
export const FIELDS = [
  'name',
  'title_prefix',
  'title_suffix',
  'nik',
  'sex',
  'phone',
  'village_code',
  'village',
  'district',
  'regency',
  'decree_no',
  'decree_date',
  'class',
  'birth_date',
  'no',
] as const;
export type Field = (typeof FIELDS)[number];

/** About somebody or something else than the participant. */
const ELSEWHERE =
  /\b(?:wali (?:nagari|desa|jorong)|kepala|kades|lurah|camat|sekretaris|ibu|ayah|orang tua|bank|rekening|rek|darurat|keluarga|pendamping|duta|jabatan|alamat|kantor|kegiatan|pasangan|suami|istri|panggilan)\b/;

const DECREE = /\b(?:sk|keputusan)\b/;

/** The first rule that fits decides. Words are folded: lower case, signs as spaces. */
const RULES: readonly (readonly [Field, RegExp])[] = [
  [
    'decree_no',
    /\b(?:no|nomor)\b.*\b(?:tgl|tanggal)\b.*\bsk\b|\bsk\b.*\b(?:no|nomor)\b.*\b(?:tgl|tanggal)\b/,
  ],
  ['decree_date', /^(?=.*\b(?:tgl|tanggal|tertanggal)\b)(?=.*\b(?:sk|surat keputusan|keputusan)\b)/],
  ['decree_no', /\b(?:sk|surat keputusan|nomor keputusan)\b/],
  ['nik', /\bnik\b|\bktp\b|\binduk kependudukan\b/],
  [
    'village_code',
    /\b(?:kode|kd)\b.*\b(?:wilayah|desa|nagari|kelurahan|kalurahan|pekon|gampong|kampung|kemendagri)\b/,
  ],
  [
    'phone',
    /\b(?:hp|wa|whats ?app|telp?|telpon|telepon|handphone|hand phone|ponsel|kontak|seluler|phone|no tlp)\b/,
  ],
  ['sex', /\bkelamin\b|^l p$|^p l$|^lp$|^jk$|^j k$|\bgender\b|^sex$|^laki laki perempuan$/],
  ['title_prefix', /\bgelar\b.*\bdepan\b/],
  ['title_suffix', /\bgelar\b.*\bbelakang\b|^gelar$/],
  ['birth_date', /\b(?:tgl|tanggal)\b.*\blahir\b/],
  [
    'name',
    /^(?:nama|nama (?:lengkap|peserta|kader|kandidat|calon|dan gelar|sesuai|digital|yang|beserta|tanpa).*|peserta|kader|kader digital|name|full name)$/,
  ],
  ['class', /^(?:kelas|kls|class|rombel|ruang kelas)\b/],
  ['village', /\b(?:nagari|desa|kelurahan|kalurahan|pekon|gampong|village)\b(?! cerdas)/],
  ['district', /\b(?:kecamatan|kec|kapanewon|distrik|district)\b/],
  ['regency', /\b(?:kabupaten|kab|kota|regency)\b/],
  ['no', /^(?:no|nomor|no urut|nomor urut|urut|number)$/],
];
const LONGEST_HEADER = 60;

const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const byRule = (words: string): Field | undefined => RULES.find(([, rule]) => rule.test(words))?.[0];

/** The column that a header cell names, undefined when it names none. What stands in brackets is heard second. */
export function fieldOf(header: string): Field | undefined {
  if (header.length > LONGEST_HEADER) return undefined;
  const words = folded(header.replace(/\([^)]*\)/g, ' '));
  if (ELSEWHERE.test(words) && !DECREE.test(words)) return undefined;
  return byRule(words) ?? byRule(folded(header));
}

/** What two cells can name together; a place or a person under a title is never put together like this. */
const PAIRS = 'decree_no decree_date nik phone village_code title_prefix title_suffix birth_date'.split(
  ' ',
) as Field[];
/** What "No" can be the number of. */
const NUMBERED: readonly Field[] = ['decree_no', 'nik', 'phone'];

/** The column that two header cells name, one below the other ("SK" over "Nomor"). */
export function fieldOfTwo(upper: string, lower: string): Field | undefined {
  if (lower.trim() === '') return fieldOf(upper);
  const own = fieldOf(lower);
  if (own !== undefined && own !== 'no') return isElsewhere(upper) ? undefined : own;
  const pair = fieldOf(`${lower} ${upper}`);
  return pair && (own === 'no' ? NUMBERED : PAIRS).includes(pair) ? pair : own;
}

const isElsewhere = (upper: string): boolean => {
  const words = folded(upper).replace(/\balamat\b/, '');
  return ELSEWHERE.test(words) && !DECREE.test(words);
};
