import { html, type Html } from './html.ts';

type Shoots = {
  done: number;
  /** How many stand in gold after the green ones: the one at hand. */
  now?: number;
  total: number;
  /** What the row says to who cannot see it: "3 dari 6 pelajaran selesai". */
  label: string;
  big?: boolean;
};

const STEP = 16;

/** A row of bamboo shoots (pucuak rabuang) as progress: green = done, gold = now, sand = left. */
export function shoots({ done, now = 0, total, label, big }: Shoots): Html {
  const each = Array.from({ length: total }, (_, index) =>
    shoot(1 + index * STEP, index < done ? 'n' : index < done + now ? 'e' : 'k'),
  );
  return html`<svg class="${big ? 'pucuk besar' : 'pucuk'}" viewBox="0 0 ${total * STEP} 18" preserveAspectRatio="xMinYMid meet" role="img" aria-label="${label}">${each}</svg>`;
}

function shoot(x: number, kind: 'n' | 'e' | 'k'): Html {
  const heart = kind === 'k' ? '' : html`<path class="d" d="M${x + 4.5} 17l2.500-6 2.500 6z"/>`;
  return html`<path class="${kind}" d="M${x} 17l7-16 7 16z"/>${heart}`;
}
