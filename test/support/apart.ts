import { recordEvent } from "../../src/main/core/context";
import { findHead } from "../../src/main/core/store/ledger/ledger";
import { immediately } from "../../src/main/core/store/open";
import { ingest } from "../../src/main/core/workstations/ingest";
import type { TestContext } from "./context";
import { added, chainOf, createWorkstation, hand, type Workstation, write } from "./workstations";

/* Another workstation of an opened practice, that records while it is apart from it. */

/** It knows all that was written so far, and goes by the same clock. */
export function workstationApart(context: TestContext, name = "Exam room 2"): Workstation {
  immediately(context.db, () => {
    const event = added("apart");
    if (event.kind !== "workstation-added") throw new Error("another kind of event");
    recordEvent(context, null, { ...event, data: { ...event.data, name } });
  });
  const apart = createWorkstation("apart", context.clock.now());
  handOn(context, apart);
  return apart;
}

/** Hands it what was written here since it was last in contact. */
export function handOn(context: TestContext, apart: Workstation): void {
  hand({ id: context.workstation, db: context.db, clock: 0 }, apart, context.workstation);
}

/** Takes in what it has recorded since the last time. */
export function comeBack(context: TestContext, apart: Workstation): void {
  const known = findHead(context.db, apart.id)?.seq ?? 0;
  ingest(context, chainOf(apart, apart.id, known), []);
}

/** Each side gives the account a role of its own, and neither hears of the other before both have. */
export function giveRolesApart(
  context: TestContext,
  apart: Workstation,
  { account, here, there }: { readonly account: string; readonly here: "support"; readonly there: "auditor" },
): void {
  const changed = (after: "support" | "auditor") =>
    ({ kind: "role-changed", subject: account, data: { before: "member", after, reason: "more to do" } }) as const;
  const { id: actor } = context.manager;
  immediately(context.db, () => recordEvent(context, actor, changed(here)));
  apart.clock = context.clock.now();
  write(apart, changed(there), { actor });
  comeBack(context, apart);
}
