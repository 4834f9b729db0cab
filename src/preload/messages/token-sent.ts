import type { TokenSent } from "../views";
import { type Formats, formatTime, formatUntil } from "./formats";
import { deliveryFailureWords } from "./texts";

/** Where a token by text message or phone call is. */
export function tokenSentWords(sent: TokenSent, formats: Formats): string {
  const { state, channel, maskedPhone, sentAt } = sent;
  if (state === "failed") return `${failureWords(sent.failure)} Nothing went to ${maskedPhone}.`;
  if (state === "sending") {
    return channel === "text" ? `Sending a text to ${maskedPhone} …` : `Calling ${maskedPhone} …`;
  }
  const at = formatTime(sentAt, formats);
  const what = channel === "text" ? `Texted to ${maskedPhone} at ${at}.` : `Called ${maskedPhone} at ${at}.`;
  return `${what} ${lifetimeWords(sent.expiresAt, formats)}`;
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
