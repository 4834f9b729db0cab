/** File systems take 255 bytes for a name; writing it safely and copying it elsewhere needs a few more than it has. */
const MOST_BYTES = 180;

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** A title with its ending (".pdf") as a name that every file system takes; where it is too long, the ending stays. */
export function fileName(title: string): string {
  const line = title
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  const ending = /\.[a-z]{1,5}$/i.exec(line)?.[0] ?? "";
  const stem = line.slice(0, line.length - ending.length).replace(/^[.\s]+/, "");
  const short = firstBytes(stem, MOST_BYTES - ending.length).replace(/[.\s]+$/, "");
  return `${DEVICES.test(short) ? "_" : ""}${short}${ending}`;
}

/** The first letters, whole ones, that take at most so many bytes. */
function firstBytes(text: string, most: number): string {
  let bytes = 0;
  const letters = Array.from(new Intl.Segmenter("en").segment(text), ({ segment }) => segment);
  const fit = letters.findIndex((letter) => {
    bytes += Buffer.byteLength(letter);
    return bytes > most;
  });
  return fit === -1 ? text : letters.slice(0, fit).join("");
}
