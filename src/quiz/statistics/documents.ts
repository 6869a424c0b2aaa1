import {
  FIGURES,
  flawText,
  GAIN_COLUMNS,
  GROUP_NAMES,
  groupLabel,
  reasonText,
  WHOLE_FIGURES,
} from '../../../views/quiz/statistics/words.ts';
import { plainText } from '../../../views/quiz/statistics/plain-text.ts';
import { quizName } from '../../../views/quiz/words.ts';
import { numberColumn, textColumn, type Value, writeSheet } from '../../documents/sheet.ts';
import type { Figure } from './figure.ts';
import type { Gain } from './gain.ts';
import type { Progress } from './progress.ts';
import type { StudiedQuiz } from './queries.ts';
import type { Study, StudiedItem } from './study.ts';

/** Numbers as they are, not rounded; what does not exist stays empty and is told in the last column. */
const valueOf = ({ value }: Figure): number | null => value;

/** The questions of a quiz as a workbook, one a row, after the figures of the whole in the first rows. */
export const studySheet = (quiz: StudiedQuiz, study: Study): Promise<Uint8Array> =>
  writeSheet({
    name: quizName(quiz.kind, quiz.title),
    columns: [
      numberColumn('Soal'),
      textColumn('Isi', 60),
      numberColumn('Kader'),
      ...FIGURES.map(({ name }) => numberColumn(name)),
      textColumn('Jawaban benar', 40),
      textColumn('Yang dipilih (semua; kuat; lemah)', 60),
      textColumn('Perlu diperbaiki atau ditinjau', 50),
      textColumn('Tanpa angka', 40),
    ],
    rows: [
      ...WHOLE_FIGURES.map(({ key, name }): Value[] => [
        null,
        name,
        study.whole.people,
        valueOf(study.whole[key]),
      ]),
      ...study.items.map((item, at) => itemRow(study, item, at)),
    ],
  });

function itemRow(study: Study, { question, figures, table }: StudiedItem, at: number): Value[] {
  const says = new Map(question.body.options.map(({ id, html }) => [id, plainText(html)]));
  const missing = FIGURES.flatMap(({ key, name }) => {
    const { reason } = figures[key];
    return reason === null ? [] : [`${name}: ${reasonText(reason)}`];
  });
  const advice = study.advice.find((one) => one.question === question.id);
  return [
    at + 1,
    plainText(question.body.text),
    figures.people,
    ...FIGURES.map(({ key }) => valueOf(figures[key])),
    question.body.options
      .filter(({ id }) => (question.key.weights[id] ?? 0) > 0)
      .map(({ html }) => plainText(html))
      .join('; '),
    table.options
      .map(({ option, all, strong, weak }) => `${says.get(option) ?? ''} (${all}; ${strong}; ${weak})`)
      .join(' | '),
    (advice?.flaws ?? []).map((flaw) => flawText(flaw, says.get(advice?.option ?? '') ?? null)).join(' '),
    missing.join('; '),
  ];
}

/** Gains as a workbook: all, then each group, then each objective, the one that fell the most first. No names of people. */
export const progressSheet = ({ all, groups, objectives }: Progress): Promise<Uint8Array> =>
  writeSheet({
    name: 'Kemajuan',
    columns: [
      textColumn('Menurut', 14),
      textColumn('Kelompok', 50),
      numberColumn('Kader'),
      ...GAIN_COLUMNS.map(({ name }) => numberColumn(name)),
    ],
    rows: [
      gainRow('Semua', '', all),
      ...groups.map(({ by, label, gain }) => gainRow(GROUP_NAMES[by], groupLabel(by, label), gain)),
      ...objectives.map(({ objective, gain }) => gainRow('Tujuan', objective.says, gain)),
    ],
  });

const gainRow = (by: string, label: string, gain: Gain): Value[] => [
  by,
  label,
  gain.people,
  ...GAIN_COLUMNS.map(({ of }) => valueOf(of(gain))),
];
