import { stepAt, tokenAt } from "../../src/main/core/domain/totp";
import type { Person } from "./people";
import { call, passes, type Window } from "./simulation";
import { appOf } from "./workstation";

/* How people come in at a window: right, wrong, with what they hold or were given. */

const STEP_MS = 30_000;
const WRONG = "a wrong one altogether";

/** What the phone shows: each code is typed once, so that somebody waits for the next one. */
function tokenOf({ simulation, at }: Window, person: Person): string {
  const { context } = appOf(at);
  const now = () => (simulation.plan.phones === "true time" ? simulation.now : context.clock.now());
  const ahead = person.lastStep - stepAt(now());
  if (ahead >= 0 && ahead < 3) passes(simulation, (ahead + 1) * STEP_MS);
  person.lastStep = stepAt(now());
  return person.phone === null ? "1234567" : tokenAt(person.phone, person.lastStep, person.digits);
}

/** Own password and token, as they go with an act. */
export function proofOf(window: Window, person: Person) {
  return { password: person.password ?? WRONG, token: person.phone === null ? null : tokenOf(window, person) };
}

const isIn = ({ at }: Window, { account }: Person) => at.app?.installation.session.signedIn?.account === account;

/** Whoever is in front of the window goes. */
export async function leaves(window: Window): Promise<void> {
  const { session } = appOf(window.at).installation;
  if (session.signedIn !== null) await call(window, session.signedIn.locked ? "switchUser" : "signOut", {});
  if (session.pending !== null) await call(window, "cancelSignIn", {});
}

/** Types e-mail and password; says what is asked for next, or why nothing is. */
async function typesPassword(window: Window, email: string, password: string): Promise<string> {
  const answer = await call(window, "signIn", { email, password });
  return answer.ok ? answer.value.next : answer.refusal.code;
}

/** Signs somebody in with password and token, where it goes well. */
export async function comesIn(window: Window, person: Person, remember = false): Promise<boolean> {
  if (isIn(window, person)) return true;
  await leaves(window);
  const next = await typesPassword(window, person.email, person.password ?? WRONG);
  if (next === "token") await call(window, "submitToken", { token: tokenOf(window, person), remember });
  const came = isIn(window, person);
  window.simulation.say(`${person.name} at ${window.at.name}: ${came ? "comes in" : `does not come in (${next})`}`);
  return came;
}

/** The way to the token screen, and one code there. */
export async function comesInBy(window: Window, person: Person, by: "recovery code" | "bypass code"): Promise<void> {
  await leaves(window);
  const code = by === "bypass code" ? person.bypassCode : (person.recoveryCodes[0] ?? null);
  if (code === null) return;
  const next = await typesPassword(window, person.email, person.password ?? WRONG);
  if (next !== "token") return;
  const answer = await call(window, by === "bypass code" ? "useBypassCode" : "useRecoveryCode", { code });
  window.simulation.say(
    `${person.name} at ${window.at.name}: types a ${by}, ${answer.ok ? "right" : answer.refusal.code}`,
  );
  // Sometimes a used one is typed again.
  if (answer.ok && window.simulation.chance.happens(0.6) && by === "recovery code") person.recoveryCodes.shift();
}

/** Wrong ones, one after the other; whoever is patient waits for every lock. */
export async function guesses(
  window: Window,
  person: Person,
  { times, knowsPassword, waits }: { times: number; knowsPassword: boolean; waits: boolean },
): Promise<void> {
  await leaves(window);
  let said = "";
  for (let done = 0; done < times; done++) {
    said = await typesPassword(window, person.email, knowsPassword ? (person.password ?? WRONG) : WRONG);
    if (said === "token") {
      const answer = await call(window, "submitToken", { token: "123456", remember: false });
      said = answer.ok ? "accepted" : answer.refusal.code;
    }
    await leaves(window);
    if (waits && said === "locked") passes(window.simulation, 60 * 60_000 + 1000);
  }
  window.simulation.say(`Somebody at ${window.at.name}: guesses ${times} times at ${person.name}, ${said} at last`);
}

/** An e-mail that belongs to nobody. */
export async function guessesAtNobody(window: Window): Promise<void> {
  await leaves(window);
  const email = `nobody${window.simulation.chance.below(3)}@northside.example`;
  for (let times = window.simulation.chance.between(1, 7); times > 0; times--)
    await typesPassword(window, email, WRONG);
  window.simulation.say(`Somebody at ${window.at.name}: guesses at an unknown e-mail`);
}

/** A password from a setup code: whoever is new begins so, or comes back. */
export async function begins(window: Window, person: Person): Promise<boolean> {
  const code = person.setupCode;
  if (code === null) return false;
  await leaves(window);
  const password = newPassword(window);
  const answer = await call(window, "claimSetupCode", { email: person.email, code, password });
  window.simulation.say(
    `${person.name} at ${window.at.name}: claims a setup code, ${answer.ok ? "right" : answer.refusal.code}`,
  );
  if (!answer.ok) return false;
  person.setupCode = null;
  person.password = password;
  return true;
}

const SWIMMERS = ["otters", "turtles", "herons", "beavers", "muskrats", "pelicans", "dolphins", "walruses"] as const;
const PLACES = ["upstream", "downriver", "around islands", "under bridges", "past windmills", "along harbors"] as const;

/** Words alone: looking for digits that stand for letters takes longer than all else that a history does. */
export function newPassword({ simulation: { chance, secrets } }: Window): string {
  const password = `seven quiet ${chance.pick(SWIMMERS)} and ${chance.pick(SWIMMERS)} swim ${chance.pick(PLACES)}`;
  secrets.add(password);
  return password;
}
