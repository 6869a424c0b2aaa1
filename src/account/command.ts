import { parseArgs } from 'node:util';
import type { House } from '../http/house.ts';
import { createAccount, createPerson } from './create-person.ts';
import { grantRole } from './grant-role.ts';
import { showCode, slipEnd } from './rules.ts';
import { readPhone } from './sign-in.ts';
import { issueSlips, slipCode } from './slip.ts';

const HELP = `bekal create-admin --name "NAMA LENGKAP" [--phone 08...] [--json]

Makes an account with the role admin and prints a one-time code for the first sign-in (three days).
Without --phone the person signs in with the participant code. An embedded database must not be in use:
stop Bekal first.

Exit codes: 0 made, 1 refused, 2 wrong use.`;

type Opened = { house: House; close(): Promise<void> };
type Print = (text: string) => void;

/** `bekal create-admin`: the exit code. `open` opens a migrated house; nothing is opened for --help or wrong use. */
export async function createAdminCommand(
  args: string[],
  open: () => Promise<Opened>,
  print: Print = toStdout,
): Promise<number> {
  const read = readArgs(args);
  if ('help' in read) {
    print(HELP);
    return read.help;
  }
  const { house, close } = await open();
  try {
    const made = await createAdmin(house, read.name, read.phone);
    print(read.json ? JSON.stringify(made) : inWords(made));
    return made.ok ? 0 : 1;
  } finally {
    await close();
  }
}

type Wish = { name: string; phone: string | null; json: boolean } | { help: 0 | 2 };

function readArgs(args: string[]): Wish {
  try {
    const options = {
      name: { type: 'string' },
      phone: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const;
    const { values } = parseArgs({ args, options });
    if (values.help) return { help: 0 };
    const phone = values.phone === undefined ? null : readPhone(values.phone);
    if (!values.name?.trim() || (values.phone !== undefined && phone === null)) return { help: 2 };
    return { name: values.name.trim(), phone, json: values.json ?? false };
  } catch {
    return { help: 2 }; // parseArgs throws on an unknown option: the help says which there are
  }
}

type Made =
  | { ok: true; personId: string; participantCode: string; slipCode: string; expiresAt: string }
  | { ok: false; reason: string };

async function createAdmin({ db, keys, clock }: House, name: string, phone: string | null): Promise<Made> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const personId = await createPerson(trx, keys, { name, phone }, now);
    const { participantCode } = await createAccount(trx, personId, { phone, active: true }, now);
    const granted = await grantRole(trx, { personId, role: 'admin' }, null, now);
    if (!granted.ok) return { ok: false, reason: granted.refusal.reason };
    const expiresAt = slipEnd(null, now);
    const [slip] = await issueSlips(trx, [personId], { expiresAt, byId: null }, now);
    return {
      ok: true,
      personId,
      participantCode,
      slipCode: slipCode(keys, slip?.slipId ?? ''),
      expiresAt: expiresAt.toISOString(),
    };
  });
}

function inWords(made: Made): string {
  if (!made.ok) return `Not made: ${made.reason}.`;
  return [
    'Admin made. First sign-in at /aktivasi with',
    `  participant code  ${showCode(made.participantCode)}`,
    `  one-time code     ${showCode(made.slipCode)}   (until ${made.expiresAt})`,
  ].join('\n');
}

function toStdout(text: string): void {
  process.stdout.write(`${text}\n`);
}
