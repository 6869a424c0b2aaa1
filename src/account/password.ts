import { hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for argon2id (the library's number 2): 19 MiB, 2 passes. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MOST_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** At most two hashes at a time: a hall signing in together must not starve the answers being saved. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, COST));

/** Compared even for an unknown person, so that the answer takes the same time. */
let decoy: Promise<string> | undefined;

/**
 * True when `password` is the one behind `stored`; without a stored hash the same work is done and it is false.
 * `whenWrong` is done before the next comparison begins: a burst of guesses cannot run ahead of its own counting.
 */
export async function passwordFits(
  stored: string | null,
  password: string,
  whenWrong: () => Promise<void> = async () => {},
): Promise<boolean> {
  const against = stored ?? (await (decoy ??= hashPassword('a password of nobody')));
  return inTurn(async () => {
    const fits = (await verify(against, password)) && stored !== null;
    if (!fits) await whenWrong();
    return fits;
  });
}
