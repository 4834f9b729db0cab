import type { DeliveryFailure } from "../ports";

/** Twilio's error and warning dictionary (https://www.twilio.com/docs/api/errors), as far as sending reaches it. */
const CODES: ReadonlyArray<readonly [DeliveryFailure, readonly number[]]> = [
  ["refused-credentials", [10001, 20003, 20005, 20006, 20008, 20403, 20404, 70051]],
  ["refused-number", [21201, 21202, 21203, 21211, 21214, 21215, 21216, 21217, 21219, 21265, 21408, 21604]],
  ["refused-number", [21608, 21610, 21612, 21614, 21635]],
  ["refused-sender", [21210, 21212, 21213, 21264, 21266, 21601, 21603, 21606, 21659, 21660, 21661]],
  ["refused-sender", [21701, 21703, 21705]],
  // US numbers have to be registered (A2P 10DLC), toll-free ones verified.
  ["refused-sender", [30032, 30034]],
  ["rate-limited", [10004, 14107, 20429, 21611]],
  ["gateway-error", [20500, 20503, 21730]],
];

/**
 * The reason behind an error answer: by the gateway's own code where we know it, else by the HTTP status. A code that we
 * do not know is the gateway's own refusal all the same.
 */
export function failureOf(status: number, code: number | undefined): DeliveryFailure {
  const known = CODES.find(([, codes]) => code !== undefined && codes.includes(code));
  if (known !== undefined) return known[0];
  if (status === 401 || status === 403) return "refused-credentials";
  if (status === 429) return "rate-limited";
  if (status === 408 || status >= 500) return "gateway-error";
  return code === undefined ? "unexpected-answer" : "refused";
}

const RETRIABLE: readonly DeliveryFailure[] = [
  "unreachable",
  "timed-out",
  "rate-limited",
  "gateway-error",
  // Guest networks, filters and proxies answer in the gateway's place for a while.
  "unexpected-answer",
];

/** Whether the same try can succeed later without anybody changing a setting or a number. */
export function isRetriable(reason: DeliveryFailure): boolean {
  return RETRIABLE.includes(reason);
}
