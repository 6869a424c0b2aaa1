export { handInEvaluation } from './hand-in-evaluation.ts';
export { openEvaluations } from './open-evaluations.ts';
export { waitingRktl } from './queries.ts';
export { reviewRktl } from './review-rktl.ts';
export type { EvaluationAnswers, RktlRow } from './rules.ts';
export { saveRktlDraft, sendRktl } from './write-rktl.ts';
