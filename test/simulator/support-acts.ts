import type { Result } from "../../src/contract/result";
import { findAccount } from "../../src/main/core/store/accounts";
import type { Person } from "./people";
import { comesIn, proofOf } from "./sign-ins";
import { call, type Window } from "./simulation";
import { appOf } from "./workstation";

/* What support does for somebody who came to the desk with a badge. */

type Help = ReturnType<typeof helpFor>;

function helpFor(window: Window, helper: Person, { account }: Person) {
  const identity = { kind: "photo-id", reference: "Staff badge 4471" } as const;
  return { account, reason: "came to the desk", identity, proof: proofOf(window, helper) };
}

type Answer = Result<unknown, { readonly code: string }>;

const supportActs = {
  "unlocks somebody": (window, help) => call(window, "unlockAccount", help),
  "gives a bypass code": async (window, help, person) => {
    const answer = await call(window, "issueBypassCode", {
      ...help,
      signIns: window.simulation.chance.between(1, 3),
      hours: 4,
    });
    if (answer.ok) person.bypassCode = given(window, answer.value.code);
    return answer;
  },
  "gives a setup code": async (window, help, person) => {
    const answer = await call(window, "issueSetupCode", help);
    if (answer.ok) person.setupCode = given(window, answer.value.code);
    return answer;
  },
  "resets two-factor": async (window, help, person) => {
    const answer = await call(window, "resetTwoFactor", { ...help, cause: "new-phone" });
    if (answer.ok) {
      person.setupCode = given(window, answer.value.code);
      person.phone = null;
    }
    return answer;
  },
  "replaces a phone": async (window, help, person) => {
    const answer = await call(window, "replacePhone", { ...help, cause: "lost-or-stolen" });
    if (answer.ok) {
      person.setupCode = given(window, answer.value.code);
      person.phone = null;
    }
    return answer;
  },
} satisfies Readonly<Record<string, (window: Window, help: Help, person: Person) => Promise<Answer>>>;
export type SupportAct = keyof typeof supportActs;

export async function helps(window: Window, helper: Person, person: Person, act: SupportAct): Promise<void> {
  if (!(await comesIn(window, helper))) return;
  const answer = await supportActs[act](window, helpFor(window, helper, person), person);
  window.simulation.say(
    `${helper.name} at ${window.at.name}: ${act}, ${person.name}, ${answer.ok ? "done" : wordsOf(answer.refusal)}`,
  );
}

export function wordsOf({ code, because }: { readonly code: string; readonly because?: unknown }): string {
  if (typeof because === "string") return because;
  return because === undefined ? code : `${code} ${JSON.stringify(because)}`;
}

/** A code that somebody was given: one that no ledger may hold. */
export function given({ simulation }: Window, code: string): string {
  simulation.secrets.add(code);
  return code;
}

export const roleAt = ({ at }: Window, { account }: Person) => findAccount(appOf(at).context.db, account)?.role;
