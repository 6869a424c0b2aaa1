import sanitizeHtml from 'sanitize-html';
import { type Result, ok, refused } from '../../result.ts';

const MOST = 150_000;

const SHAPES = [
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
];
const PAINT = [
  'defs',
  'linearGradient',
  'radialGradient',
  'stop',
  'clipPath',
  'mask',
  'use',
  'symbol',
  'title',
  'desc',
];
const PLACE = [
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'fx',
  'fy',
  'dx',
  'dy',
  'd',
  'points',
  'width',
  'height',
  'viewBox',
];
const LOOK =
  `id fill fill-rule fill-opacity clip-rule clip-path mask stroke stroke-width stroke-linecap stroke-linejoin
  stroke-miterlimit stroke-dasharray stroke-opacity opacity transform offset stop-color stop-opacity gradientUnits
  gradientTransform clipPathUnits maskUnits preserveAspectRatio xmlns font-family font-size font-weight text-anchor
  letter-spacing`.split(/\s+/);

/**
 * A logo that somebody uploaded as SVG, with only shapes and paint left: no scripts, styles, events, links or pictures
 * from elsewhere. Refuses what is no SVG, has no size, or is larger than 150 KB.
 */
export function cleanLogo(svg: string): Result<string, { reason: 'logo' | 'logo-large' }> {
  if (svg.length > MOST) return refused('logo-large');
  const clean = sanitizeHtml(svg, {
    allowedTags: [...SHAPES, ...PAINT],
    allowedAttributes: { '*': [...PLACE, ...LOOK], use: ['href', 'xlink:href'] },
    allowedSchemes: [],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: ['script', 'style', 'foreignObject', 'textarea', 'option', 'noscript', 'metadata'],
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
    exclusiveFilter: (frame) =>
      frame.tag === 'use' && !/^#[\w-]+$/.test(frame.attribs['href'] ?? frame.attribs['xlink:href'] ?? ''),
  }).trim();
  const foreign = [...clean.matchAll(/url\(([^)]*)\)/gi)].some(
    ([, target]) => !/^['"]?#[\w-]+['"]?$/.test(target ?? ''),
  );
  const sized = /^<svg\b[^>]*\s(?:viewBox|width)="[^"]+"/.test(clean);
  return sized && !foreign && clean.endsWith('</svg>') ? ok(clean) : refused('logo');
}
