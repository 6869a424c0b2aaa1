import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderPdf } from '../../src/documents/pdf.ts';
import { readPdf } from './read-pdf.ts';

const template = `#let d = json("/data.json")
#set document(title: d.name, date: none)
#set text(font: "Noto Sans", lang: "id")
= Judul
#d.name`;
const said = async (name: string) =>
  readPdf(await renderPdf(template, { name })).pages.map((page) => page.lines);

// The first document waits for the compiler: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

afterEach(() => vi.restoreAllMocks());

describe('a PDF from a template', () => {
  it('is tagged, knows its language and carries its fonts', async () => {
    const read = readPdf(await renderPdf(template, { name: 'Yulia Rahmawati' }));
    expect(read).toMatchObject({
      tagged: true,
      language: 'id',
      fonts: ['NotoSans-Bold', 'NotoSans-Regular'],
    });
    expect(read.pages.map((page) => page.lines)).toEqual([['Judul', 'Yulia Rahmawati']]);
  });

  it('never reads data as markup', async () => {
    for (const name of [
      '#injeksi $x$ *tebal*',
      '= Bab',
      '#read("/data.json")',
      '"); #panic("x',
      '\\u{41} // _a_ @b <c>',
    ]) {
      expect(await said(name), name).toEqual([['Judul', name]]);
    }
  });

  it('is the same to the byte for the same input, whatever was made in between', async () => {
    const first = await renderPdf(template, { name: 'Yulia' });
    await renderPdf(template, { name: 'Rahmat' });
    expect(Buffer.from(await renderPdf(template, { name: 'Yulia' })).equals(first)).toBe(true);
  });

  it('gives each of many at once its own document', async () => {
    const names = Array.from({ length: 8 }, (_, i) => `Peserta ${i}`);
    expect(await Promise.all(names.map(said))).toEqual(names.map((name) => [['Judul', name]]));
  });

  it('reaches no file, no package and no network', async () => {
    for (const source of [
      '#read("/etc/passwd")',
      '#read("../../../etc/passwd")',
      '#image("/etc/hostname")',
    ]) {
      await expect(renderPdf(source, {}), source).rejects.toThrow('access denied');
    }
    await expect(renderPdf('#import "@preview/cetz:0.2.2"', {})).rejects.toThrow('failed to load package');
    await expect(renderPdf('#read("http://localhost/x")', {})).rejects.toThrow('access denied');
  });

  it('refuses a picture that points outside itself', async () => {
    const picture = '#image(bytes(json("/data.json").svg), format: "svg")';
    const href = (to: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="${to}" width="9" height="9"/></svg>`;
    await expect(renderPdf(picture, { svg: href('file:///etc/hostname') })).rejects.toThrow('failed to load');
    await expect(renderPdf(picture, { svg: href('/etc/hostname') })).rejects.toThrow('failed to load');
  });

  it('says where a template is broken and goes on with the next', async () => {
    await expect(renderPdf('#set document(date: none)\n#nope', {})).rejects.toThrow('/main.typ:2:2: error');
    expect(await said('Yulia')).toEqual([['Judul', 'Yulia']]);
  });

  it('writes nothing to the console', async () => {
    const spies = (['log', 'warn', 'error', 'info', 'debug'] as const).map((level) =>
      vi.spyOn(console, level),
    );
    const streams = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    await renderPdf(template, { name: 'Yulia' });
    await expect(renderPdf('#read("/etc/passwd")', {})).rejects.toThrow('access denied');
    for (const spy of [...spies, ...streams]) expect(spy).not.toHaveBeenCalled();
  });
});
