/** Where a link of an author leads: to another site, to a file of the same course, or nowhere that we allow. */
export type Link = { kind: 'outside' | 'inside' | 'refused'; href: string };

/**
 * Sorts an address. Only http, https and mailto lead outside; browsers drop control characters and blanks before
 * they read a scheme, so these are dropped first. `//host` and a leading slash or backslash are no files of a course.
 */
export function sortLink(address: string): Link {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what must not hide a scheme
  const href = address.replace(/[\u0000-\u0020\u007f-\u00a0]/g, '');
  if (/^mailto:[^?#\s]+@[\w.-]+$/i.test(href)) return { kind: 'outside', href };
  if (/^https?:\/\//i.test(href))
    return URL.canParse(href) ? { kind: 'outside', href: new URL(href).href } : { kind: 'refused', href };
  if (/^[^/?#]*:/.test(href) || /^[/\\]/.test(href)) return { kind: 'refused', href };
  return { kind: 'inside', href: address };
}
