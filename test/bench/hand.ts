import type { Locator, Page } from 'playwright-core';

/** Seconds of the keystroke-level model (Card, Moran and Newell, The Psychology of Human-Computer Interaction, 1983). */
const KEY = 0.28; // an average typist
const POINT_AND_CLICK = 1.1 + 0.2;
const THOUGHT = 1.35;

export type Step = { name: string; pages: number; clicks: number; keys: number; seconds: number };

/** Works a page as a hand would, and counts: points at each field and button, types each letter, waits for each page. */
export class Hand {
  readonly steps: Step[] = [];

  /** Everything until the next step belongs to this one. */
  step(name: string): void {
    this.steps.push({ name, pages: 0, clicks: 0, keys: 0, seconds: 0 });
  }

  async goTo(page: Page, address: string): Promise<void> {
    await this.waited(page.goto(address));
    this.now.pages++;
  }

  async type(page: Page, fields: Record<string, string>): Promise<void> {
    for (const [label, words] of Object.entries(fields)) {
      await page.getByLabel(label, { exact: true }).first().fill(words);
      this.act(1, words.length);
    }
  }

  async choose(page: Page, fields: Record<string, string>): Promise<void> {
    for (const [label, option] of Object.entries(fields)) {
      await page.getByLabel(label, { exact: true }).selectOption({ label: option });
      this.act(2, 0); // opens the list, picks
    }
  }

  async tick(box: Locator): Promise<void> {
    await box.check();
    this.act(1, 0);
  }

  async file(page: Page, label: string, path: string): Promise<void> {
    await page.getByLabel(label).setInputFiles(path);
    this.act(3, 0); // the button, the file, open
  }

  /** A button or a link that leads to a page. */
  async press(page: Page, name: string | RegExp): Promise<void> {
    const exact = typeof name === 'string';
    const target = page
      .getByRole('button', { name, exact })
      .or(page.getByRole('link', { name, exact }))
      .first();
    await this.waited(Promise.all([page.waitForEvent('load'), target.click()]));
    this.act(1, 0);
    this.now.pages++;
  }

  private get now(): Step {
    const last = this.steps.at(-1);
    if (!last) throw new Error('a hand begins with a step');
    return last;
  }

  private act(clicks: number, keys: number): void {
    this.now.clicks += clicks;
    this.now.keys += keys;
    this.now.seconds += clicks * POINT_AND_CLICK + keys * KEY + THOUGHT;
  }

  private async waited(answer: Promise<unknown>): Promise<void> {
    const started = performance.now();
    await answer;
    this.now.seconds += (performance.now() - started) / 1000;
  }
}
