/**
 * The text with every decimal digit of whatever script (Arabic-Indic, Devanagari, full width ...) as 0 to 9, and all else
 * as it was. The digits of a script follow each other in Unicode, from its zero on.
 */
export function asciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => String(digitValue(digit)));
}

function digitValue(digit: string): number {
  // Only the mathematical ones stand side by side in several styles, and NFKC makes plain digits of them.
  const code = digit.normalize("NFKC").codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}
