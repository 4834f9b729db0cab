import { recordEvent } from "../../src/main/core/context";
import type { Caller } from "../../src/main/core/session/session";
import type { Account } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import { approveAct } from "./approvals";
import { createTestContext, PASSWORD, signedInAs, type TestContext } from "./context";
import { appCode } from "./phone";
import { addMember, again, cheapHashing, choosePassword, giveRecoveryCodes, noteSignIn, setUpApp } from "./sign-in";

const STEP_MS = 30_000;

/** A practice with two active managers; Joan is signed in, and both have their phones at hand. */
export type TwoManagers = {
  readonly context: TestContext;
  readonly joan: Caller;
  readonly ruth: Account;
  /** The key in a manager's phone, in base32. */
  readonly keyOf: (account: { readonly id: string }) => string;
  /** A manager's next token; the clock is moved on, so that it was never used. */
  readonly tokenOf: (account: { readonly id: string }) => string;
  /** Ruth, or somebody else, approves at Joan's workstation. */
  readonly approve: (
    approval: string,
    by?: Account,
    typed?: { password?: string; token?: string },
  ) => ReturnType<typeof approveAct>;
  /** Puts somebody's session in place. */
  readonly signIn: (account: Account) => Caller;
  readonly addManager: (name: string, email: string) => Promise<Account>;
};

export async function createTwoManagers(options: Parameters<typeof createTestContext>[0] = {}): Promise<TwoManagers> {
  const context: TestContext = { ...createTestContext(options), hashing: cheapHashing };
  const keys = new Map<string, string>();
  const equip = async (account: Account): Promise<Account> => {
    keys.set(account.id, await setUpApp(context, account));
    giveRecoveryCodes(context, account, "abcdefghjkmnpqrs");
    const stored = { kind: "recovery-codes-stored", subject: account.id, data: {} } as const;
    immediately(context.db, () => recordEvent(context, account.id, stored));
    noteSignIn(context, account);
    return again(context, account);
  };
  const addManager = async (name: string, email: string) =>
    equip(await addMember(context, { name, email, role: "manager" }));
  await equip(await choosePassword(context, context.manager));
  const ruth = await addManager("Ruth Kane", "ruth@northside.example");
  const joan = signedInAs(context, again(context, context.manager));
  const keyOf = ({ id }: { readonly id: string }) => keys.get(id) ?? "";
  const tokenOf = (account: { readonly id: string }) => {
    context.clock.advance(10 * STEP_MS);
    return appCode(keyOf(account), context.clock.now());
  };
  return {
    ...{ context, joan, ruth, keyOf, tokenOf, addManager },
    signIn: (account) => signedInAs(context, again(context, account)),
    approve: (approval, by = ruth, typed = {}) =>
      approveAct(context, joan, {
        approval,
        email: by.email,
        password: typed.password ?? PASSWORD,
        token: typed.token ?? tokenOf(by),
      }),
  };
}
