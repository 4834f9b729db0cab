import { isDeepStrictEqual } from "node:util";
import { WINDOWS } from "../../../../contract/vocabulary";
import { afterCompletedSignIn, noFailures, provesAllThatIsDue } from "../../domain/lockout";
import { readFailures } from "../failures";
import type { Db } from "../open";
import { closeCodes, openCode, prove, saveFailures, useEmail } from "./codes";
import { type Effects, none, run } from "./effect";

export const signInEffects = {
  "token-issued": (db, owner, entry, knowing) => {
    closeCodes(db, owner, entry.data.use, "replaced");
    openCode(db, owner, entry.data.use, entry.data, { entry, knowing });
  },
  "token-delivered": none,
  "token-not-delivered": none,
  "attempt-refused": (db, owner, { data }) => {
    saveFailures(db, owner, data.failures, data.point);
    if (data.failures.held) closeCodes(db, owner, "remembered-sign-in", "revoked");
    if (data.authenticator !== null) {
      run(
        db,
        "UPDATE authenticators SET failures = ? WHERE owner = ? AND id = ?",
        data.authenticator.failures,
        owner,
        data.authenticator.id,
      );
    }
  },
  "account-locked": none,
  "stranger-refused": (db, owner, { data }) => saveFailures(db, owner, data.failures, data.point),
  "guesses-summed": none,
  "signed-in": (db, owner, entry) => {
    const { at, data } = entry;
    const { factors, setupOnly } = data;
    if (provesAllThatIsDue({ factors, setupOnly })) clearFailures(db, owner);
    // A code for a first password opens the enrollment for the session that it began; whoever comes with the password
    // alone later needs a code for the phone, should it be overdue.
    const byPassword = factors.some(({ factor }) => factor === "password");
    useEmail(db, owner, entry);
    // Much of every ledger is sign-ins: what one changes of the account is written at once. Whoever is in needs no help.
    run(
      db,
      `UPDATE accounts SET last_sign_in_at = ?, first_sign_in_at = coalesce(first_sign_in_at, ?),
         enrollment_open = iif(? AND enrollment_open = 1, 0, enrollment_open), help_asked_at = NULL, help_about = NULL
       WHERE owner = ?`,
      at,
      at,
      byPassword ? 1 : 0,
      owner,
    );
    prove(db, owner, factors, entry);
  },
  "proof-accepted": (db, owner, entry) => prove(db, owner, entry.data.factors, entry),
  "sign-in-remembered": (db, owner, entry, knowing) => {
    const { workstation, data } = entry;
    const replace = `UPDATE codes SET state = 'replaced'
      WHERE owner = ? AND sort = 'remembered-sign-in' AND state = 'open' AND workstation = ?`;
    run(db, replace, owner, workstation);
    openCode(db, owner, "remembered-sign-in", data, { entry, knowing });
    run(db, "UPDATE codes SET workstation = ? WHERE owner = ? AND id = ?", workstation, owner, data.code);
  },
  "remembered-sign-in-forgotten": (db, owner) => closeCodes(db, owner, "remembered-sign-in", "revoked"),
  "signed-out": none,
  "session-ended": none,
  "session-locked": none,
  "session-unlocked": none,
} satisfies Effects;

/** Mostly there is nothing to clear: a row that is as it should be is not written again. */
function clearFailures(db: Db, owner: string): void {
  const before = readFailures(db, owner, WINDOWS);
  const after = afterCompletedSignIn(before);
  const hasRow = before !== noFailures;
  if (!hasRow || !isDeepStrictEqual(before, after)) saveFailures(db, owner, after);
}
