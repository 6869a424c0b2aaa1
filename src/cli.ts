#!/usr/bin/env node
import { CREATE_ADMIN_WORDS } from '../views/account/create-admin-words.ts';
import { rosterWords } from '../views/bimtek/roster-reasons.ts';
import { CONVERT_WORDS } from '../views/quiz/problem-words.ts';
import { createAdminCommand } from './account/index.ts';
import { rosterCheckCommand } from './bimtek/index.ts';
import { coursesCommand } from './course/index.ts';
import { migrateToLatest } from './database/migrate.ts';
import { isMoment, serveDemo } from './demo/index.ts';
import { openHouse } from './open-house.ts';
import { questionsConvertCommand } from './quiz/index.ts';
import { serve } from './serve.ts';

const HELP = `Pakai: npm run bekal -- PERINTAH [pilihan]

  start                                jalankan Bekal
  demo [--at pelatihan|selesai|pkdd]   demo dengan data karangan, hilang saat dihentikan
  migrate                              bawa basis data ke susunan terbaru
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
  'roster check': (args) => rosterCheckCommand(args, rosterWords),
  courses: (args) => coursesCommand(args),
  'questions convert': (args) => questionsConvertCommand(args, CONVERT_WORDS),
};

async function demo(args: string[]): Promise<number | void> {
  const at = args.indexOf('--at');
  const moment = at < 0 ? 'pelatihan' : (args[at + 1] ?? '');
  if (args.includes('--help') || !isMoment(moment)) {
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

async function openMigrated() {
  const opened = await openHouse(process.env);
  await migrateToLatest(opened.house.db);
  return opened;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Two words first ("roster check"), then one. */
async function run(words: string[]): Promise<number | void> {
  const [first = '', second = ''] = words;
  const pair = COMMANDS[`${first} ${second}`];
  if (pair) return pair(words.slice(2));
  const single = COMMANDS[first];
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
