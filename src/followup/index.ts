export { handInEvaluation } from './hand-in-evaluation.ts';
export { openEvaluations } from './open-evaluations.ts';
export { reviewRktl } from './review-rktl.ts';
export type { EvaluationAnswers, RktlRow } from './rules.ts';
export { sendRktl } from './write-rktl.ts';
