import type { VaultContext } from "../context";
import type { Installation } from "../installation";
import { listWritten } from "../store/ledger/ingest";
import { findHead, listWorkstations } from "../store/ledger/ledger";
import { SCHEMA_VERSION, schemaVersion } from "../store/migrations";
import { type Db, openDatabase } from "../store/open";
import { listSecrets } from "../store/secrets";
import { orTrouble } from "../store/trouble";
import { ingest } from "../workstations/ingest";
import { judge } from "./judge-vault";

/**
 * Takes in what another, verified copy of the vault has and this one has not, chain by chain, with the secrets that the
 * entries name (RESTORE-4). What waits for another chain has its turn again. How many entries came.
 */
function takeInFrom(context: VaultContext, source: Db): number {
  let taken = 0;
  for (let before = -1; before !== taken; ) {
    before = taken;
    for (const workstation of listWorkstations(source)) taken += takeChain(context, source, workstation);
  }
  return taken;
}

/**
 * Takes in what the vault knew that was here before, and is kept beside: whoever left, or was locked out since the backup,
 * stays so. One that is gone, does not open, or does not fit its signed heads, is left alone. How many entries came.
 */
export function takeInKept(
  { folder, heads }: Installation,
  context: VaultContext,
  { kept, key, vaultId }: { readonly kept: string; readonly key: Uint8Array; readonly vaultId: string },
): number {
  const taken = orTrouble(() => {
    const file = folder.keptDatabase(kept);
    if (file === undefined) return 0;
    const source = openDatabase(file, key, { readonly: true });
    try {
      if (schemaVersion(source) !== SCHEMA_VERSION) return 0;
      return typeof judge(source, key, vaultId, heads.read(vaultId)) === "string" ? 0 : takeInFrom(context, source);
    } finally {
      source.close();
    }
  });
  return typeof taken === "string" ? 0 : taken;
}

function takeChain(context: VaultContext, source: Db, workstation: string): number {
  const known = findHead(context.db, workstation)?.seq ?? 0;
  const written = listWritten(source, workstation, known);
  if (written.length === 0) return 0;
  const ingested = ingest(context, written, listSecrets(source));
  return "entries" in ingested ? ingested.entries : 0;
}
