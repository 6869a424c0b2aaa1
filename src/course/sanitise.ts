import sanitizeHtml from 'sanitize-html';

const PICTURE = /^\/belajar\/berkas\/[0-9a-f]{64}$/;

/** The closed list of what a lesson may hold. No id, name, style, hx-* or on*: nothing that acts or takes a name. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    'h2',
    'h3',
    'h4',
    'p',
    'ul',
    'ol',
    'li',
    'div',
    'strong',
    'em',
    'a',
    'img',
    'figure',
    'figcaption',
    'blockquote',
    'br',
    'section',
  ],
  allowedAttributes: { a: ['href', 'rel'], img: ['src', 'alt', 'width', 'height', 'loading'], ol: ['start'] },
  allowedClasses: { ul: ['butir'], ol: ['cara'], section: ['contoh', 'coba', 'ingat'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !PICTURE.test(attribs['src'] ?? ''),
  transformTags: {
    a: (tagName, { href }) => ({
      tagName,
      attribs: href?.startsWith('/') ? { href } : { ...(href ? { href } : {}), rel: 'noopener noreferrer' },
    }),
  },
};

/** HTML reduced to the allow-list; whatever else stood there is gone. */
export const allowedOnly = (html: string): string => sanitizeHtml(html, ALLOWED);

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
