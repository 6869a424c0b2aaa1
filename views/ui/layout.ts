import type { Shell } from '../../src/http/page.ts';
import { html, type Html, type Part } from './html.ts';
import { icon, mark } from './icons.ts';
import { navOf } from './nav.ts';

export type PageOptions = {
  title: string;
  /** Pages for the first visit (sign-in, verification, lessons) do without htmx. */
  htmx?: boolean;
  /** A bar of actions at the foot replaces the navigation; 'with-nav': only on a phone. */
  foot?: boolean | 'with-nav';
  /** Sheets of paper load the print stylesheet and show no frame. */
  paper?: boolean;
  /** Names of scripts of `views/browser` that this page needs. */
  scripts?: string[];
  /** Of nobody, and yet with the outbox: the sign-in and what the phone shows without network. */
  outbox?: boolean;
  /** Seconds after which a browser without JavaScript loads the page again: what htmx asks for by itself. */
  refreshWithoutScript?: number;
  /** Extra words for the body's class. */
  bodyClass?: string;
};

/** The frame of every page. `main` is the whole <main> element. */
export function page(shell: Shell, options: PageOptions, main: Part): Html {
  const outbox = !options.paper && (shell.person || options.outbox);
  const scripts = [
    ...(options.htmx ? ['htmx.js'] : []),
    ...(outbox ? ['offline.js'] : []),
    ...(options.scripts ?? []),
  ];
  const bodyClass = [options.foot ? 'pakai-kaki' : '', options.paper ? 'layar' : '', options.bodyClass ?? '']
    .filter(Boolean)
    .join(' ');
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#1F1914">
<title>${options.title} - Bekal</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${shell.assets['app.css']}">
${shell.person && !options.paper && html`<link rel="manifest" href="/manifest.webmanifest">`}
${options.paper && html`<link rel="stylesheet" href="${shell.assets['print.css']}">`}
${options.htmx && html`<meta name="htmx-config" content='{"defaultTimeout":15000,"history":"reload","extensions":"none","includeIndicatorCSS":false}'>`}
${options.refreshWithoutScript && html`<noscript><meta http-equiv="refresh" content="${options.refreshWithoutScript}"></noscript>`}
${scripts.map((name) => html`<script src="${shell.assets[name]}" defer></script>`)}
</head>
<body class="${bodyClass}"${shell.person && html` data-orang="${shell.person.id}"`}${options.htmx && html` hx-status:5xx:inherited="swap:none" hx-status:401:inherited="swap:none"`}>
${
  options.paper
    ? ''
    : html`<a class="lompat" href="#utama">Langsung ke isi</a>
${header(shell, options.foot === true)}`
}
${main}
${options.htmx && html`<p id="kabar" class="kasat" role="status" aria-live="polite"></p>`}
</body>
</html>`;
}

function header(shell: Shell, foot: boolean): Html {
  return html`<header class="kepala"><div class="kepala-isi"><a class="merek" href="/">${mark()}<span>Bekal</span></a>${foot ? '' : navigation(shell)}<div class="kanan"><a class="antrean" id="antrean" href="/hp-ini" hidden></a>${
    shell.person ? '' : html`<a class="tik" href="/bantuan">Bantuan</a>`
  }</div></div></header>`;
}

function navigation(shell: Shell): Part {
  const entries = navOf(shell);
  if (entries.length === 0) return '';
  return html`<nav class="nav" aria-label="Utama"><ul>${entries.map(
    (entry) =>
      html`<li><a href="${entry.href}"${entry.current && html` aria-current="page"`}>${icon(entry.icon)}${entry.label}</a></li>`,
  )}</ul></nav>`;
}

/** The usual <main>: a column of parts. */
export const main = (...parts: Part[]): Html => html`<main class="isi" id="utama">${parts}</main>`;

/** A page's first lines: where we are (optional), the title, a sentence (optional). */
export const heading = (title: string, more: { above?: Part; below?: Part } = {}): Html =>
  html`<div class="rapat">${more.above && html`<p class="mungil redup">${more.above}</p>`}<h1 tabindex="-1">${title}</h1>${
    more.below && html`<p class="redup">${more.below}</p>`
  }</div>`;

export const backLink = (href: string, label: string): Html =>
  html`<a class="kembali" href="${href}">${icon('kiri', 'kecil')}${label}</a>`;
