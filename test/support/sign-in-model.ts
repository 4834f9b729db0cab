/**
 * @file What docs/rules.md says about sign-in attempts (SIGNIN, LOCK) and about what support does for somebody (HELP),
 * written down a second time and as plainly as possible: the reference that `sign-in-model.test.ts` compares the services
 * with. Shares no rule with src.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const PERIOD_MS = 30_000;

export type Model = {
  readonly isManager: boolean;
  /** The wall clock, epoch ms; somebody may set it. */
  wall: number;
  /** The time of locks and lifetimes: as long as the app runs it never runs back. */
  rule: number;
  /** Monotonic ms. */
  run: number;
  /** Ms that passed, with the time that the clock was set forward, which looks like sleep. */
  elapsed: number;
  /** Where the rule's time stood at `since` (as `run`), and how fast it goes on from there. */
  floor: { readonly at: number; readonly since: number; readonly rate: number };
  /** The time of the newest entries: what there is of the rule's time after a restart. */
  newest: number;
  count: number;
  /** Towards a lock until support acts: what failed after a correct password, and what any stranger can type wrong. */
  afterPassword: number;
  wrongPasswords: number;
  lockedUntil: number;
  held: boolean;
  appFailures: number;
  lastStep: number;
  drift: number;
  /** When the right password was typed for the sign-in that waits; null where none does. */
  waitingSince: number | null;
  signedIn: boolean;
  /** Until when the shift of emergency access is open (as `elapsed`); null where it is not. */
  shiftUntil: number | null;
  /** Until when this workstation stands in for a token; null where it does not. */
  rememberedUntil: number | null;
  /** The app was revoked after a hundred failures: what is left then is told elsewhere, and the history ends. */
  over: boolean;
  /** The app is set up. */
  enrolled: boolean;
  /** The newest code for setting it up again, and until when it works; null where none was given. */
  setupCode: { readonly code: string; readonly until: number } | null;
  /** Such a code was typed: setting up is open. */
  mayEnroll: boolean;
  readonly recoveryCodes: Map<string, "open" | "spent" | "void">;
  /** Bypass codes, oldest first; only the last one may be open. */
  readonly bypasses: { readonly code: string; readonly until: number; left: number; void: boolean }[];
  /** Tokens by text, oldest first; only the last one may be open. */
  readonly texts: { code: string; until: number; spent: boolean }[];
};

export type Reply =
  | "in"
  | "token"
  | "wrong"
  | "repeated"
  | "expired"
  | "used"
  | "ended"
  | "no-emergency-codes"
  | `locked ${number | null}`;

const minutesAfter = (count: number) => (count < 5 ? 0 : Math.min(60, 2 ** (count - 5)));

export function lockedAnswer(model: Model): Reply | null {
  if (model.held) return "locked null";
  return model.rule < model.lockedUntil ? `locked ${model.lockedUntil}` : null;
}

/** One more failure; the answer where it locks, else `otherwise`. */
function fail(model: Model, afterPassword: boolean, otherwise: Reply): Reply {
  model.count += 1;
  if (afterPassword) model.afterPassword += 1;
  else model.wrongPasswords += 1;
  const minutes = minutesAfter(model.count);
  model.lockedUntil = minutes === 0 ? 0 : model.rule + minutes * MINUTE_MS;
  model.held = model.afterPassword >= 20 || model.wrongPasswords >= 100;
  if (model.held) model.rememberedUntil = null;
  return lockedAnswer(model) ?? otherwise;
}

/** A failure of the app: the hundredth takes it out of use for good, and with it all that stood in for it. */
function failApp(model: Model, otherwise: Reply): Reply {
  model.appFailures += 1;
  if (model.appFailures >= 100) model.over = true;
  return fail(model, true, otherwise);
}

/** Signed in with every factor that was due. */
function complete(model: Model): Reply {
  Object.assign(model, { count: 0, afterPassword: 0, wrongPasswords: 0, lockedUntil: 0, held: false });
  return enter(model);
}

/** Signed in by less: nothing is given back. */
function enter(model: Model): Reply {
  Object.assign(model, { waitingSince: null, signedIn: true });
  return "in";
}

export function typePassword(model: Model, right: boolean): Reply {
  model.waitingSince = null;
  const locked = lockedAnswer(model);
  if (locked !== null) return locked;
  if (!right) return fail(model, false, "wrong");
  // Only the setup is reached, or a workstation that is remembered stands in for the token.
  if (!model.enrolled) return enter(model);
  if (model.rememberedUntil !== null && model.rule < model.rememberedUntil) return enter(model);
  model.waitingSince = model.elapsed;
  return "token";
}

/** The account's password and both halves of the emergency codes, which stand in for a factor and prove none. */
export function openEmergency(
  model: Model,
  right: { readonly password: boolean; readonly halves: boolean; readonly isThere: boolean },
): Reply {
  model.waitingSince = null;
  const locked = lockedAnswer(model);
  if (locked !== null) return locked;
  if (!right.password) return fail(model, false, "wrong");
  if (!right.isThere) return "no-emergency-codes";
  if (!right.halves) return fail(model, true, "wrong");
  model.shiftUntil = model.elapsed + 8 * HOUR_MS;
  return enter(model);
}

/** What stands before every second factor: a sign-in that waits, and no lock. */
function beforeEvaluation(model: Model): Reply | null {
  if (model.waitingSince === null || model.elapsed - model.waitingSince >= 10 * MINUTE_MS) return "ended";
  if (!model.enrolled) {
    model.waitingSince = null;
    return "ended";
  }
  return lockedAnswer(model);
}

/** What an app's token is, `shift` periods from now; undefined for one that is no token of this app. */
function judgeToken(model: Model, shift: number | undefined): "accepted" | "repeated" | "wrong" {
  // The phone's time is the real one, which the wall clock stands for.
  const current = Math.floor(model.wall / PERIOD_MS);
  const step = shift === undefined ? Number.NaN : current + shift;
  const window = [current, current + model.drift].flatMap((middle) => [middle - 1, middle, middle + 1]);
  if (window.includes(step) && step === model.lastStep) return "repeated";
  if (!window.includes(step) || !(step > model.lastStep)) return "wrong";
  Object.assign(model, { lastStep: step, appFailures: 0 });
  if (Math.abs(step - current) <= 2) model.drift = step - current;
  return "accepted";
}

/** The app's token; `remember`: this workstation is to stand in for it from now on. */
export function typeToken(model: Model, shift: number | undefined, remember = false): Reply {
  const early = beforeEvaluation(model);
  if (early !== null) return early;
  const token = judgeToken(model, shift);
  if (token === "wrong") return failApp(model, "wrong");
  if (token === "repeated") return token;
  if (remember) model.rememberedUntil = model.rule + 30 * DAY_MS;
  return complete(model);
}

/** Whoever is signed in proves an act with password and token, or only the password again: that clears no failure. */
export function proveAct(model: Model, rightPassword: boolean, shift: number | undefined): Reply {
  const locked = lockedAnswer(model);
  if (locked !== null) return locked;
  if (!rightPassword) return fail(model, false, "wrong");
  // In emergency access the emergency codes stand for the token.
  if (model.shiftUntil !== null) return "in";
  const token = judgeToken(model, shift);
  if (token === "wrong") return failApp(model, "wrong");
  return token === "repeated" ? token : "in";
}

export function typePasswordAgain(model: Model, right: boolean): Reply {
  const locked = lockedAnswer(model);
  if (locked !== null) return locked;
  return right ? "in" : fail(model, false, "wrong");
}

/** A token by text; it too is compared with the app first. */
export function typeText(model: Model, code: string): Reply {
  const early = beforeEvaluation(model);
  if (early !== null) return early;
  const text = model.texts.findLast((each) => each.code === code);
  const isNewest = text !== undefined && text === model.texts.at(-1);
  if (isNewest && !text.spent && model.rule < text.until) {
    text.spent = true;
    return complete(model);
  }
  return failApp(model, isNewest && !text.spent ? "expired" : "wrong");
}

export function typeRecoveryCode(model: Model, code: string): Reply {
  const early = beforeEvaluation(model);
  if (early !== null) return early;
  const state = model.recoveryCodes.get(code);
  if (state !== "open") return fail(model, true, state === undefined ? "wrong" : "used");
  model.recoveryCodes.set(code, "spent");
  return complete(model);
}

export function typeBypassCode(model: Model, code: string): Reply {
  const early = beforeEvaluation(model);
  if (early !== null) return early;
  const bypass = model.bypasses.findLast((each) => each.code === code);
  if (bypass === undefined) return fail(model, true, "wrong");
  if (bypass !== model.bypasses.at(-1) || bypass.void || bypass.left === 0) return fail(model, true, "used");
  if (model.rule >= bypass.until) return fail(model, true, "expired");
  bypass.left -= 1;
  return complete(model);
}

/** What support's act answers where it may not be done. */
export type Refused = "manager-account" | "not-locked" | "no-two-factor" | "no-app";

/** A stranger to the account, with the role of support. */
export function unlockBySupport(model: Model): Refused | "done" {
  if (model.isManager) return "manager-account";
  if (lockedAnswer(model) === null) return "not-locked";
  unlock(model);
  return "done";
}

export function unlock(model: Model): void {
  if (model.held) Object.assign(model, { afterPassword: 0, wrongPasswords: 0 });
  Object.assign(model, { held: false, lockedUntil: 0 });
}

export function giveBypassCode(model: Model, hours: number): Refused | { until: number } {
  if (model.isManager) return "manager-account";
  if (!model.enrolled) return "no-two-factor";
  return { until: model.rule + hours * HOUR_MS };
}

/** `all`: everything that stood for a second factor; else the phone alone, and codes on paper stay. */
export function takePhone(model: Model, all: boolean): Refused | { until: number } {
  if (model.isManager) return "manager-account";
  if (!model.enrolled) return all ? "no-two-factor" : "no-app";
  Object.assign(model, { enrolled: false, mayEnroll: false, waitingSince: null, rememberedUntil: null });
  for (const bypass of model.bypasses) bypass.void = true;
  for (const text of model.texts) text.spent = true;
  if (all) for (const code of model.recoveryCodes.keys()) model.recoveryCodes.set(code, "void");
  return { until: model.rule + 7 * DAY_MS };
}

/** The code for setting up again, typed by whoever is signed in. */
export function typeSetupCode(model: Model, code: string): "done" | "refused" | "not now" {
  if (model.mayEnroll) return "not now";
  const { setupCode } = model;
  if (setupCode !== null && setupCode.code === code && model.rule < setupCode.until) {
    Object.assign(model, { mayEnroll: true, setupCode: null });
    return "done";
  }
  fail(model, true, "wrong");
  return "refused";
}

export function enroll(model: Model): void {
  const step = Math.floor(model.wall / PERIOD_MS);
  // What came by text before the app is good no longer.
  for (const text of model.texts) text.spent = true;
  Object.assign(model, {
    enrolled: true,
    mayEnroll: false,
    appFailures: 0,
    lastStep: step,
    drift: 0,
    rememberedUntil: null,
  });
}

/** Time passes, as the computer runs. */
export function advance(model: Model, ms: number): void {
  model.run += ms;
  model.elapsed += ms;
  model.wall += ms;
  passRule(model);
}

/** Goes on from where it was as the computer runs; a hundredth slower while the clock is hardly behind. */
function passRule(model: Model): void {
  const { at, since, rate } = model.floor;
  const ahead = at + Math.floor((model.run - since) * rate);
  const pace = ahead - model.wall > 2 * MINUTE_MS ? 1 : 0.99;
  if (model.wall >= ahead) model.floor = { at: model.wall, since: model.run, rate: 1 };
  else if (pace !== rate) model.floor = { at: ahead, since: model.run, rate: pace };
  model.rule = Math.max(model.wall, ahead);
}

/** Somebody sets the clock. */
export function setClock(model: Model, wall: number): void {
  if (wall - model.wall > 1000) model.elapsed += wall - model.wall;
  model.wall = wall;
  passRule(model);
}

/** The app is quit and opened again: what lives in memory is gone, nothing else. */
export function restart(model: Model): void {
  leave(model);
  beginRule(model);
}

/** The rule's time begins at the newest entry. */
export function beginRule(model: Model): void {
  model.floor = { at: model.newest, since: model.run, rate: 1 };
  passRule(model);
}

/** Whoever was signed in, or about to be, goes. */
export function leave(model: Model): void {
  Object.assign(model, { waitingSince: null, signedIn: false, shiftUntil: null });
}
