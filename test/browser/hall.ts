import type { Browser } from 'playwright-core';
import { launchChromium } from '../engines/chromium.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { serve, type Served } from './house.ts';
import { phonesOf } from './phone.ts';

export const PEOPLE = 36;

export type Hall = {
  browser: Browser;
  house: TestHouse;
  served: Served;
  b: Bimtek;
  kader: Kader[];
  phones: ReturnType<typeof phonesOf>;
  close(): Promise<void>;
};

/** A class of 36 on the third day at 08.41, served to a browser; the thirtieth is Siti Nurjanah. */
export async function openHall(): Promise<Hall> {
  const browser = await launchChromium();
  const house = await openHouse({ at: wib(3, '08:41') });
  const served = await serve(house);
  const b = await openBimtek(house);
  const kader: Kader[] = [];
  for (let no = 1; no <= PEOPLE; no++)
    kader.push(await b.addKader({ name: no === 30 ? 'Siti Nurjanah' : `Kader Contoh Nomor ${no}` }));
  const close = async () => {
    await served.stop();
    await house.close();
    await browser.close();
  };
  return { browser, house, served, b, kader, phones: phonesOf(browser, house, served.address), close };
}
