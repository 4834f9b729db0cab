const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const ID_BYTES = 16;

/** The bytes as 5-bit values, most significant bit first; the last one is filled up with zero bits (RFC 4648 §6). */
export function toFives(bytes: Uint8Array): number[] {
  const fives: number[] = [];
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    for (; heldBits >= 5; heldBits -= 5) fives.push((held >> (heldBits - 5)) & 31);
    held &= (1 << heldBits) - 1;
  }
  if (heldBits > 0) fives.push((held << (5 - heldBits)) & 31);
  return fives;
}

/** Undoes `toFives`; undefined where the count or the filling bits are ones that no bytes lead to. */
export function fromFives(fives: readonly number[]): Uint8Array | undefined {
  const bytes: number[] = [];
  let held = 0;
  let heldBits = 0;
  for (const five of fives) {
    held = (held << 5) | five;
    heldBits += 5;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes.push(held >> heldBits);
    held &= (1 << heldBits) - 1;
  }
  return held === 0 && heldBits < 5 ? Uint8Array.from(bytes) : undefined;
}

/** RFC 4648 §6 in upper case without padding, as authenticator apps take a key. */
export function base32(bytes: Uint8Array): string {
  return lowerBase32(bytes).toUpperCase();
}

/** Reads base32 in either case, with spaces and padding; undefined for anything that `base32` does not write. */
export function base32Bytes(text: string): Uint8Array | undefined {
  const plain = text.replace(/\s/g, "").replace(/={1,6}$/, "");
  if (!/^[A-Za-z2-7]*$/.test(plain)) return undefined;
  return fromFives(Array.from(plain.toLowerCase(), (character) => ALPHABET.indexOf(character)));
}

/** The id of a row: 128 random bits as 26 lower-case characters. */
export function idFrom(bytes: Uint8Array): string {
  if (bytes.length !== ID_BYTES) throw new Error(`An id takes ${ID_BYTES} bytes, got ${bytes.length}.`);
  return lowerBase32(bytes);
}

/** Groups of four with spaces between, the way a person reads a key. */
export function inFours(text: string): string {
  return text.replace(/(.{4})(?=.)/g, "$1 ");
}

function lowerBase32(bytes: Uint8Array): string {
  return toFives(bytes)
    .map((five) => ALPHABET.charAt(five))
    .join("");
}
