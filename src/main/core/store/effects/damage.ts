import { countRecoveryCodes } from "./codes";
import { type Effects, type MethodDb, run } from "./effect";

export const damageEffects = {
  "secrets-revoked": {
    changesMethod: (db, owner, { at, data }) => {
      for (const secret of data.secrets) revokeSecret(db, owner, at, secret);
      countRecoveryCodes(db, owner);
    },
  },
} satisfies Effects;

/** What a secret let in lets in no more; whoever has lost their last factor needs a setup code. */
function revokeSecret(db: MethodDb, owner: string, at: number, secret: string): void {
  run(
    db,
    "UPDATE accounts SET password_secret = NULL, password_set_at = NULL WHERE owner = ? AND password_secret = ?",
    owner,
    secret,
  );
  run(
    db,
    "UPDATE accounts SET backup_secret = NULL, backup_set_at = NULL WHERE owner = ? AND backup_secret = ?",
    owner,
    secret,
  );
  run(db, "UPDATE codes SET state = 'revoked' WHERE owner = ? AND secret = ? AND state = 'open'", owner, secret);
  run(
    db,
    `UPDATE accounts SET two_factor = 'none', two_factor_at = ?, setup_due = 1, setup_code_needed = 1
     WHERE owner = ? AND owner IN (SELECT owner FROM authenticators WHERE secret = ? AND state = 'active')`,
    at,
    owner,
    secret,
  );
  run(
    db,
    `UPDATE authenticators SET state = 'revoked', revoked_at = ?, revoked_because = 'reset'
     WHERE owner = ? AND secret = ? AND state <> 'revoked'`,
    at,
    owner,
    secret,
  );
  run(db, "DELETE FROM gateways WHERE owner = ? AND secret = ?", owner, secret);
}
