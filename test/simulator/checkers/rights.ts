import type { Role } from "../../../src/contract/vocabulary";
import { findAccount } from "../../../src/main/core/store/accounts";
import { groupsOf, type History, type Known, lastSaid } from "../history";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/*
 * Nobody ends with more rights than the restrictive side of each conflict: of what was said apart of a role the least counts,
 * and whoever was deactivated by anybody who had not seen them come back stays out.
 */

/** What a role may: who looks on and who helps each may what the other one may not. */
const RIGHTS: Readonly<Record<Role, ReadonlySet<string>>> = {
  manager: new Set(["manage", "help", "look on"]),
  support: new Set(["help"]),
  auditor: new Set(["look on"]),
  member: new Set(),
};

export function checkRights({ report }: Simulation, at: Workstation, history: History): void {
  const { db } = appOf(at).context;
  for (const [id, entries] of groupsOf(history.entries, ({ subject }) => subject ?? "")) {
    const account = id === "" ? undefined : findAccount(db, id);
    if (account === undefined) continue;
    const roles = rolesSaid(history, entries);
    const tooMuch = [...RIGHTS[account.role]].filter((right) => !roles.every((role) => RIGHTS[role].has(right)));
    if (tooMuch.length > 0)
      report(`${at.name}: ${account.name} is ${account.role}, and was said to be ${roles.join(" and ")}`);
    if (roles.length === 1 && account.role !== roles[0])
      report(`${at.name}: ${account.name} is ${account.role}, not ${roles[0]}`);
    const isOut = account.deactivatedAt !== null;
    const states = statesSaid(history, entries);
    if (states.includes("account-deactivated") !== isOut)
      report(`${at.name}: ${account.name} is ${isOut ? "out" : "in"}, and was said: ${states.join(" and ")}`);
  }
}

function rolesSaid(history: History, entries: readonly Known[]): readonly Role[] {
  const said = entries.filter(({ kind }) => kind === "account-created" || kind === "role-changed");
  return lastSaid(history, said).flatMap((entry) => {
    if (entry.kind === "account-created") return [entry.data.role];
    return entry.kind === "role-changed" ? [entry.data.after] : [];
  });
}

function statesSaid(history: History, entries: readonly Known[]): readonly string[] {
  const kinds = ["account-created", "account-deactivated", "account-reactivated"];
  return lastSaid(
    history,
    entries.filter(({ kind }) => kinds.includes(kind)),
  ).map(({ kind }) => kind);
}
