#!/usr/bin/env node
import { CREATE_ADMIN_WORDS } from '../views/account/create-admin-words.ts';
import { rosterWords } from '../views/bimtek/roster-reasons.ts';
import { CONVERT_WORDS } from '../views/quiz/problem-words.ts';
import { createAdminCommand } from './account/index.ts';
import { rosterCheckCommand } from './bimtek/index.ts';
import { coursesCommand } from './course/index.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { migrateToLatest } from './database/migrate.ts';
import { isMoment, serveDemo } from './demo/index.ts';
import { readKeys, rotateProofKeys } from './keys.ts';
import { openHouse } from './open-house.ts';
import { questionsConvertCommand } from './quiz/index.ts';
import { serve } from './serve.ts';
import { lookUp } from './look-up.ts';

const HELP = `Pakai: npm run bekal -- PERINTAH [pilihan]

  start                                jalankan Bekal
  demo [--at pelatihan|selesai|pkdd]   demo dengan data karangan, hilang saat dihentikan
  migrate                              bawa basis data ke susunan terbaru
  keys [rotate]                        kunci tanda tangan sertifikat; rotate membuat yang berikutnya
  create-admin --name NAMA             buat akun admin dengan kode sekali pakai
  roster check FILE [--json]           periksa daftar peserta tanpa basis data
  courses check|load [FOLDER]          periksa atau muat isi kursus
  questions convert FILE --to json     baca soal GIFT

Setiap perintah punya --help. Kode keluar 0 berhasil, selain itu ada yang perlu dibaca.`;

/** A command that serves returns undefined: the process lives on until it is stopped. */
type Command = (args: string[]) => Promise<number | void>;

const COMMANDS: Record<string, Command> = {
  start: () => serve(process.env),
  demo,
  migrate,
  'create-admin': (args) => createAdminCommand(args, CREATE_ADMIN_WORDS, openMigrated),
  keys: async (args) => keys(args),
  'roster check': (args) => rosterCheckCommand(args, rosterWords),
  courses: (args) => coursesCommand(args),
  'questions convert': (args) => questionsConvertCommand(args, CONVERT_WORDS),
};

async function demo(args: string[]): Promise<number | void> {
  const [option = '--at', moment = args.length === 0 ? 'pelatihan' : '', ...more] = args;
  if (option !== '--at' || more.length > 0 || !isMoment(moment)) {
    say('demo [--at pelatihan|selesai|pkdd]: 3 Juni, 10 Juni, atau 1 Juli 2024.');
    return args.includes('--help') ? 0 : 1;
  }
  await serveDemo(process.env, moment);
}

async function migrate(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    say('migrate: menjalankan migrasi yang belum pernah dijalankan, masing-masing sekali.');
    return 0;
  }
  const { house, close } = await openHouse(process.env);
  const ran = await migrateToLatest(house.db);
  await close();
  say(ran.length === 0 ? 'Sudah terbaru.' : ran.map((name) => `dijalankan: ${name}`).join('\n'));
  return 0;
}

function keys(args: string[]): number {
  if (args.includes('--help') || args.length > 1 || (args[0] && args[0] !== 'rotate')) {
    say(
      'keys: kunci publik yang dikenal. keys rotate: kunci baru untuk menandatangani kode QR sertifikat.',
      'Sertifikat lama tetap bisa diperiksa. Mulai ulang Bekal sesudahnya, dan cadangkan seluruh folder BEKAL_KEYS.',
    );
    return args.includes('--help') ? 0 : 1;
  }
  const { keysFolder } = readConfig(process.env);
  const today = dayInJakarta(systemClock.now());
  const ring = args[0] ? rotateProofKeys(keysFolder, today) : readKeys(keysFolder).proof.ring;
  for (const { id, publicKey, until } of ring)
    say(`${id}  ${publicKey}  ${until ? `untuk sertifikat sampai ${until}` : 'menandatangani'}`);
  if (args[0]) say('Mulai ulang Bekal agar memakai kunci baru.');
  return 0;
}

async function openMigrated() {
  const opened = await openHouse(process.env);
  await migrateToLatest(opened.house.db);
  return opened;
}

const say = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
const dayInJakarta = (moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta', dateStyle: 'short' }).format(moment);

/** Two words first ("roster check"), then one. */
async function run(words: string[]): Promise<number | void> {
  const [first = '', second = ''] = words;
  const pair = lookUp(COMMANDS, `${first} ${second}`);
  if (pair) return pair(words.slice(2));
  const single = lookUp(COMMANDS, first);
  if (single) return single(words.slice(1));
  say(HELP);
  return first === '' || first === '--help' || first === 'help' ? 0 : 1;
}

try {
  const code = await run(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
