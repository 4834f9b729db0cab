import { approveAct } from "../../src/main/core/approvals/approve-act";
import { type Caller, recordEvent } from "../../src/main/core/context";
import type { Account } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import { createWorld, PASSWORD, signedInAs, type TestWorld } from "./context";
import { appCode } from "./phone";
import { addMember, again, cheapHashing, choosePassword, giveRecoveryCodes, noteSignIn, setUpApp } from "./sign-in";

const STEP_MS = 30_000;

/** A practice with two active managers; Joan is signed in, and both have their phones at hand. */
export type TwoManagers = {
  readonly world: TestWorld;
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

export async function createTwoManagers(options: Parameters<typeof createWorld>[0] = {}): Promise<TwoManagers> {
  const world: TestWorld = { ...createWorld(options), hashing: cheapHashing };
  const keys = new Map<string, string>();
  const equip = async (account: Account): Promise<Account> => {
    keys.set(account.id, await setUpApp(world, account));
    giveRecoveryCodes(world, account, "abcdefghjkmnpqrs");
    const stored = { kind: "recovery-codes-stored", subject: account.id, data: {} } as const;
    immediately(world.db, () => recordEvent(world, account.id, stored));
    noteSignIn(world, account);
    return again(world, account);
  };
  const addManager = async (name: string, email: string) =>
    equip(await addMember(world, { name, email, role: "manager" }));
  await equip(await choosePassword(world, world.manager));
  const ruth = await addManager("Ruth Kane", "ruth@northside.example");
  const joan = signedInAs(world, again(world, world.manager));
  const keyOf = ({ id }: { readonly id: string }) => keys.get(id) ?? "";
  const tokenOf = (account: { readonly id: string }) => {
    world.clock.advance(10 * STEP_MS);
    return appCode(keyOf(account), world.clock.now());
  };
  return {
    ...{ world, joan, ruth, keyOf, tokenOf, addManager },
    signIn: (account) => signedInAs(world, again(world, account)),
    approve: (approval, by = ruth, typed = {}) =>
      approveAct(world, joan, {
        approval,
        email: by.email,
        password: typed.password ?? PASSWORD,
        token: typed.token ?? tokenOf(by),
      }),
  };
}
