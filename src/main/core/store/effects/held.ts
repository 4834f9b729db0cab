import type { Entry } from "../../domain/events";
import type { Knowing } from "../../domain/order";
import type { Db } from "../open";
import { acceptStep, closeCodes, closeSealedKeys, withdrawOffers } from "./codes";
import { type Effects, run } from "./effect";
import { forgetRevocations, noteRevocation, sawRevocations } from "./revocations";

/*
 * A vault that went on from an older state (HELD-1): whoever has left since may be back in it, and what was used up or
 * revoked since may be good again. So each account is closed until somebody says that its owner still works here. Of what
 * is recorded apart the closing holds: it ends by nothing that was written without having it in sight.
 */
export const heldEffects = {
  "account-held": (db, owner, entry, knowing) => {
    noteRevocation(db, { owner, what: "held" }, entry, knowing);
    noteRevocation(db, { owner, what: "old-codes" }, entry, knowing);
    run(db, "UPDATE accounts SET held_at = ?, is_held = 1, codes_due = 1 WHERE owner = ?", entry.at, owner);
    closeOldCodes(db, owner, entry, knowing);
  },
  "account-confirmed": (db, owner, _entry, knowing) => {
    forgetRevocations(db, { owner, what: "held" }, knowing);
    if (!sawRevocations(db, owner, ["held"], knowing)) return;
    run(db, "UPDATE accounts SET is_held = 0 WHERE owner = ?", owner);
  },
} satisfies Effects;

const outdated = [
  ...(["recovery-code", "setup-code", "bypass-code", "remembered-sign-in"] as const),
  ...(["text-token", "phone-proof", "recovery-token"] as const),
];

function closeOldCodes(db: Db, owner: string, entry: Extract<Entry, { kind: "account-held" }>, knowing: Knowing): void {
  for (const sort of outdated) closeCodes(db, owner, sort, "outdated");
  closeSealedKeys(db, owner);
  withdrawOffers(db, owner, knowing);
  for (const [authenticator, step] of Object.entries(entry.data.steps)) acceptStep(db, owner, authenticator, step);
}
