/** What a phone needs to put Bekal on its home screen. The colours are those of the header and the page (app.css). */
export const manifestOf = (assets: Readonly<Record<string, string>>): object => ({
  id: '/',
  name: 'Bekal',
  short_name: 'Bekal',
  description: 'Belajar dan presensi bimtek Program Desa Cerdas',
  lang: 'id',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#FAF7F1',
  theme_color: '#1F1914',
  icons: [
    { src: assets['icon.svg'], type: 'image/svg+xml', sizes: 'any', purpose: 'any' },
    { src: assets['icon-maskable.svg'], type: 'image/svg+xml', sizes: 'any', purpose: 'maskable' },
  ],
});
