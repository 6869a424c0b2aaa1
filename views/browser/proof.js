// Reads what a certificate's QR says and checks its signature, without network. The layout: src/certification/proof/.
// Pure: the text and the known keys and words are handed in; hash.js and ed25519.js stand before it.
(() => {
  /** Bytes of base64url, or null: only the one way of writing them counts, so no bit can be changed unseen. */
  function bytesOf(text) {
    const rest = text.length % 4;
    if (rest === 1 || !/^[\w-]*$/.test(text)) return null;
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const bytes = [];
    let bits = 0;
    let held = 0;
    for (const letter of text) {
      bits = ((bits << 6) | digits.indexOf(letter)) & 0xffff;
      held += 6;
      if (held >= 8) bytes.push((bits >> (held -= 8)) & 255);
    }
    return bits & ((1 << held) - 1) ? null : Uint8Array.from(bytes);
  }

  /** The one CBOR value (RFC 8949) that fills the bytes: whole numbers, text, lists. Throws on anything else. */
  function valueOf(bytes) {
    let at = 0;
    const take = (n) => {
      if (at + n > bytes.length) throw new RangeError('cut off');
      return bytes.subarray(at, (at += n));
    };
    const read = () => {
      const [head] = take(1);
      const size = (head & 31) - 24;
      if (size > 2) throw new RangeError('too large');
      const n = size < 0 ? head & 31 : take(1 << size).reduce((value, byte) => value * 256 + byte, 0);
      if (head >> 5 === 0) return n;
      if (head >> 5 === 1) return -1 - n;
      if (head >> 5 === 3) return new TextDecoder('utf-8', { fatal: true }).decode(take(n));
      if (head >> 5 === 4) return Array.from({ length: n }, read);
      throw new RangeError('another type');
    };
    const value = read();
    if (at < bytes.length) throw new RangeError('something follows');
    return value;
  }

  const dayOf = (number) => new Date(number * 864e5).toISOString().slice(0, 10);

  function paperOf(fields, words) {
    // oxlint-disable-next-line no-control-regex -- signs below 32 stand for the frequent words
    const long = fields.map((field) => (typeof field === 'string' ? field.replace(/[\x01-\x1f]/g, (sign) => words[sign.charCodeAt(0) - 1]) : field));
    const [kind, revision, name, bare, participantNo, regency, number, bimtek, place, starts, days, issued, halfJp, ofHalfJp, issuer] = long;
    return {
      kind: ['sertifikat', 'surat-keterangan'][kind],
      revision,
      name,
      withoutTitles: bare === 1,
      participantNo,
      regency,
      number,
      bimtek,
      place,
      startsOn: dayOf(starts),
      endsOn: dayOf(starts + days),
      issuedOn: dayOf(starts + issued),
      halfJp,
      ofHalfJp,
      issuer,
    };
  }

  /**
   * `text`: all that the QR says. `keys`: [{ id, publicKey, until }]. Gives { reason, serial, paper }; reason is empty when
   * the signature fits. Else: no-serial, no-proof, broken, version, unknown-key, signature, or retired (dated after the
   * last day of its key); a paper is told only with a signature that fits.
   */
  globalThis.readProof = (text, { keys, words }) => {
    const [, serial, proof] = text.replace(/\s/g, '').match(/\/v\/([\w-]{22})(?:#(.*))?$/) ?? [];
    const refused = (reason) => ({ reason, serial: serial ?? null, paper: null });
    if (!serial || bytesOf(serial)?.length !== 16) return refused('no-serial');
    if (!proof) return refused('no-proof');
    const bytes = bytesOf(proof);
    if (!bytes || bytes.length < 67) return refused('broken');
    if (bytes[0] !== 1) return refused('version');
    const key = keys.find(({ id }) => id === bytes[1]);
    if (!key) return refused('unknown-key');
    const body = bytes.subarray(0, -64);
    const signed = Uint8Array.of(...new TextEncoder().encode('bekal certificate'), ...bytesOf(serial), ...body);
    if (!checkEd25519(bytes.subarray(-64), signed, bytesOf(key.publicKey))) return refused('signature');
    try {
      const paper = paperOf(valueOf(body.subarray(2)), words);
      return key.until && paper.issuedOn > key.until ? refused('retired') : { reason: '', serial, paper };
    } catch {
      return refused('broken');
    }
  };
})();
