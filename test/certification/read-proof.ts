import '../../views/browser/hash.js';
import '../../views/browser/ed25519.js';
import '../../views/browser/proof.js';
import { WORDS } from '../../src/certification/proof/words.ts';
import type { PublicProofKey } from '../../src/proof-keys.ts';
import { TEST_KEYS } from '../fixtures/house.ts';

export type ReadProof = {
  reason: string;
  serial: string | null;
  paper: {
    kind: string;
    revision: number;
    name: string;
    withoutTitles: boolean;
    participantNo: string;
    regency: string;
    number: string;
    bimtek: string;
    place: string;
    startsOn: string;
    endsOn: string;
    issuedOn: string;
    halfJp: number;
    ofHalfJp: number;
    issuer: string;
  } | null;
};
const browser = globalThis as unknown as {
  hashes: Record<'sha256' | 'sha512', (bytes: Uint8Array) => Uint8Array>;
  checkEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  readProof(text: string, known: { keys: readonly PublicProofKey[]; words: readonly string[] }): ReadProof;
};

/** The scripts of the browser, as a page runs them. */
export const { hashes, checkEd25519 } = browser;
/** What a page that knows these keys says of the text of a QR. */
export const readProof = (text: string, keys = TEST_KEYS.proof.ring): ReadProof =>
  browser.readProof(text, { keys, words: WORDS });
