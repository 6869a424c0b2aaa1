const BROWSERS: [RegExp, string][] = [
  [/Firefox/, 'Firefox'],
  [/Edg/, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Chrome|Chromium/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone'],
  [/Windows/, 'Windows'],
  [/Linux/, 'Linux'],
  [/Mac/, 'Mac'],
];

/** What a person recognises in the list of devices: "Chrome, Android". */
export function deviceLabel(agent: string | undefined): string {
  const named = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(agent ?? ''))?.[1];
  const system = named(SYSTEMS);
  return system ? `${named(BROWSERS) ?? 'Peramban'}, ${system}` : (named(BROWSERS) ?? 'Peramban');
}
