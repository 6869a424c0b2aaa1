import type { SplitWish } from './plan-split.ts';

/**
 * What was chosen on the page of a bimtek's classes: `dari` whose people are divided, `ke` into which, `maks.ID` how
 * many at most. Ids of other classes are dropped.
 */
export function readSplitWish(
  fields: Readonly<Record<string, string[]>>,
  classes: readonly { id: string }[],
): SplitWish {
  const known = (ids: readonly string[] = []) => classes.flatMap(({ id }) => (ids.includes(id) ? [id] : []));
  const most = (id: string) => {
    const typed = fields[`maks.${id}`]?.at(-1)?.trim() ?? '';
    return /^\d{1,4}$/.test(typed) ? Number(typed) : null;
  };
  return {
    from: known(fields['dari']),
    into: known(fields['ke']).map((classId) => ({ classId, most: most(classId) })),
  };
}
