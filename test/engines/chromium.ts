import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { inPath, installWithApt, isRoot } from './machine.ts';

/** Debian's headless shell first: the same engine without windows, less than half the work. */
const HEADLESS = 'chromium-headless-shell';
const NAMES = [HEADLESS, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_A_MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The path of a Chromium: CHROMIUM_PATH, the machine's own, apt-get, else the one in node_modules (Linux x64). */
export async function findChromium(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH is ${given}, and there is no such file.`);
    return given;
  }
  const found = inPath(...NAMES) ?? (existsSync(ON_A_MAC) ? ON_A_MAC : undefined);
  if (found) return found;
  if (installWithApt(HEADLESS) || installWithApt('chromium')) return inPath(...NAMES) ?? '/usr/bin/chromium';
  return fromPackage();
}

/** Unpacked once, into a folder of this project rather than the one that all users of the machine share. */
async function fromPackage(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'The browser tests need Chromium. Install chromium or Google Chrome, or set CHROMIUM_PATH.',
    );
  const shared = process.env['TMPDIR'];
  process.env['TMPDIR'] = join(import.meta.dirname, '../../node_modules/.cache/chromium');
  mkdirSync(process.env['TMPDIR'], { recursive: true });
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } finally {
    if (shared === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = shared;
  }
}

/** Starts the Chromium that CHROMIUM_PATH names (test/run.ts sets it). Root has no sandbox to run it in. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: isRoot() ? ['--no-sandbox'] : [] });
}
