import type { Role } from "../../src/contract/vocabulary";
import { recordEvent } from "../../src/main/core/context";
import { deactivatePerson, reactivatePerson } from "../../src/main/core/people/account-acts";
import { signOut } from "../../src/main/core/session/sessions";
import type { Account } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import { resetTwoFactor } from "../../src/main/core/support/help-acts";
import { addAccount, signedInAs, type TestContext } from "./context";
import { DAY_MS } from "./enforced";
import { helpFor, holdAccount } from "./help";
import { callerNow } from "./session";
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
 * A clinic of so many people of every sort, who came over two hundred days: account types, roles, phones of one's own, shared and
 * none; with and without a password, signed in or never; two-factor off, by text, by app; reset, exempt, deactivated, back
 * again, held. The clock stands at its end afterwards, and nobody is signed in.
 */
export async function fillClinic(context: TestContext, count: number, seed: number): Promise<readonly Somebody[]> {
  const draw = drawing(seed);
  const everybody: Somebody[] = [];
  for (let place = 0; place < count; place++) {
    context.clock.advance(Math.floor((200 * DAY_MS) / count) + draw(60_000));
    everybody.push(await addSomebody(context, place, draw));
  }
  return everybody;
}

async function addSomebody(context: TestContext, place: number, draw: (n: number) => number): Promise<Somebody> {
  const email = `person${place}@northside.example`;
  const phones = [undefined, undefined, undefined, null, SHARED[draw(SHARED.length)] ?? null];
  const cellPhone = phones[draw(phones.length)];
  const account = addAccount(context, {
    ...{ name: `Person ${String(place).padStart(4, "0")}`, email },
    ...{
      accountType: draw(3) === 0 ? "provider" : "staff",
      role: place < MANAGERS ? "manager" : (others[draw(6)] ?? "member"),
    },
    ...(cellPhone === undefined ? {} : { cellPhone }),
  });
  let hasPassword = draw(5) > 0;
  let key: string | null = null;
  if (hasPassword) {
    await choosePassword(context, account);
    if (draw(8) > 0) await signInOnce(context, account);
    key = await setSomethingUp(context, again(context, account), draw);
  }
  const settled = context.clock.now() - context.manager.createdAt > 28 * DAY_MS;
  const fate = settled ? whatBecomesOf(context, again(context, account), draw) : "none";
  if (fate === "reset") key = null;
  if (fate === "back") hasPassword = false;
  return { id: account.id, email, hasPassword, key };
}

async function signInOnce(context: TestContext, { email }: Account): Promise<void> {
  await typePassword(context, email);
  signOut(context, callerNow(context));
}

/** The phone's key where it is the app. */
async function setSomethingUp(
  context: TestContext,
  account: Account,
  draw: (n: number) => number,
): Promise<string | null> {
  const what = draw(3);
  if (what === 0 && account.cellPhone !== null) setUpText(context, account);
  return what === 1 ? setUpApp(context, account) : null;
}

type Fate = "none" | "reset" | "exempt" | "gone" | "back" | "held";
const fates: readonly Fate[] = ["reset", "exempt", "exempt", "gone", "back", "held"];

function whatBecomesOf(context: TestContext, account: Account, draw: (n: number) => number): Fate {
  const fate = fates[draw(14)] ?? "none";
  const caller = signedInAs(context, context.manager);
  const act = { account: account.id, reason: "it is so", proof: PROOF };
  if (fate === "reset" && account.twoFactor !== "none")
    resetTwoFactor(context, caller, { ...helpFor(account, act.reason), cause: "new-phone" });
  if (fate === "exempt") exempt(context, account, act.reason, draw);
  if (fate === "gone" || fate === "back") deactivatePerson(context, caller, act);
  if (fate === "back") reactivatePerson(context, caller, act);
  if (fate === "held") holdAccount(context, account);
  context.session.signedIn = null;
  return fate === "reset" && account.twoFactor === "none" ? "none" : fate;
}

/** Straight from its event: with several managers it takes two. */
function exempt(context: TestContext, account: Account, reason: string, draw: (n: number) => number): void {
  const untilAt = context.clock.now() + (2 + draw(360)) * DAY_MS;
  const untilOn = new Date(untilAt).toISOString().slice(0, 10);
  const data = { untilOn, untilAt, reason };
  immediately(context.db, () =>
    recordEvent(context, context.manager.id, { kind: "exemption-granted", subject: account.id, data }),
  );
}
