const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** The words of a question's sanitised HTML, for a cell of a workbook and for names of things. */
export const plainText = (sanitised: string): string =>
  sanitised
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(
      /&([a-z]+|#39);/g,
      (whole, name: string) => (Object.hasOwn(ENTITIES, name) && ENTITIES[name]) || whole,
    )
    .replaceAll(/\s+/g, ' ')
    .trim();
