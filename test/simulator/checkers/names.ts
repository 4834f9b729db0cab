import { findAccount } from "../../../src/main/core/store/accounts";
import { groupsOf, readHistory } from "../history";
import type { Person } from "../people";
import { comesIn, leaves } from "../sign-ins";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/*
 * Of several open accounts with one e-mail at most one lets in: the one under which somebody has signed in. Those people try
 * it, each with the right password.
 */

export async function checkNames(simulation: Simulation, at: Workstation): Promise<void> {
  const { db } = appOf(at).context;
  const open = simulation.people.filter(({ account }) => findAccount(db, account)?.deactivatedAt === null);
  const signedIn = new Set(
    readHistory(db).entries.flatMap(({ kind, subject }) => (kind === "signed-in" ? [subject] : [])),
  );
  for (const [email, holders] of groupsOf(open, ({ account }) => findAccount(db, account)?.emailKey ?? "")) {
    if (holders.length < 2) continue;
    const lets: Person[] = [];
    for (const person of holders) if (await letsIn(simulation, at, { ...person, email })) lets.push(person);
    if (lets.length > 1) simulation.report(`${at.name}: ${lets.length} accounts with ${email} let in`);
    const [keeper] = lets;
    if (keeper !== undefined && !signedIn.has(keeper.account))
      simulation.report(`${at.name}: nobody ever signed in with the account that keeps ${email}`);
  }
}

async function letsIn(simulation: Simulation, at: Workstation, person: Person): Promise<boolean> {
  const window = { simulation, at };
  const isIn = await comesIn(window, person);
  await leaves(window);
  return isIn;
}
