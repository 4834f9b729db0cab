import { readSignedHead, signHead } from "../domain/head-signature";
import { findHead } from "../store/ledger";
import type { Db } from "../store/open";
import { findPractice, type Practice } from "../store/practice";
import { readSecret } from "../store/secrets";
import { headDamage } from "../store/verify";
import type { House } from "./house";
import type { World } from "./world";

/*
 * The newest entry's number and hash, signed by the workstation and kept outside the vault's folder: an older vault that
 * is put back, or a ledger whose tail was cut, no longer reaches it. A head behind the vault is a crash, nothing more.
 */

/** The workstation's signing key lies among the secrets under this id; its public half is in the first entry. */
export const WORKSTATION_KEY = "workstation-key";

/** Signs the newest entry and writes it outside. Called at most once a second, at lock and at quit. */
export function writeHead(house: House, world: World): void {
  const practice = findPractice(world.db);
  const head = findHead(world.db, world.workstation);
  if (practice === undefined || head === undefined) return;
  const key = readSecret(world.db, world.keys.commitments, WORKSTATION_KEY, null, "workstation-key");
  if (key.is === "damaged") return;
  house.heads.write(practice.vaultId, signHead(head, new TextDecoder().decode(key.bytes)));
}

/** What a kept head says about the ledger; undefined where all is well or none was ever kept here. */
export function checkHead(
  text: string | undefined,
  db: Db,
  practice: Practice,
): "ledger-cut" | "ledger-changed" | undefined {
  if (text === undefined) return undefined;
  const head = readSignedHead(text, practice.publicKey);
  if (head === undefined) return "ledger-changed";
  const damage = headDamage(db, head);
  if (damage === undefined) return undefined;
  return damage.what === "ledger-cut" ? "ledger-cut" : "ledger-changed";
}
