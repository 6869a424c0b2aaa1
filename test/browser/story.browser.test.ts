import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../engines/chromium.ts';
import { openNewHouse, type Opened } from './house.ts';
import { firstStart } from './story/1-first-start.ts';
import { planBimtek } from './story/2-bimtek.ts';
import { importRosters } from './story/3-roster.ts';
import { handOutSlips } from './story/4-slips.ts';
import { learnAtHome } from './story/5-before.ts';
import { rollCall } from './story/6-jakarta.ts';
import { lastDay } from './story/7-last-day.ts';
import { certify } from './story/8-certificates.ts';
import { clearAndBegin } from './story/9-pkdd.ts';
import { at, type Told } from './story/told.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Each chapter goes on where the one before it ended. */
describe.each([
  ['with the page scripts', true],
  ['without any script', false],
])('the story of a bimtek %s', (_, script) => {
  let opened: Opened;
  let told: Told;
  beforeAll(async () => {
    opened = await openNewHouse(at('2024-05-10T09:00'));
    told = { browser, house: opened.house, address: opened.address, script, heard: [], slips: new Map() };
  });
  afterAll(() => opened.close());

  test('1. the one-time link makes the first admin, who makes the accounts', () => firstStart(told));
  test('2. panitia plan the bimtek', () => planBimtek(told));
  test('3. the rosters come in, checked before anything is written', () => importRosters(told));
  test('4. slips go out and kader come in with them', () => handOutSlips(told));
  test('5. lessons and quizzes at home, also on another phone', () => learnAtHome(told));
  test('6. roll call in Jakarta, with a question, a correction and an objection', () => rollCall(told));
  test('7. post-test, RKTL, evaluation and SK on the last day', () => lastDay(told));
  test('8. presensi is closed, certificates are issued and verified', () => certify(told));
  test('9. the korkab clears a kader and PKDD begins', () => clearAndBegin(told));

  test('no page had an error of its own', () => {
    expect(told.heard).toEqual([]);
    expect(told.house.logged).toEqual([]);
  });
});
