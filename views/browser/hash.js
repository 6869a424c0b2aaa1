// SHA-256 and SHA-512 (FIPS 180-4) in plain script: pages on plain http have no WebCrypto. Pure.
(() => {
  // The constants are the first 64 bits behind the point of roots of primes; SHA-256 takes the upper half of them.
  const primes = [];
  for (let n = 2; primes.length < 80; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const rootOf = (value, degree) => {
    let root = 1n << 80n;
    for (;;) {
      const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
      if (next >= root) return root;
      root = next;
    }
  };
  const MASK = (1n << 64n) - 1n;
  const K = primes.map((prime) => rootOf(BigInt(prime) << 192n, 3n) & MASK);
  const START = primes.slice(0, 8).map((prime) => rootOf(BigInt(prime) << 128n, 2n) & MASK);
  const K32 = K.slice(0, 64).map((word) => Number(word >> 32n) | 0);
  const START32 = START.map((word) => Number(word >> 32n) | 0);

  /** The message with its end mark and its length, in whole blocks. */
  function blocksOf(bytes, size) {
    const padded = new Uint8Array(Math.ceil((bytes.length + 1 + size / 8) / size) * size);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
    return view;
  }

  function sha512(bytes) {
    const turn = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;
    const view = blocksOf(bytes, 128);
    const state = [...START];
    const w = [];
    for (let at = 0; at < view.byteLength; at += 128) {
      for (let i = 0; i < 16; i++) w[i] = view.getBigUint64(at + i * 8);
      for (let i = 16; i < 80; i++) {
        const low = turn(w[i - 15], 1n) ^ turn(w[i - 15], 8n) ^ (w[i - 15] >> 7n);
        const high = turn(w[i - 2], 19n) ^ turn(w[i - 2], 61n) ^ (w[i - 2] >> 6n);
        w[i] = (w[i - 16] + low + w[i - 7] + high) & MASK;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 80; i++) {
        const one = h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (~e & MASK & g)) + K[i] + w[i];
        const two = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & MASK, c, b, a, (one + two) & MASK];
      }
      for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] + word) & MASK;
    }
    const out = new DataView(new ArrayBuffer(64));
    for (const [i, word] of state.entries()) out.setBigUint64(i * 8, word);
    return new Uint8Array(out.buffer);
  }

  function sha256(bytes) {
    const turn = (x, n) => (x >>> n) | (x << (32 - n));
    const view = blocksOf(bytes, 64);
    const state = [...START32];
    const w = new Int32Array(64);
    for (let at = 0; at < view.byteLength; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
      for (let i = 16; i < 64; i++) {
        const low = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
        const high = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
        w[i] = w[i - 16] + low + w[i - 7] + high;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K32[i] + w[i];
        const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] + word) | 0;
    }
    const out = new DataView(new ArrayBuffer(32));
    for (const [i, word] of state.entries()) out.setInt32(i * 4, word);
    return new Uint8Array(out.buffer);
  }

  globalThis.hashes = { sha256, sha512 };
})();
