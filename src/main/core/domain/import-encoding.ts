import type { Encoding } from "./import-table";

/** What Windows puts where Latin-1 has control characters (0x80 to 0x9F); the five it leaves out stay as they are. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Files by their first bytes: compressed ones, such as Excel's own, PDF, and old Excel. */
const NO_TEXT = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x25, 0x50, 0x44, 0x46],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;

/** Bytes of other encodings that a text in UTF-8 may hold for each letter of its own that is not ASCII. */
const STRAYS = 4;

/**
 * The text of a file: UTF-8 and UTF-16 by their mark or, without one, by how their bytes lie; else Windows-1252, which
 * fits any bytes. A few stray bytes make no other encoding of UTF-8: they are read as U+FFFD. Undefined for what is no
 * text at all.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } | undefined {
  if (NO_TEXT.some((start) => start.every((byte, at) => bytes[at] === byte))) return undefined;
  const encoding = encodingOf(bytes);
  const text = decodeAs(bytes, encoding).replace(/^\ufeff/, "");
  // A character that no list has, and every other sort of file.
  return text.includes("\u0000") ? undefined : { text, encoding };
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  const start = bytes.subarray(0, 2048);
  if (zeros(start, 1) > 0.4) return "utf-16le";
  if (zeros(start, 0) > 0.4) return "utf-16be";
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

/** How much of every other byte is zero: in UTF-16 most of one half, for letters of Western languages. */
function zeros(bytes: Uint8Array, from: 0 | 1): number {
  let found = 0;
  for (let at = from; at < bytes.length; at += 2) if (bytes[at] === 0) found += 1;
  return bytes.length < 2 ? 0 : found / Math.ceil(bytes.length / 2);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return isMostlyUtf8(bytes);
  }
}

function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder("utf-8").decode(bytes);
  const others = text.match(/[^\0-\x7f]/gu) ?? [];
  const strays = others.filter((letter) => letter === "\ufffd").length;
  return strays <= STRAYS * (others.length - strays);
}

/**
 * Whether some letters of a text were lost on the way to it, or read in the wrong encoding and written again: "JosÃ©" and
 * "Jos\ufffd" for "José". Nobody is called so.
 */
export function isGarbled(text: string): boolean {
  return /\ufffd|[ÂÃÄÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘“”•—˜™š›œžŸ]|â€/u.test(text);
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== "windows-1252") return new TextDecoder(encoding).decode(bytes);
  // By hand: some decoders of this name stop at Latin-1.
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin.replace(/[\u0080-\u009f]/g, (mark) => WINDOWS[mark.charCodeAt(0) - 0x80] ?? mark);
}
