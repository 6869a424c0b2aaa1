import { parseArgs } from 'node:util';
import type { House } from '../http/house.ts';
import { createAccount, createPerson } from './create-person.ts';
import { grantRole } from './grant-role.ts';
import { showCode, slipEnd } from './rules.ts';
import { readPhone } from './sign-in.ts';
import { issueSlips, slipCode } from './slip.ts';

/** What the command prints, in Indonesian (views/account/create-admin-words.ts). */
export type AdminWords = { help: string; made(made: MadeAdmin): string; refused(reason: string): string };
/** Codes as they are shown; the instant is UTC. */
export type MadeAdmin = { participantCode: string; slipCode: string; expiresAt: Date };

type Opened = { house: House; close(): Promise<void> };
type Print = (text: string) => void;
type Made =
  | { ok: true; personId: string; participantCode: string; slipCode: string; expiresAt: Date }
  | { ok: false; reason: string };

/**
 * `bekal create-admin`: an account with the role admin and a one-time code for the first sign-in. Exit code 0 made,
 * 1 refused, 2 wrong use. `open` opens a migrated house; nothing is opened for --help or wrong use.
 */
export async function createAdminCommand(
  args: string[],
  words: AdminWords,
  open: () => Promise<Opened>,
  print: Print = toStdout,
): Promise<number> {
  const read = readArgs(args);
  if ('help' in read) {
    print(words.help);
    return read.help;
  }
  const { house, close } = await open();
  try {
    const made = await createAdmin(house, read.name, read.phone);
    if (read.json) print(JSON.stringify(made));
    else
      print(
        made.ok
          ? words.made({
              ...made,
              participantCode: showCode(made.participantCode),
              slipCode: showCode(made.slipCode),
            })
          : words.refused(made.reason),
      );
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
      expiresAt,
    };
  });
}

function toStdout(text: string): void {
  process.stdout.write(`${text}\n`);
}
