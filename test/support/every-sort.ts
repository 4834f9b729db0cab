import type { Role } from "../../src/contract/vocabulary";
import { recordEvent } from "../../src/main/core/context";
import { deactivatePerson, reactivatePerson } from "../../src/main/core/people/account-acts";
import { callerNow } from "../../src/main/core/session/session-state";
import { signOut } from "../../src/main/core/session/sessions";
import type { Account } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import { resetTwoFactor } from "../../src/main/core/support/help-acts";
import { addAccount, signedInAs, type TestWorld } from "./context";
import { DAY_MS } from "./enforced";
import { helpFor, holdAccount } from "./help";
import { again, choosePassword, setUpApp, setUpText, typePassword } from "./sign-in";
import { PROOF } from "./two-factor";

/** Somebody of the clinic; `key` is their phone's where they have the app. */
export type Somebody = {
  readonly id: string;
  readonly email: string;
  readonly hasPassword: boolean;
  key: string | null;
};

/** They come first; nothing becomes of them. */
const MANAGERS = 3;
const others: readonly Role[] = ["support", "auditor"];
const SHARED = ["+14155550901", "+14155550902", "+14155550903"];

/** Whole numbers below `n` that look drawn and are the same each time (Park and Miller's generator). */
function drawing(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % n;
  };
}

/**
 * A clinic of so many people of every sort, who came over two hundred days: kinds, roles, phones of one's own, shared and
 * none; with and without a password, signed in or never; two-factor off, by text, by app; reset, exempt, deactivated, back
 * again, held. The clock stands at its end afterwards, and nobody is signed in.
 */
export async function fillClinic(world: TestWorld, count: number, seed: number): Promise<readonly Somebody[]> {
  const draw = drawing(seed);
  const everybody: Somebody[] = [];
  for (let place = 0; place < count; place++) {
    world.clock.advance(Math.floor((200 * DAY_MS) / count) + draw(60_000));
    everybody.push(await addSomebody(world, place, draw));
  }
  return everybody;
}

async function addSomebody(world: TestWorld, place: number, draw: (n: number) => number): Promise<Somebody> {
  const email = `person${place}@northside.example`;
  const phones = [undefined, undefined, undefined, null, SHARED[draw(SHARED.length)] ?? null];
  const cellPhone = phones[draw(phones.length)];
  const account = addAccount(world, {
    ...{ name: `Person ${String(place).padStart(4, "0")}`, email },
    ...{
      kind: draw(3) === 0 ? "provider" : "staff",
      role: place < MANAGERS ? "manager" : (others[draw(6)] ?? "member"),
    },
    ...(cellPhone === undefined ? {} : { cellPhone }),
  });
  let hasPassword = draw(5) > 0;
  let key: string | null = null;
  if (hasPassword) {
    await choosePassword(world, account);
    if (draw(8) > 0) await signInOnce(world, account);
    key = await setSomethingUp(world, again(world, account), draw);
  }
  const settled = world.clock.now() - world.manager.createdAt > 28 * DAY_MS;
  const fate = settled ? whatBecomesOf(world, again(world, account), draw) : "none";
  if (fate === "reset") key = null;
  if (fate === "back") hasPassword = false;
  return { id: account.id, email, hasPassword, key };
}

async function signInOnce(world: TestWorld, { email }: Account): Promise<void> {
  await typePassword(world, email);
  signOut(world, callerNow(world));
}

/** The phone's key where it is the app. */
async function setSomethingUp(world: TestWorld, account: Account, draw: (n: number) => number): Promise<string | null> {
  const what = draw(3);
  if (what === 0 && account.cellPhone !== null) setUpText(world, account);
  return what === 1 ? setUpApp(world, account) : null;
}

type Fate = "none" | "reset" | "exempt" | "gone" | "back" | "held";
const fates: readonly Fate[] = ["reset", "exempt", "exempt", "gone", "back", "held"];

function whatBecomesOf(world: TestWorld, account: Account, draw: (n: number) => number): Fate {
  const fate = fates[draw(14)] ?? "none";
  const caller = signedInAs(world, world.manager);
  const act = { account: account.id, reason: "it is so", proof: PROOF };
  if (fate === "reset" && account.twoFactor !== "none")
    resetTwoFactor(world, caller, { ...helpFor(account, act.reason), cause: "new-phone" });
  if (fate === "exempt") exempt(world, account, act.reason, draw);
  if (fate === "gone" || fate === "back") deactivatePerson(world, caller, act);
  if (fate === "back") reactivatePerson(world, caller, act);
  if (fate === "held") holdAccount(world, account);
  world.memory.session = null;
  return fate === "reset" && account.twoFactor === "none" ? "none" : fate;
}

/** Straight from its event: with several managers it takes two. */
function exempt(world: TestWorld, account: Account, reason: string, draw: (n: number) => number): void {
  const untilAt = world.clock.now() + (2 + draw(360)) * DAY_MS;
  const untilOn = new Date(untilAt).toISOString().slice(0, 10);
  const data = { untilOn, untilAt, reason };
  immediately(world.db, () =>
    recordEvent(world, world.manager.id, { kind: "exemption-granted", subject: account.id, data }),
  );
}
