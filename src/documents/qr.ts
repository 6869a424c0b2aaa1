import { encode } from 'uqr';

/**
 * The dark modules of a QR code, row by row, without the quiet zone. Error level M: 15 % may be dirt.
 * Throws when the text is too long for a QR code (2,331 bytes).
 */
export const qrModules = (text: string): boolean[][] =>
  encode(text, { ecc: 'M', boostEcc: false, border: 0 }).data;

/** One run of dark modules of a row as a rectangle. */
function runs(row: boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    let width = 1;
    while (row[x + width]) width++;
    path += `M${x} ${y}h${width}v1h-${width}z`;
    x += width;
  }
  return path;
}

/**
 * A QR code as SVG, black on white, one unit a module, without colours or styles of the page.
 * `quiet` = white modules around it (4 in the standard; 0 where the paper already is white).
 */
export function qrSvg(text: string, { quiet = 4 }: { quiet?: number } = {}): string {
  const modules = qrModules(text);
  const side = modules.length + 2 * quiet;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-quiet} ${-quiet} ${side} ${side}" ` +
    `shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M${-quiet} ${-quiet}h${side}v${side}h-${side}z"/>` +
    `<path d="${modules.map(runs).join('')}"/></svg>`
  );
}
