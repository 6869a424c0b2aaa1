import { html, type Html } from './html.ts';

/** Shown while the database opens; the browser asks again by itself each second (header Refresh). */
export const preparingPage = (): Html => html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sedang menyiapkan - Bekal</title></head>
<body><h1>Bekal sedang menyiapkan diri</h1><p>Halaman ini terbuka sendiri sebentar lagi.</p></body></html>`;
