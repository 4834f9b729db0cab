import { spokenWords } from "../../../contract/messaging/text-messages";
import type { SpokenToken } from "../ports";

const PAUSE = '<Pause length="1"/>';

/** TwiML that greets with the practice's name, and what the token is for, and says the digits one by one, twice, a second between them. */
export function spokenTwiml(spoken: SpokenToken): string {
  if (!/^\d{4,10}$/.test(spoken.digits)) throw new Error("A spoken token must be four to ten ASCII digits.");
  const digits = Array.from(spoken.digits, say).join(PAUSE);
  const { practice, newPhone = false } = spoken;
  const parts = [
    say(newPhone ? spokenWords.newPhone(practice) : spokenWords.greeting(practice)),
    say(spokenWords.digitsFollow),
    digits,
    say(spokenWords.again),
    digits,
    say(newPhone ? spokenWords.notYou : spokenWords.goodbye),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${parts.join(PAUSE)}</Response>`;
}

function say(words: string): string {
  return `<Say language="en-US">${escapeXml(words)}</Say>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Escapes markup and drops what XML 1.0 §2.2 does not allow in a document, escaped or not. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
