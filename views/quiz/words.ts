import type { QuizKind, TimeZone } from '../../src/database/schema.ts';
import type { QuizStanding } from '../../src/quiz/quiz-states.ts';
import { clockTime, dateTime, zoneLabel } from '../ui/format.ts';

/** "Kuis: Aman digital", "Pre-test". */
export const quizName = (kind: QuizKind, title: string): string =>
  kind === 'module' ? `Kuis: ${title}` : title;

/** "Tersimpan. 12 dari 20, 09.41 WIB". */
export const savedWords = (answered: number, total: number, now: Date, zone: TimeZone): string =>
  `Tersimpan. ${answered} dari ${total}, ${clockTime(now, zone)} ${zoneLabel(zone)}`;

/** "6 dijawab, 4 belum". */
export const countWords = (answered: number, total: number): string =>
  `${answered} dijawab, ${total - answered} belum`;

/** Why a quiz cannot be started now, and what to do; empty when it can. */
export function whyNot(quiz: QuizStanding, zone: TimeZone): string {
  const name = quizName(quiz.kind, quiz.title);
  switch (quiz.reason) {
    case 'open':
    case 'running':
      return '';
    case 'done':
      return 'Anda sudah mengerjakannya. Pre-test dikerjakan 1 kali.';
    case 'no-timetable':
      return 'Dibuka pada sesi terakhir. Jadwalnya belum ada.';
    case 'not-yet':
      return quiz.opensAt
        ? `Dibuka ${dateTime(quiz.opensAt, zone)}, pada sesi terakhir.`
        : 'Dibuka pada sesi terakhir.';
    case 'modules':
      return `Selesaikan dulu modul wajib: ${quiz.missing.map((module) => module.title).join('; ')}.`;
    case 'pause':
      return quiz.opensAt ? `Bisa dikerjakan lagi ${dateTime(quiz.opensAt, zone)}.` : '';
    case 'used':
      return `${quiz.attempts} percobaan sudah dipakai. Minta remedial kepada pelatih Anda.`;
    case 'closed':
      return quiz.closesAt ? `${name} ditutup ${dateTime(quiz.closesAt, zone)}.` : `${name} sudah ditutup.`;
    case 'ended':
      return 'Kepesertaan Anda di bimtek ini sudah berakhir. Hubungi panitia bila ini keliru.';
  }
}
