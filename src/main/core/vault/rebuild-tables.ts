import type { NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { recordEvent, type World } from "../context";
import type { House } from "../installation";
import { endSession } from "../session/sessions";
import { rebuildShadow } from "../store/ledger/record";
import { migrate } from "../store/migrations";
import { type Db, immediately } from "../store/open";
import { mendSchema } from "../store/schema";
import { dropSecret, listChangedSecrets } from "../store/secrets";
import { orTrouble } from "../store/trouble";

/*
 * Where entries and heads are whole and tables are not, the tables are made anew from the ledger. The file as it was found
 * is kept beside it, secrets that were changed are revoked, and a manager with the kit, or two, confirm the vault before
 * anybody signs in.
 */

/** A vault that is being opened and has parts that are not ours. Throws what the disk throws. */
export function rebuildAsFound(house: House, db: Db): void {
  keepEvidence(house);
  mendSchema(db);
  migrate(db);
  rebuildShadow(db);
}

/** The opened vault, whose check found tables or secrets that do not fit the ledger; closes it until it is confirmed. */
export function rebuildFromLedger(house: House, world: World): void {
  const rebuilt = orTrouble(() => {
    const evidence = keepEvidence(house);
    rebuildShadow(world.db);
    immediately(world.db, () => {
      recordEvent(world, null, { kind: "tables-rebuilt", subject: null, data: { evidence } });
      revokeChangedSecrets(world);
    });
    return undefined;
  });
  endSession(world, "records-damaged");
  world.memory.pending = null;
  if (rebuilt === undefined) {
    house.now.vault = { is: "unconfirmed", because: "tables-differ", kitTyped: false };
    world.memory.alarm = null;
    world.memory.damaged.clear();
    world.memory.verified.clear();
    world.memory.checked = false;
    world.ledgerCheck.again();
  } else {
    // Evidence comes first: without it nothing is written over. "Try again" does.
    house.now.vault = { is: "trouble", trouble: rebuilt };
  }
  world.changed(["getSituation"]);
}

/** The same at a manager's word, where accounts are damaged that are not managers'. */
export function rebuildTables(house: House): Result<null, NotNow> {
  const { world } = house.now;
  if (world?.memory.alarm?.what !== "tables-differ") return refuse({ code: "not-now", because: "nothing-to-rebuild" });
  rebuildFromLedger(house, world);
  return ok(null);
}

/** Digits only, so that the name says when, and fits every file system. */
function keepEvidence({ clock, folder }: House): string {
  return folder.keepEvidence(new Date(clock.now()).toISOString().replaceAll(/\D/g, "").slice(0, 14));
}

function revokeChangedSecrets(world: World): void {
  const byOwner = new Map<string, string[]>();
  for (const { id, owner } of listChangedSecrets(world.db, world.keys.commitments)) {
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), id]);
  }
  for (const [owner, secrets] of byOwner) {
    recordEvent(world, null, { kind: "secrets-revoked", subject: owner === "" ? null : owner, data: { secrets } });
    for (const secret of secrets) dropSecret(world.db, secret);
  }
}
