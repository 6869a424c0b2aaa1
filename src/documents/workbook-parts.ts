/** What a workbook says about itself: its sheets, its texts, which numbers are dates. */
import { attribute, decodeXml, scanXml } from './xml.ts';

/** Paths are folded: lower case, `/` between folders. */
export type Parts = ReadonlyMap<string, Uint8Array>;
export type SheetPart = { name: string; path: string; hidden: boolean };
export type Book = { sheets: SheetPart[]; from1904: boolean };

export const foldPath = (path: string): string => path.replaceAll('\\', '/').toLowerCase();

/** Every tag of a small part; `parent` is not told, for the names that matter have one meaning each. */
function eachTag(bytes: Uint8Array | undefined, hear: (name: string, attributes: string) => void): void {
  if (bytes) scanXml(bytes, { open: hear, text: () => undefined, close: () => undefined });
}

/** Path of the workbook itself; undefined when the archive holds none. */
export function bookPath(parts: Parts): string | undefined {
  let path = 'xl/workbook.xml';
  eachTag(parts.get('_rels/.rels'), (name, attributes) => {
    const target = attribute(attributes, 'Target');
    if (name === 'Relationship' && target && attribute(attributes, 'Type')?.endsWith('/officeDocument'))
      path = foldPath(target.replace(/^\//, ''));
  });
  return parts.has(path) ? path : undefined;
}

/** The sheets with cells, in the order of their tabs. */
export function readBook(parts: Parts, path: string): Book {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const relations = new Map<string, { path: string; type: string }>();
  eachTag(parts.get(`${folder}_rels/${path.slice(folder.length)}.rels`), (name, attributes) => {
    if (name !== 'Relationship') return;
    const target = attribute(attributes, 'Target') ?? '';
    relations.set(attribute(attributes, 'Id') ?? '', {
      path: foldPath(target.startsWith('/') ? target.slice(1) : `${folder}${target.replace(/^\.\//, '')}`),
      type: attribute(attributes, 'Type') ?? '',
    });
  });
  const book: Book = { sheets: [], from1904: false };
  eachTag(parts.get(path), (name, attributes) => {
    if (name === 'workbookPr') book.from1904 = isTrue(attribute(attributes, 'date1904'));
    if (name !== 'sheet') return;
    const relation = relations.get(attribute(attributes, '\\w+:id') ?? '');
    if (!relation?.type.endsWith('/worksheet')) return;
    const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible';
    book.sheets.push({ name: attribute(attributes, 'name') ?? '', path: relation.path, hidden });
  });
  return book;
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** The texts that cells point at; parts of rich text are put together, phonetic help is left out. */
export function readTexts(parts: Parts, folder: string): string[] {
  const texts: string[] = [];
  const bytes = parts.get(`${folder}sharedstrings.xml`);
  if (!bytes) return texts;
  let text = '';
  let inText = false;
  let inHelp = false;
  scanXml(bytes, {
    open(name) {
      if (name === 'si') text = '';
      inHelp ||= name === 'rPh';
      inText = name === 't' && !inHelp;
    },
    text(raw) {
      if (inText) text += decodeXml(raw);
    },
    close(name) {
      if (name === 'si') texts.push(plainText(text));
      if (name === 'rPh') inHelp = false;
      inText = false;
    },
  });
  return texts;
}

/** Spreadsheets write signs that XML cannot hold as "_x000D_". */
export const plainText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** By the number of a cell's style: whether it shows a number as a day. */
export function readDateStyles(parts: Parts, folder: string): boolean[] {
  const own = new Map<string, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  const bytes = parts.get(`${folder}styles.xml`);
  if (!bytes) return styles;
  scanXml(bytes, {
    open(name, attributes) {
      if (name === 'numFmt')
        own.set(attribute(attributes, 'numFmtId') ?? '', showsDay(attribute(attributes, 'formatCode') ?? ''));
      inCells ||= name === 'cellXfs';
      if (name !== 'xf' || !inCells) return;
      const id = attribute(attributes, 'numFmtId') ?? '0';
      styles.push(own.get(id) ?? isBuiltInDay(Number(id)));
    },
    text: () => undefined,
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

const isBuiltInDay = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** "[$-421]dd mmmm yyyy" does; "[Red]0.00" and `0 "hari"` do not. */
const showsDay = (format: string): boolean =>
  /[dmyhs]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|general/gi, ''));
