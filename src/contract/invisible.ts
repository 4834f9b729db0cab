/** Scripts in whose words a joiner between two letters changes what is read: Persian, and those of India and around. */
const JOINED =
  "\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}" +
  "\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}" +
  "\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Mongolian}";

/** A joiner (U+200C, U+200D) that stands anywhere else. */
const STRAY_JOINER = new RegExp(`(?<![${JOINED}])[\\u200c\\u200d]|[\\u200c\\u200d](?![${JOINED}])`, "gu");

/** What only steers the direction of text, takes no room, or is a blank that counts as a letter. */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * Text as if nobody had copied it from a mail, a chat or a web page: without characters that cannot be seen. They make two
 * names look the same, and nobody can find what they do not see. Joiners within words that need them stay.
 */
export function withoutInvisible(typed: string): string {
  return typed.replace(INVISIBLE, "").replace(STRAY_JOINER, "");
}

/** Without any invisible character, joiners too: for e-mails and numbers, which have no words of a language in them. */
export function withoutAnyInvisible(typed: string): string {
  return typed.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
}
