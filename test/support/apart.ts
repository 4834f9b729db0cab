import { recordEvent } from "../../src/main/core/context";
import type { DomainEvent } from "../../src/main/core/domain/events";
import { emailKey } from "../../src/main/core/domain/names";
import { findHead } from "../../src/main/core/store/ledger/ledger";
import { immediately } from "../../src/main/core/store/open";
import { ingest } from "../../src/main/core/workstations/ingest";
import type { Computer } from "./app";
import { createTestContext, type TestContext } from "./context";
import { putVault } from "./past";
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
  hand({ id: context.workstation, db: context.db, clock: 0 }, apart, context.workstation);
  return apart;
}

/** Takes in what it has recorded since the last time. */
export function comeBack(context: TestContext, apart: Workstation): void {
  const known = findHead(context.db, apart.id)?.seq ?? 0;
  ingest(context, chainOf(apart, apart.id, known), []);
}

/** Both record something, by the manager, and neither hears of the other before both have. */
export function recordApart(
  context: TestContext,
  apart: Workstation,
  { here, there }: { readonly here: DomainEvent; readonly there: DomainEvent },
): void {
  const { id: actor } = context.manager;
  immediately(context.db, () => recordEvent(context, actor, here));
  apart.clock = context.clock.now();
  write(apart, there, { actor });
  comeBack(context, apart);
}

export const NORAS_EMAIL = "nora.ellis@northside.example";

/** Somebody adds Nora Ellis, where they have not heard that she was added already. */
export function noraAdded(subject: string, cellPhone: string | null = null): DomainEvent {
  const facts = { name: "Nora Ellis", email: NORAS_EMAIL, emailKey: emailKey(NORAS_EMAIL), cellPhone };
  const account = { accountType: "staff", twoFactorId: subject.slice(0, 9), role: "member", import: null } as const;
  return { kind: "account-created", subject, data: { ...facts, ...account } };
}

/** Puts onto a computer the vault of a practice that removed this workstation at another one. */
export async function putRemoved(computer: Computer, passphrase: string): Promise<void> {
  const context = createTestContext({ now: Date.now() - 60 * 60_000 });
  const apart = workstationApart(context);
  const { workstation } = context;
  const data = { workstation, name: "Front desk", acceptedUpTo: findHead(context.db, workstation)?.seq ?? 0 };
  write(apart, { kind: "workstation-removed", subject: null, data: { ...data, reason: "stolen" } });
  comeBack(context, apart);
  await putVault(context, computer, passphrase);
  apart.db.close();
  context.close();
}
