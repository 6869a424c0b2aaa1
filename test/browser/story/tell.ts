import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../engines/chromium.ts';
import { openNewHouse } from '../house.ts';
import { firstStart } from './1-first-start.ts';
import { planBimtek } from './2-bimtek.ts';
import { importRosters } from './3-roster.ts';
import { handOutSlips } from './4-slips.ts';
import { learnAtHome } from './5-before.ts';
import { rollCall } from './6-jakarta.ts';
import { lastDay } from './7-last-day.ts';
import { certify } from './8-certificates.ts';
import { clearAndBegin } from './9-pkdd.ts';
import { at, type Told } from './told.ts';

/** The whole story of a bimtek as tests: each chapter goes on where the one before it ended. */
export function tellStory({ script }: { script: boolean }): void {
  describe('the story of a bimtek', () => {
    let told: Told;
    let end = async (): Promise<void> => {};
    beforeAll(async () => {
      const browser = await launchChromium();
      const { house, address, close } = await openNewHouse(at('2024-05-10T09:00'));
      told = { browser, house, address, script, heard: [], slips: new Map() };
      end = async () => {
        await browser.close();
        await close();
      };
    });
    afterAll(() => end());

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
}
