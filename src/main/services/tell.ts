import type { Entry } from "../domain/events";
import type { World } from "./world";

/**
 * Tells the person concerned what was done to their account, inside the transaction of its entry: by text to the number on
 * file and to the one that tokens go to, where the two differ (product.md 6). The next sign-in tells it too.
 */
export function tellPerson(_world: World, _entry: Entry): void {
  // NOT-BUILT (notices)
}
