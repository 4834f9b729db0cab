import { base32Bytes } from "../../src/main/core/domain/base32";
import { stepAt, tokenAt } from "../../src/main/core/domain/totp";
import { emailOf, NEWCOMERS, type Person } from "./people";
import { comesIn, newPassword, proofOf } from "./sign-ins";
import { call, type Window } from "./simulation";
import { appOf } from "./workstation";

/* What somebody who is signed in does with what is their own. */

/** Sets the app up, whatever was there before; says whether the phone has the key now. */
export async function setsAppUp(window: Window, person: Person): Promise<boolean> {
  const offer = await call(window, "beginAuthenticator", { key: "new" });
  if (!offer.ok) return false;
  const key = base32Bytes(offer.value.key);
  if (key === undefined) throw new Error("a key that is none");
  const { simulation, at } = window;
  simulation.secrets.add(offer.value.key.replaceAll(" ", ""));
  const { digits } = offer.value;
  const token = tokenAt(key, stepAt(appOf(at).context.clock.now()), digits);
  const confirmed = await call(window, "confirmAuthenticator", { token, digits: null });
  if (!confirmed.ok || confirmed.value.answer !== "accepted") return false;
  person.phone = key;
  person.digits = digits;
  person.lastStep = stepAt(appOf(at).context.clock.now());
  return true;
}

export async function makesRecoveryCodes(window: Window, person: Person): Promise<void> {
  const made = await call(window, "makeRecoveryCodes", {});
  if (!made.ok) return;
  person.recoveryCodes = [...made.value.codes];
  for (const code of made.value.codes) window.simulation.secrets.add(code);
  await call(window, "storeRecoveryCodes", {});
}

/** One of those things, with the password typed again before it. */
export const ownActs = {
  "changes their password": async (window, person) => {
    const password = newPassword(window);
    const changed = await call(window, "changePassword", { newPassword: password });
    if (changed.ok) person.password = password;
    return changed.ok;
  },
  "edits their profile": async (window, person) => {
    const { chance } = window.simulation;
    const email = chance.happens(0.4) ? emailOf(chance.pick(NEWCOMERS)) : person.email;
    const cellPhone = chance.pick([null, `+1415555${chance.between(2000, 2999)}`]);
    const saved = await call(window, "updateMyProfile", { name: person.name, email, cellPhone });
    if (saved.ok) person.email = email;
    return saved.ok;
  },
  "makes recovery codes": async (window, person) => {
    await makesRecoveryCodes(window, person);
    return true;
  },
  "sets a backup password": async (window) => {
    const backupPassword = newPassword(window);
    return (await call(window, "setBackupPassword", { backupPassword })).ok;
  },
  "turns two-factor off": async (window, person) => {
    const done = await call(window, "disableTwoFactor", { proof: proofOf(window, person) });
    if (done.ok) person.phone = null;
    return done.ok;
  },
  "sets the app up": async (window, person) => {
    if (person.setupCode !== null && person.phone === null)
      await call(window, "redeemSetupCode", { code: person.setupCode });
    return setsAppUp(window, person);
  },
} satisfies Readonly<Record<string, (window: Window, person: Person) => Promise<boolean>>>;
export type OwnAct = keyof typeof ownActs;

export async function doesOwn(window: Window, person: Person, act: OwnAct): Promise<void> {
  if (!(await comesIn(window, person))) return;
  await call(window, "stepUp", { password: person.password ?? "" });
  const done = await ownActs[act](window, person);
  window.simulation.say(`${person.name} at ${window.at.name}: ${act}${done ? "" : ", in vain"}`);
}
