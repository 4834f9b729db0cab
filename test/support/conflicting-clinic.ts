import { recordEvent } from "../../src/main/core/context";
import type { DomainEvent } from "../../src/main/core/domain/events";
import type { Account } from "../../src/main/core/store/accounts";
import { listCodes } from "../../src/main/core/store/codes";
import { immediately } from "../../src/main/core/store/open";
import { comeBack, noraAdded, workstationApart } from "./apart";
import type { Computer } from "./app";
import { addAccount, createTestContext, PASSWORD, type TestContext } from "./context";
import { putVault } from "./past";
import { holdPhone, type Phone } from "./phone";
import {
  addMemberWithApp,
  again,
  cheapHashing,
  choosePassword,
  giveRecoveryCodes,
  noteSignIn,
  setUpApp,
} from "./sign-in";
import { write } from "./workstations";

type SignsIn = { readonly name: string; readonly email: string; readonly password: string; readonly phone: Phone };

export type Conflicting = { readonly joan: SignsIn; readonly auditor: SignsIn };

/**
 * Puts onto a computer the vault of a practice with a second workstation, Exam room 2, that was apart from it for an hour
 * and has come back: both added Nora Ellis, both gave Marcus Webb a role, and a recovery code of Olivia Grant was used at
 * both.
 */
export async function putConflicts(computer: Computer, passphrase: string): Promise<Conflicting> {
  const context = { ...createTestContext({ now: Date.now() - 2 * HOUR }), hashing: cheapHashing };
  const joan = await withApp(context, context.manager);
  const auditor = await withApp(context, addAccount(context, { ...dana, role: "auditor" }));
  const marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
  const { account: olivia } = await addMemberWithApp(context, {
    name: "Olivia Grant",
    email: "olivia@northside.example",
  });
  giveRecoveryCodes(context, again(context, olivia), ...paperCodes);
  const apart = workstationApart(context);
  const { id: actor } = context.manager;
  context.clock.advance(HOUR);
  apart.clock = context.clock.now() + 14 * MINUTE;
  const used = recoveryCodeUsed(context, olivia);
  immediately(context.db, () => {
    for (const event of [noraAdded("n".repeat(26), "+13125550191"), roleOf(marcus, "support")])
      recordEvent(context, actor, event);
    recordEvent(context, olivia.id, used);
  });
  for (const event of [noraAdded("o".repeat(26), "+13125550119"), roleOf(marcus, "auditor")])
    write(apart, event, { actor });
  write(apart, used, { actor: olivia.id });
  context.clock.advance(HOUR - 40 * MINUTE);
  comeBack(context, apart);
  context.session.signedIn = null;
  await putVault(context, computer, passphrase);
  apart.db.close();
  context.close();
  return { joan, auditor };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const dana = { name: "Dana Park", email: "dana@northside.example" };
const paperCodes = ["abcdefghjkmnpqrs", "bcdefghjkmnpqrst", "cdefghjkmnpqrstv", "defghjkmnpqrstvw", "efghjkmnpqrstvwx"];

async function withApp(context: TestContext, account: Account): Promise<SignsIn> {
  const key = await setUpApp(context, await choosePassword(context, account));
  giveRecoveryCodes(context, again(context, account), ...paperCodes);
  const stored = { kind: "recovery-codes-stored", subject: account.id, data: {} } as const;
  immediately(context.db, () => recordEvent(context, account.id, stored));
  noteSignIn(context, account);
  const { name, email } = account;
  return { name, email, password: PASSWORD, phone: holdPhone(key) };
}

/** A sign-in with the fourth code on the sheet. */
function recoveryCodeUsed(context: TestContext, { id }: Account): DomainEvent {
  const code = listCodes(context.db, id, "recovery-code").find(({ number }) => number === 4)?.id;
  if (code === undefined) throw new Error("no such code");
  const factors = [{ factor: "password" }, { factor: "recovery-code", code }] as const;
  return { kind: "signed-in", subject: id, data: { factors } };
}

function roleOf({ id }: Account, after: "support" | "auditor"): DomainEvent {
  return { kind: "role-changed", subject: id, data: { before: "member", after, reason: "more to do" } };
}
