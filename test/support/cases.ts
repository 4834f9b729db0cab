import type { PersonRow } from "../../src/contract/people/views";
import type { QueueRow, SupportCase, SupportQueue } from "../../src/contract/support/views";
import { testNow } from "./fake-wardkey";

/* What main would say about people who need help, for the window's tests. */

/** Nobody waits, but for the lists that are given. */
export function queueOf(more: Partial<Record<keyof SupportQueue, readonly QueueRow[]>> = {}): SupportQueue {
  const list = (rows: readonly QueueRow[] = []) => ({ total: rows.length, rows });
  return { locked: list(more.locked), asked: list(more.asked), codesLow: list(more.codesLow) };
}

/** Somebody for whom support may do everything, who can be called back, and whom nothing keeps from signing in. */
export function caseOf(person: PersonRow, more: Partial<SupportCase> = {}): SupportCase {
  return {
    person,
    asked: null,
    causes: [],
    remedy: null,
    attempts: [],
    identity: { callBack: { number: "+447400123456" } },
    may: {
      unlockAccount: "not-locked",
      issueBypassCode: true,
      replacePhone: true,
      fallBackToText: true,
      resetTwoFactor: true,
      issueSetupCode: true,
      confirmNumber: "no-number-waiting",
    },
    helped: [],
    ...more,
  };
}

/** Locked out by failures, which support may lift. */
export function lockedCase(person: PersonRow, more: Partial<SupportCase> = {}): SupportCase {
  const open = caseOf(person);
  return {
    ...open,
    causes: [
      {
        is: "locked",
        until: testNow + 30 * 60_000,
        failures: [
          { factor: "password", count: 2 },
          { factor: "app", count: 3 },
        ],
        workstation: "",
      },
      { is: "code-old", periods: -2 },
    ],
    remedy: { act: "unlockAccount", may: true },
    attempts: [{ at: testNow - 60_000, ok: false, sentence: "A code that was right one minute before." }],
    may: { ...open.may, unlockAccount: true },
    ...more,
  };
}
