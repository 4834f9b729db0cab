import type { InputOf } from "../../src/contract/methods";
import type { VaultContext } from "../../src/main/core/context";
import { changePolicy } from "../../src/main/core/policy/policy";
import type { Caller } from "../../src/main/core/session/session";
import { PROOF } from "./two-factor";

export type TypedRule = InputOf<"changePolicy">["rules"][number];

/** The date of the clock in `createTestContext` in the practice's zone. */
export const TODAY = "2026-11-02";
export const DAY_MS = 86_400_000;

/** A new rule for everybody from today on, without grace; `more` for any other. */
export function ruleOf(more: Partial<TypedRule> = {}): TypedRule {
  return { id: null, applies: { to: "everyone" }, fromOn: TODAY, graceDays: 0, methods: "app-and-text", ...more };
}

/** The rules are put in force, and nobody stands in the way of it. */
export function require(context: VaultContext, caller: Caller, ...rules: readonly TypedRule[]): void {
  const changed = changePolicy(context, caller, {
    rules: [...rules],
    reason: "our insurer asks for it",
    proof: PROOF,
  });
  if (!changed.ok) throw new Error(`the 2FA policy was refused: ${JSON.stringify(changed.refusal)}`);
}
