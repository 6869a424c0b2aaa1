import sanitizeHtml from 'sanitize-html';

/** Drawing only: no script, no foreign content, no style sheet, no reference out of the file. */
const ELEMENTS = [
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'title',
  'desc',
  'defs',
  'linearGradient',
  'radialGradient',
  'stop',
  'clipPath',
];
const ATTRIBUTES = new Set(
  `xmlns viewBox preserveAspectRatio width height x y x1 x2 y1 y2 cx cy r rx ry fx fy dx dy d points transform id role
  fill fill-opacity fill-rule clip-rule clip-path opacity color stroke stroke-width stroke-linecap stroke-linejoin
  stroke-dasharray stroke-dashoffset stroke-miterlimit stroke-opacity font-family font-size font-weight font-style
  text-anchor dominant-baseline letter-spacing textLength offset stop-color stop-opacity gradientUnits
  gradientTransform spreadMethod clipPathUnits`.split(/\s+/),
);
const NAMESPACE = 'http://www.w3.org/2000/svg';

export type CleanSvg = {
  svg: string;
  width: number;
  height: number;
  refused: { name: string; line: number }[];
};

/**
 * An SVG reduced to the allow-list, with what was refused and where. It is shown as an image, where scripts do not
 * run anyway, and served with a sandbox for who opens it alone.
 */
export function cleanSvg(text: string): CleanSvg {
  const refused = new Set<string>();
  for (const word of ['<!DOCTYPE', '<!ENTITY', '<?xml-stylesheet'])
    if (text.toLowerCase().includes(word.toLowerCase())) refused.add(word);
  const svg = sanitizeHtml(text, {
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false, decodeEntities: true },
    allowedTags: ELEMENTS,
    allowedAttributes: { '*': [...ATTRIBUTES] },
    allowedSchemes: [],
    disallowedTagsMode: 'completelyDiscard',
    selfClosing: [],
    transformTags: {
      '*': (tagName, attribs) => {
        if (!ELEMENTS.includes(tagName)) refused.add(`<${tagName}`);
        const kept = Object.entries(attribs).filter(([name, value]) => {
          const fine = isFine(name, value);
          if (!fine) refused.add(name);
          return fine;
        });
        return { tagName, attribs: Object.fromEntries(kept) };
      },
    },
  }).trim();
  return { svg, ...sizeOf(svg), refused: [...refused].map((name) => ({ name, line: lineOf(text, name) })) };
}

function isFine(name: string, value: string): boolean {
  if (!ATTRIBUTES.has(name)) return false;
  if (name === 'xmlns') return value === NAMESPACE;
  if (name === 'id') return /^[A-Za-z][\w-]*$/.test(value);
  if (/url|:|\\/i.test(value)) return /^url\(#[A-Za-z][\w-]*\)$/.test(value);
  return true;
}

function lineOf(text: string, name: string): number {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

/** The drawing's own size: width and height, else those of its viewBox. Zero when it has neither. */
function sizeOf(svg: string): { width: number; height: number } {
  const root = /^<svg\b[^>]*>/.exec(svg)?.[0] ?? '';
  if (!root.includes(`xmlns="${NAMESPACE}"`)) return { width: 0, height: 0 };
  const number = (name: string) =>
    Number(new RegExp(`\\s${name}="(\\d+(?:\\.\\d+)?)(?:px)?"`).exec(root)?.[1] ?? 0);
  const box = /\sviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(root);
  return {
    width: Math.round(number('width') || Number(box?.[1] ?? 0)),
    height: Math.round(number('height') || Number(box?.[2] ?? 0)),
  };
}
