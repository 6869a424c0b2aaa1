import type { LineState } from '../../src/database/schema.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { jp, percentFloor1, score } from '../ui/format.ts';

/** The columns of a standing row (and of its rule) that tell about the six lines. */
export type LineFacts = {
  half_jp_planned: number;
  half_jp_attended: number;
  half_jp_open: number;
  modules_required: number;
  modules_done: number;
  post_bp: number | null;
  l1: LineState;
  l2: LineState;
  l3: LineState;
  l4: LineState;
  l5: LineState;
  l6: LineState;
  r1: string;
  r2: string;
  r3: string;
  r4: string;
  r5: string;
  r6: string;
  /** Of the rule: percent 0-100 and basis points 0-10000. */
  attendance_percent: number;
  post_test_bp: number;
};

/** One line of the rule for a person: its state in a word, one sentence, and where to mend it. */
export type Line = { title: string; state: LineState; word: string; says: string; href: string };

const WORD: Record<LineState, string> = { met: 'Sudah', open: 'Belum', never: 'Tidak bisa lagi' };

/** The six lines with one Indonesian sentence each; the only place where reasons become sentences. */
export function linesOf(f: LineFacts): Line[] {
  const line = (title: string, state: LineState, says: string, href: string, running = false): Line => ({
    title,
    state,
    word: state === 'open' && running ? 'Berjalan' : WORD[state],
    says,
    href,
  });
  return [
    line(`Kehadiran minimal ${f.attendance_percent}%`, f.l1, attendanceSays(f), '/hadir', f.r1 === 'running'),
    line('Modul wajib', f.l2, modulesSay(f), '/belajar', f.modules_done > 0),
    line(`Post-test minimal ${score(f.post_test_bp)}`, f.l3, postTestSays(f), '/belajar', f.r3 === 'below'),
    line('RKTL diterima', f.l4, RKTL[f.r4] ?? RKTL['not-sent']!, '/rktl', f.r4 === 'waiting'),
    line('Evaluasi dikirim', f.l5, EVALUATION[f.r5] ?? EVALUATION['not-sent']!, '/evaluasi'),
    line('Nama untuk sertifikat', f.l6, NAME[f.r6] ?? NAME['not-confirmed']!, '/saya'),
  ];
}

/** "58 dari 72 JP (80,5%)", the percent floored to one decimal. */
export const jpOfPlan = (attended: number, planned: number): string =>
  planned === 0
    ? 'belum ada jadwal'
    : `${jp(attended)} dari ${jp(planned)} JP (${percentFloor1(attended, planned)})`;

/** The columns of a standing row that the first line is about, with the percent of its rule. */
export type ThresholdFacts = Pick<
  LineFacts,
  'half_jp_planned' | 'half_jp_attended' | 'l1' | 'attendance_percent'
>;

/** Half JP that are still missing for the threshold, upwards to a whole half. */
const halfJpMissing = (f: ThresholdFacts): number =>
  Math.max(0, Math.ceil((f.attendance_percent * f.half_jp_planned) / 100) - f.half_jp_attended);

/** "Perlu 3 JP lagi.", "Tidak bisa lagi mencapai 80%.", or nothing when the threshold is met. */
export function thresholdSays(f: ThresholdFacts): string {
  if (f.l1 === 'met') return '';
  if (f.l1 === 'never') return `Tidak bisa lagi mencapai ${f.attendance_percent}%.`;
  return `Perlu ${jp(halfJpMissing(f))} JP lagi.`;
}

function attendanceSays(f: LineFacts): string {
  if (f.r1 === 'no-timetable') return 'Jadwal belum dibuat panitia.';
  const now = `Hadir ${jpOfPlan(f.half_jp_attended, f.half_jp_planned)} seluruh jadwal.`;
  return [now, thresholdSays(f), f.l1 === 'never' && 'Hubungi panitia.'].filter(Boolean).join(' ');
}

function modulesSay(f: LineFacts): string {
  if (f.r2 === 'not-required') return 'Tidak diwajibkan.';
  const now = `${f.modules_done} dari ${f.modules_required} selesai.`;
  if (f.l2 === 'met') return now;
  if (f.l2 === 'never') return `${now} Batas kelulusan sudah lewat.`;
  return `${now} Perlu ${f.modules_required - f.modules_done} modul lagi.`;
}

function postTestSays(f: LineFacts): string {
  const best = f.post_bp === null ? '' : `Nilai terbaik Anda ${score(f.post_bp)}. `;
  if (f.r3 === 'not-required') return 'Tidak diwajibkan.';
  if (f.l3 === 'met') return best.trim();
  if (f.l3 === 'never') return `${best}Batas kelulusan sudah lewat.`;
  if (f.r3 === 'attempts-used') return `${best}Semua percobaan sudah dipakai. Minta remedial kepada pelatih.`;
  if (f.r3 === 'below') return `${best}Belum mencapai ${score(f.post_test_bp)}. Anda boleh mencoba lagi.`;
  if (f.r3 === 'running') return 'Sedang dikerjakan. Jangan lupa kumpulkan.';
  return 'Dibuka pada sesi terakhir kelas Anda.';
}

const RKTL: Record<string, string> = {
  met: 'Sudah diterima pelatih.',
  'not-required': 'Tidak diwajibkan.',
  deadline: 'Batas kelulusan sudah lewat.',
  waiting: 'Sudah dikirim, menunggu diperiksa.',
  revise: 'Diminta diperbaiki. Baca catatan pelatih.',
  'not-sent': 'Tulis rencana Anda, lalu kirim.',
};
const EVALUATION: Record<string, string> = {
  met: 'Terima kasih, sudah dikirim.',
  'not-required': 'Tidak diwajibkan.',
  deadline: 'Batas kelulusan sudah lewat.',
  'not-sent': 'Dibuka pada sesi terakhir kelas Anda.',
};
const NAME: Record<string, string> = {
  met: 'Sudah Anda setujui.',
  'not-required': 'Tidak diwajibkan.',
  'not-confirmed': 'Periksa ejaan nama Anda, lalu setujui.',
};

/** The list as the kader's page draws it. `withLinks` only for the person concerned. */
export const linesList = (lines: Line[], withLinks: boolean): Html =>
  html`<ul class="syarat">${lines.map(
    (line) =>
      html`<li class="${line.state === 'met' ? 'ok' : ''}">${icon(line.state === 'met' ? 'centang' : line.state === 'never' ? 'awas' : 'jam')}<span>${
        withLinks && line.state === 'open'
          ? html`<a class="tebal" href="${line.href}">${line.title}</a>`
          : html`<span class="tebal">${line.title}</span>`
      }<p>${line.says}</p></span><span class="mungil ${line.state === 'met' ? 'tebal' : 'redup'}">${line.word}</span></li>`,
  )}</ul>`;

export const metCount = (lines: Line[]): number => lines.filter((line) => line.state === 'met').length;
