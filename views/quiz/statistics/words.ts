import type { Flaw } from '../../../src/quiz/statistics/advice.ts';
import type { Figure, Reason } from '../../../src/quiz/statistics/figure.ts';
import type { Gain } from '../../../src/quiz/statistics/gain.ts';
import type { ItemFigures } from '../../../src/quiz/statistics/item-analysis.ts';
import type { GroupGain } from '../../../src/quiz/statistics/progress.ts';
import type { WholeTest } from '../../../src/quiz/statistics/whole-test.ts';
import { html, type Html, type Part } from '../../ui/html.ts';

const oneDecimal = new Intl.NumberFormat('id-ID', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat('id-ID', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const REASONS: Record<Reason, string> = {
  nobody: 'belum ada jawaban',
  few: 'kader terlalu sedikit',
  constant: 'semua sama',
  negative: 'arahnya terbalik',
  drawn: 'soal diundi',
  'one-question': 'hanya 1 bagian',
  several: 'jawaban lebih dari 1',
  full: 'sudah benar semua',
};

/** Why there is no figure, in a few words. */
export const reasonText = (reason: Reason): string => REASONS[reason];

/** A number rounded for reading, or a dash with the reason. Percent and points have one decimal, others two. */
export const figureText = (one: Figure, decimals: 1 | 2 = 1): Html =>
  one.value === null
    ? html`<span class="redup mungil">${REASONS[one.reason]}</span>`
    : html`${(decimals === 1 ? oneDecimal : twoDecimals).format(withoutSign(one.value, decimals))}`;

/** What rounds to zero is never "-0,0". */
const withoutSign = (value: number, decimals: number): number =>
  Math.abs(value) < 0.5 / 10 ** decimals ? 0 : value;

/** A change with its sign. */
export const changeText = (one: Figure): string =>
  one.value === null
    ? REASONS[one.reason]
    : `${withoutSign(one.value, 1) > 0 ? '+' : ''}${oneDecimal.format(withoutSign(one.value, 1))}`;

type ItemKey = Exclude<keyof ItemFigures, 'question' | 'people'>;

/** The figures of a question in the order of the table, each with what it tells. */
export const FIGURES: readonly { key: ItemKey; name: string; help: string }[] = [
  {
    key: 'facility',
    name: 'Kemudahan',
    help: 'Rata-rata nilai soal ini, 0 sampai 100. Makin tinggi makin mudah. 100 berarti semua benar.',
  },
  {
    key: 'guess',
    name: 'Tebakan',
    help: 'Nilai rata-rata bila kader asal memilih. Kemudahan di bawah angka ini berarti soalnya menyesatkan.',
  },
  {
    key: 'deviation',
    name: 'Sebaran',
    help: 'Seberapa berbeda nilai soal ini antarkader. 0 berarti semua bernilai sama.',
  },
  {
    key: 'discrimination',
    name: 'Daya beda',
    help: 'Apakah kader yang kuat di soal lain juga benar di soal ini. 50 atau lebih baik sekali, 30 sampai 50 cukup, di bawah 20 lemah, di bawah 0 terbalik.',
  },
  {
    key: 'efficiency',
    name: 'Daya guna',
    help: 'Daya beda dibanding yang paling mungkin untuk soal semudah ini. 100 berarti sudah sebaik mungkin.',
  },
  {
    key: 'intendedWeight',
    name: 'Bobot',
    help: 'Bagian soal ini dari nilai, dalam persen, seperti yang direncanakan.',
  },
  {
    key: 'effectiveWeight',
    name: 'Bobot nyata',
    help: 'Bagian soal ini dari perbedaan nilai antarkader, dalam persen. Tidak ada bila soal diundi.',
  },
];

type WholeKey = Exclude<keyof WholeTest, 'people' | 'consistencyOf'>;

/** The figures of the whole quiz. */
export const WHOLE_FIGURES: readonly { key: WholeKey; name: string; decimals: 1 | 2; help: string }[] = [
  { key: 'mean', name: 'Rata-rata', decimals: 1, help: 'Nilai rata-rata, 0 sampai 100.' },
  {
    key: 'median',
    name: 'Nilai tengah',
    decimals: 1,
    help: 'Separuh kader di atasnya, separuh di bawahnya.',
  },
  {
    key: 'deviation',
    name: 'Sebaran',
    decimals: 1,
    help: 'Jarak nilai kader dari rata-rata, kira-kira (simpangan baku).',
  },
  {
    key: 'skewness',
    name: 'Kemencengan',
    decimals: 2,
    help: 'Di bawah 0: sebagian kecil jauh di bawah yang lain. Di atas 0: sebagian kecil jauh di atas.',
  },
  {
    key: 'kurtosis',
    name: 'Keruncingan',
    decimals: 2,
    help: 'Di atas 0: banyak nilai menumpuk di tengah. Di bawah 0: nilai tersebar rata.',
  },
  {
    key: 'consistency',
    name: 'Keajekan',
    decimals: 1,
    help: 'Apakah soal-soalnya mengukur hal yang sama (alfa Cronbach, persen). 70 atau lebih dapat dipercaya.',
  },
  {
    key: 'errorRatio',
    name: 'Bagian kebetulan',
    decimals: 1,
    help: 'Berapa persen perbedaan nilai yang datang dari kebetulan (rasio galat).',
  },
  {
    key: 'standardError',
    name: 'Galat baku',
    decimals: 1,
    help: 'Nilai seorang kader dapat meleset kira-kira sebanyak ini karena kebetulan.',
  },
];

/** A flaw as a sentence; `option`: the words of the option that it is about. */
export function flawText(flaw: Flaw, option: string | null): string {
  switch (flaw) {
    case 'against':
      return 'Daya beda negatif: kader yang kuat justru lebih sering salah.';
    case 'perhaps-against':
      return 'Daya beda negatif, tetapi kadernya sedikit: mungkin kebetulan.';
    case 'wrong-key':
      return `Kader yang kuat lebih banyak memilih "${option ?? ''}". Periksa kunci jawabannya.`;
    case 'below-guess':
      return 'Yang benar lebih sedikit daripada bila menebak: soalnya menyesatkan.';
    case 'too-hard':
      return 'Sangat sukar: kurang dari 20 persen.';
    case 'weak':
      return 'Daya beda lemah: yang kuat dan yang lemah hampir sama.';
    case 'too-easy':
      return 'Terlalu mudah: lebih dari 95 persen.';
    case 'idle-option':
      return option === null
        ? 'Ada pilihan yang tidak pernah dipilih.'
        : `Pilihan "${option}" tidak pernah dipilih.`;
  }
}

/** How hard and how telling a question is, in words, before the figures. */
export function verdict({ facility, discrimination }: ItemFigures): string {
  if (facility.value === null) return 'Belum ada jawaban.';
  const easy =
    facility.value > 95
      ? 'Terlalu mudah'
      : facility.value >= 65
        ? 'Mudah'
        : facility.value >= 35
          ? 'Sedang'
          : facility.value >= 20
            ? 'Sukar'
            : 'Sangat sukar';
  return `${easy}, ${telling(discrimination)}.`;
}

function telling({ value }: Figure): string {
  if (value === null) return 'daya bedanya tidak dapat dihitung';
  if (value < 0) return 'membedakan terbalik';
  if (value < 20) return 'hampir tidak membedakan';
  if (value < 30) return 'kurang membedakan';
  return value < 50 ? 'cukup membedakan' : 'membedakan dengan baik';
}

/** Figures of a gain, as columns of the workbook. */
export const GAIN_COLUMNS: readonly { name: string; of: (gain: Gain) => Figure }[] = [
  { name: 'Pre-test rata-rata', of: (gain) => gain.before.mean },
  { name: 'Post-test rata-rata', of: (gain) => gain.after.mean },
  { name: 'Pre-test tengah', of: (gain) => gain.before.median },
  { name: 'Post-test tengah', of: (gain) => gain.after.median },
  { name: 'Naik', of: (gain) => gain.change },
  { name: 'Kemajuan kelompok', of: (gain) => gain.ofGroup },
  { name: 'Kemajuan per orang', of: (gain) => gain.ofPeople },
];

export const GROUP_NAMES: Record<GroupGain['by'], string> = {
  class: 'Kelas',
  regency: 'Kabupaten',
  sex: 'Jenis kelamin',
  form: 'Paket soal',
};

/** The name of a group as it stands in a table. */
export function groupLabel(by: GroupGain['by'], label: string): string {
  if (label === '') return 'Tidak tercatat';
  if (by === 'sex') return label === 'L' ? 'Laki-laki' : 'Perempuan';
  return by === 'class' ? `Kelas ${label}` : by === 'form' ? `Paket ${label}` : label;
}

export const FEW = 5;

/** Under five people figures are shown, and said to prove nothing. */
export const fewNote = (people: number): Part =>
  people > 0 &&
  people < FEW &&
  html`<div class="pesan awas"><p>Hanya ${people} kader. Angka dari kelompok sekecil ini tidak membuktikan apa pun.</p></div>`;
