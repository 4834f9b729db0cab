import { readKeptHead } from "../../../src/main/core/vault/heads";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/* Heads are never behind, nor ahead of what is committed: the one outside the vault's folder is that of the newest entry that somebody was told of. */

export function checkHeads({ report }: Simulation, at: Workstation): void {
  if (at.disk.keptTooEarly()) report(`${at.name}: a head was kept before its commit`);
  if (at.acknowledged === null || at.disk.hasLostHeads()) return;
  const { context, installation } = appOf(at);
  const kept = readKeptHead(context.db, at.id, installation.heads.read(at.vaultId));
  const { seq } = at.acknowledged;
  if (kept === undefined || kept.seq < seq)
    report(`${at.name}: the head outside is of entry ${kept?.seq ?? 0}, and somebody was told of ${seq}`);
}
