import { type Formats, formatTime, formatUntil } from "../formats";
import { deliveryFailureWords } from "../messaging/text-messages";
import type { TokenSent } from "../messaging/views";

/** Where a token by text message or phone call is. */
export function tokenSentWords(sent: TokenSent, formats: Formats): string {
  const { state, channel, sentAt } = sent;
  const phone = onOneLine(sent.maskedPhone);
  if (state === "failed") return `${failureWords(sent.failure)} Nothing went to ${phone}.`;
  if (state === "sending") {
    return channel === "text" ? `Sending a text to ${phone} …` : `Calling ${phone} …`;
  }
  const at = formatTime(sentAt, formats);
  const what = channel === "text" ? `Texted to ${phone} at ${at}.` : `Called ${phone} at ${at}.`;
  return `${what} ${lifetimeWords(sent.expiresAt, formats)}`;
}

/** "•••• 2671" stays together where a line ends. */
export function onOneLine(phone: string): string {
  return phone.replaceAll(" ", "\u00a0");
}

function lifetimeWords(expiresAt: number | null, formats: Formats): string {
  if (expiresAt === null) return "The token works once.";
  return `The token works once, until ${formatUntil(expiresAt, formats)}.`;
}

function failureWords(failure: string | null): string {
  if (failure !== null && failure in deliveryFailureWords) {
    return deliveryFailureWords[failure as keyof typeof deliveryFailureWords];
  }
  return "The token could not be sent.";
}
