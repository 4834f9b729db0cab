import { afterCompletedSignIn, provesAllThatIsDue } from "../../domain/lockout";
import { closeCodes, openCode, prove, useEmail } from "./codes";
import { type Effects, none, run } from "./effect";
import { addFailure, clearFailures, failAuthenticator, holdAccount, setFailures } from "./failures";

export const signInEffects = {
  "token-issued": (db, owner, entry, knowing) => {
    closeCodes(db, owner, entry.data.use, "replaced");
    openCode(db, owner, entry.data.use, entry.data, { entry, knowing });
  },
  "token-delivered": none,
  "token-not-delivered": none,
  "attempt-refused": (db, owner, entry) => {
    const { counts, authenticator, point } = entry.data;
    const isOlder = "inAll" in counts;
    if (isOlder) setFailures(db, owner, entry, counts.inAll, point);
    else addFailure(db, owner, entry, counts, point);
    const holds = isOlder ? counts.inAll.held : counts.signIn?.held === true;
    if (holds) closeCodes(db, owner, "remembered-sign-in", "revoked");
    if (authenticator !== null) failAuthenticator(db, owner, entry, authenticator);
  },
  "account-locked": (db, owner, entry) => {
    if (entry.data.together !== true) return;
    holdAccount(db, owner, entry, entry.data.point);
    closeCodes(db, owner, "remembered-sign-in", "revoked");
  },
  "stranger-refused": (db, owner, entry) => setFailures(db, owner, entry, entry.data.failures, entry.data.point),
  "guesses-summed": none,
  "signed-in": (db, owner, entry, knowing) => {
    const { at, data } = entry;
    const { factors, setupOnly } = data;
    if (provesAllThatIsDue({ factors, setupOnly })) clearFailures(db, owner, knowing, afterCompletedSignIn);
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
    prove(db, owner, factors, entry, knowing);
  },
  "proof-accepted": (db, owner, entry, knowing) => prove(db, owner, entry.data.factors, entry, knowing),
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
