/** The door of the room: reading GIFT, the bank, attempts and where a quiz stands. */
export {
  checkDraw,
  type CheckedQuestion,
  checkQuestions,
  type FileProblem,
  type QuestionFile,
} from './check-questions.ts';
export { type ConvertWords, questionsConvertCommand } from './command.ts';
export type { ProblemReason } from './exchange/gift.ts';
export { handInDue } from './hand-in.ts';
export { loadQuestions, poolOf } from './load-questions.ts';
export type { Draw, PoolEntry, Question, QuizSpec } from './question.ts';
export { type QuizStanding, quizStates } from './quiz-states.ts';
export { saveQuizzes } from './save-quizzes.ts';
export { startAttempt } from './start-attempt.ts';
export { importAttempts, type WholeAttempt } from './import-attempts.ts';
