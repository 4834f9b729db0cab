import { startBackup } from "../backups/back-up";
import { correctedClock } from "../clock/corrected-clock";
import { createMemory, type VaultContext } from "../context";
import type { Installation, OpenedVault } from "../installation";
import { callerNow } from "../session/session-state";
import { createLedgerCheck } from "./ledger-check";
import { recoveryKeyOpens } from "./recovery-key";

/** What works with an opened vault is built around it, and what runs beside it is started. */
export function openContext(installation: Installation, { db, keys, workstation }: OpenedVault): VaultContext {
  const { clock, random, hashing, delivery, papers, workstationSecrets, tables, backups, sessions } = installation;
  const context: VaultContext = {
    ...{ db, workstation, random, hashing, delivery, papers, workstationSecrets, tables },
    clock: correctedClock(clock, db, workstation),
    keys,
    backups: {
      ...backups,
      start: (folders, actor) => startBackup(installation, context, folders, actor),
    },
    recoveryKeyOpens: (typed) => recoveryKeyOpens(installation, typed),
    ledgerCheck: createLedgerCheck(installation, () => context),
    memory: createMemory(),
    recorded: () => installation.now.background?.soon(),
    changedForManagers: (reads) => {
      for (const session of sessions) {
        if (callerNow(context, session).sessionState === "manager") session.host.changed(reads);
      }
    },
    changed: (reads, about) => {
      for (const { pending, host } of sessions) {
        if (about === undefined || pending?.account === about) host.changed(reads);
      }
    },
  };
  return context;
}
