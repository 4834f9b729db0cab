import type { VaultContext } from "../context";
import { thePractice } from "../store/practice";
import { foldersHere } from "./back-up";

/** How often a folder that is there is looked at (ms); one that is away, each time: a stick that is back gets its backup soon. */
const LOOK_MS = 30_000;

/**
 * Looks into every folder now and then: what lies there, how much fits, and whether one that was away is back. A folder
 * that does not answer is not asked again before it has: nobody waits for it.
 */
export function lookIntoFolders(context: VaultContext): void {
  const { memory, clock, db } = context;
  const { looks, looking, lookedAt } = memory.backups;
  const isTime = lookedAt === null || clock.monotonic() - lookedAt >= LOOK_MS;
  if (isTime) memory.backups.lookedAt = clock.monotonic();
  const { vaultId } = thePractice(db);
  for (const { id, path } of foldersHere(context)) {
    if (looking.has(id) || (looks.has(id) && !isTime)) continue;
    looking.add(id);
    void context.backups.look(path, vaultId).then((look) => {
      looking.delete(id);
      const before = looks.get(id);
      if (look === undefined) looks.delete(id);
      else looks.set(id, look);
      if (look !== undefined && before === undefined) memory.backups.tried.delete(id);
      if (JSON.stringify(look) !== JSON.stringify(before)) context.changed(["getBackups"]);
    });
  }
}
