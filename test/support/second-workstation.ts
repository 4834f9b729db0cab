import { createMemory } from "../../src/main/core/context";
import { createSession } from "../../src/main/core/session/session";
import { correctedStoppedClock, type StoppedClock, stoppedClock, type TestContext } from "./context";
import { silentHost } from "./session";

/**
 * Another workstation of the same practice, which has taken in all that was written so far: it writes to a chain of its
 * own, by a clock of its own, and keeps its own secrets outside the vault.
 */
export function secondWorkstation(first: TestContext, computerClock: StoppedClock = stoppedClock()): TestContext {
  const workstation = "b".repeat(26);
  const kept = new Map<string, string>();
  return {
    ...first,
    workstation,
    computerClock,
    clock: correctedStoppedClock(computerClock, first.db, workstation),
    memory: createMemory(),
    session: createSession(silentHost),
    kept,
    workstationSecrets: {
      read: (account) => kept.get(account),
      write: (account, secret) => (secret === null ? kept.delete(account) : kept.set(account, secret)) !== undefined,
    },
  };
}
