import { useState } from "react";
import type { TokenSent } from "../../../contract/messaging/views";
import { useRead } from "../../shell/wardkey";

/**
 * The token that was asked for last, beginning with `first`. The reply to asking says "sending"; what became of it comes
 * with the next reading.
 */
export function useTokenSent(first: TokenSent | null): [sent: TokenSent | null, setAsked: (sent: TokenSent) => void] {
  const [asked, setAsked] = useState(first);
  const pending = useRead("getMySecurity", {}).value?.pendingToken ?? null;
  return [asked !== null && pending?.sentAt === asked.sentAt ? pending : asked, setAsked];
}
