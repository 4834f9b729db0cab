import type { VaultContext } from "../context";
import type { EventData } from "../domain/events";
import type { Installation } from "../installation";
import { endSession } from "../session/sessions";
import { orTrouble } from "../store/trouble";
import { closeVault } from "./vault";

/** Signs everybody out, lets what was begun be decided and recorded, and records that the vault is closed. */
export async function comeToRest(
  { now, sessions }: Installation,
  context: VaultContext,
  because: EventData["session-ended"]["cause"],
): Promise<void> {
  for (const session of sessions) {
    endSession(context, session, because);
    session.pending = null;
  }
  await Promise.allSettled([...context.memory.queues.values(), context.memory.sendingEnds]);
  now.background?.stop();
  // A disk that takes no entry keeps nobody from closing it.
  orTrouble(() => closeVault({ sessions }, context));
}

/** The vault that is open is so no longer: its file may be exchanged. */
export function letGo({ now }: Installation, context: VaultContext): void {
  context.db.close();
  now.context = null;
  now.background = null;
  now.seal = null;
  now.key = null;
}
