import { html, type Html } from './html.ts';

/** Drawings of the interface, our own, 24 x 24 strokes; always beside a word. */
const DRAWINGS = {
  awas: html`<path d="M12 4 2.8 20h18.400zM12 10v4.500M12 17.300v.1"/>`,
  bendera: html`<path d="M6 21V4M6 5h11l-2.500 3.500L17 12H6"/>`,
  buku: html`<path d="M12 6.5C10 5 7 4.5 4 4.8V18c3-.3 6 .2 8 1.7 2-1.5 5-2 8-1.7V4.8C17 4.5 14 5 12 6.500zM12 6.500v13"/>`,
  cari: html`<circle cx="11" cy="11" r="6.3"/><path d="m15.8 15.8 4.4 4.4"/>`,
  centang: html`<path d="m5 12.5 4.5 4.500L19 7"/>`,
  foto: html`<path d="M4 7.500h3.500L9 5h6l1.500 2.500H20V19H4z"/><circle cx="12" cy="13" r="3.4"/>`,
  hp: html`<path d="M7 3.500h10v17H7zM11 17.500h2"/>`,
  jadwal: html`<path d="M4.5 6h15v14h-15zM4.5 10h15M8.5 3.500V7M15.5 3.500V7"/>`,
  jam: html`<circle cx="12" cy="12" r="8.3"/><path d="M12 7.300V12l3.2 2"/>`,
  kertas: html`<path d="M6 3.500h8.500L18.5 7.500v13H6zM14 3.500V8h4.500M9 12.500h6M9 16h6"/>`,
  kiri: html`<path d="M19 12H6M11 6.5 5.5 12l5.5 5.5"/>`,
  kode: html`<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.500v2.500M20 14v6h-3.500M14 20v-1"/>`,
  kunci: html`<path d="M6 10.500h12v9.500H6zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500"/>`,
  orang2: html`<circle cx="9" cy="8.5" r="3.3"/><path d="M3 19c.5-3.5 2.8-5 6-5s5.5 1.5 6 5M15.5 5.600a3.3 3.3 0 0 1 0 5.800M17.5 14.400c2 .6 3.2 2.2 3.5 4.6"/>`,
  panah: html`<path d="M5 12h13M13 6.500l5.5 5.5-5.5 5.5"/>`,
  piala: html`<circle cx="12" cy="9.5" r="5.8"/><path d="m8.5 14.3-1.5 6.2 5-2.5 5 2.5-1.5-6.2"/>`,
  rumah: html`<path d="M3 11.5C7 10.5 10 8 12 4c2 4 5 6.5 9 7.5M6 11v8h12v-8M10 19v-5h4v5"/>`,
  sambung: html`<path d="M8 15.500a5.6 5.6 0 0 1 8 0M5 12a10 10 0 0 1 14 0M2.5 8.600a14 14 0 0 1 19 0"/><path d="M12 19h.01"/>`,
  saya: html`<circle cx="12" cy="8.5" r="3.8"/><path d="M4.8 20c.8-4 3.7-5.7 7.2-5.700s6.4 1.7 7.2 5.7"/>`,
  suara: html`<path d="M4 9.500v5h3.500L12 18.500v-13L7.5 9.500zM15.5 9.200c1.5 1.6 1.5 4 0 5.600M18.2 6.700c3 3 3 7.6 0 10.6"/>`,
  tanpa: html`<path d="M4 4.5 20 20M8.2 15.300a5.5 5.5 0 0 1 6-1.100M5 12a10 10 0 0 1 4-2.400M12.5 9c2.5.1 4.7 1.1 6.5 3M2.5 8.600A14 14 0 0 1 6.2 6.200M11 5c4 0 7.6 1.3 10.5 3.6"/><path d="M12 19h.01"/>`,
  titik: html`<path d="M12 5.500v.01M12 12v.01M12 18.500v.01" stroke-width="3.6"/>`,
  tutup: html`<path d="m6 6 12 12M18 6 6 18"/>`,
  ulang: html`<path d="M19 12a7 7 0 1 1-2-4.900M19.500 4v4h-4"/>`,
  unduh: html`<path d="M12 4v11M7 10.500l5 5 5-5M5 19.500h14"/>`,
  wa: html`<path d="M4.500 19.500 6 15.600A7.700 7.700 0 1 1 8.700 18.300z"/>`,
} as const;

export type IconName = keyof typeof DRAWINGS;

export const icon = (name: IconName, size?: 'kecil'): Html =>
  html`<svg class="${size ? 'i kecil' : 'i'}" viewBox="0 0 24 24" aria-hidden="true">${DRAWINGS[name]}</svg>`;

/** The mark of Bekal: a roof with two tiers of horns (gonjong). */
export const mark = (): Html =>
  html`<svg viewBox="0 0 34 24" aria-hidden="true"><path d="M1 6.500c2.500 5.800 8 8.500 16 8.500s13.500-2.700 16-8.500c0 4.500-1.500 8-4.500 10.500h-23C2.500 14.500 1 11 1 6.500z"/><path d="M8 1c1.300 6 4.200 9.300 9 9.300S24.700 7 26 1c.5 5-.3 9-2.500 12-4 1.300-9 1.300-13 0C8.300 10 7.500 6 8 1z"/><path d="M7 18.300h20V23h-7.200v-2.700h-5.600V23H7z"/></svg>`;
