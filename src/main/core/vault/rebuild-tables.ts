import type { NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { recordEvent, type VaultContext } from "../context";
import { revocationOf } from "../domain/secret-revocation";
import type { Installation } from "../installation";
import { endSession } from "../session/sessions";
import { rebuildShadow } from "../store/ledger/record";
import { migrate } from "../store/migrations";
import { type Db, immediately } from "../store/open";
import { mendSchema } from "../store/schema";
import { dropSecret, listChangedSecrets } from "../store/secrets";
import { orTrouble } from "../store/trouble";
import { keepEvidence } from "./evidence";

/*
 * Where entries and heads are whole and tables are not, the tables are made anew from the ledger. The file as it was found
 * is kept beside it, secrets that were changed are revoked, and a manager with the kit, or two, confirm the vault before
 * anybody signs in (LEDGER-9).
 */

/** A vault that is being opened and has parts that are not ours. Throws what the disk throws. */
export function rebuildAsFound(installation: Installation, db: Db): void {
  keepEvidence(installation);
  mendSchema(db);
  migrate(db);
  rebuildShadow(db);
}

/** The opened vault, whose check found tables or secrets that do not fit the ledger; closes it until it is confirmed. */
export function rebuildFromLedger(installation: Installation, context: VaultContext): void {
  const rebuilt = orTrouble(() => {
    const evidence = keepEvidence(installation);
    rebuildShadow(context.db);
    immediately(context.db, () => {
      recordEvent(context, null, { kind: "tables-rebuilt", subject: null, data: { evidence } });
      revokeChangedSecrets(context);
    });
    return undefined;
  });
  for (const session of installation.sessions) {
    endSession(context, session, "records-damaged");
    session.pending = null;
  }
  if (rebuilt === undefined) {
    installation.now.vault = { is: "unconfirmed", because: "tables-differ", kitTyped: false, wait: null };
    context.memory.alarm = null;
    context.memory.found = null;
    context.memory.damaged.clear();
    context.memory.verified.clear();
    context.memory.checked = false;
    context.ledgerCheck.again();
  } else {
    // Evidence comes first: without it nothing is written over. "Try again" does.
    installation.now.vault = { is: "trouble", trouble: rebuilt };
  }
  context.changed(["getAppState"]);
}

/** Rebuilds from the ledger at a manager's word, where accounts are damaged that are not managers'. */
export function rebuildTables(installation: Installation): Result<null, NotNow> {
  const { context } = installation.now;
  if (context?.memory.alarm?.what !== "tables-differ")
    return refuse({ code: "not-now", because: "nothing-to-rebuild" });
  rebuildFromLedger(installation, context);
  return ok(null);
}

function revokeChangedSecrets(context: VaultContext): void {
  const byOwner = new Map<string, string[]>();
  for (const { id, owner } of listChangedSecrets(context.db, context.keys.commitments)) {
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), id]);
  }
  for (const [owner, secrets] of byOwner) {
    recordEvent(context, null, revocationOf(owner, secrets));
    for (const secret of secrets) dropSecret(context.db, secret);
  }
}
