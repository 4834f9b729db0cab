import { ACTIVE_MANAGER_MS, type ManagerFacts } from "../domain/may";
import { countManagers } from "../store/people";
import { ruleTime, type World } from "./world";

/** The practice's managers, and how many of them are active. */
export function managersNow(world: World): ManagerFacts {
  return countManagers(world.db, ruleTime(world) - ACTIVE_MANAGER_MS);
}
