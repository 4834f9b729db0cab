import type { VaultContext } from "../context";
import type { ManagerFacts } from "../domain/may";
import { countActiveManagers } from "../store/accounts";

/** The practice's managers. Whoever is not deactivated is asked: neither the clock nor absence makes one of two the only one. */
export function managersNow({ db }: VaultContext): ManagerFacts {
  return { activeManagers: countActiveManagers(db) };
}
