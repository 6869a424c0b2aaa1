/** An expected outcome as a value: only bugs throw. Handled by an exhaustive switch on `reason`. */
export type Result<Value, Refusal extends { reason: string }> =
  | { ok: true; value: Value }
  | { ok: false; refusal: Refusal };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

/** A refusal carries a machine reason; `views/` turns it into an Indonesian sentence. */
export const refused = <Reason extends string, More extends object = object>(
  reason: Reason,
  more?: More,
): { ok: false; refusal: { reason: Reason } & More } => ({
  ok: false,
  refusal: { reason, ...more } as { reason: Reason } & More,
});
