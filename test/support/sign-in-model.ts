/**
 * @file What product.md 3 and 4 say about sign-in attempts, written down a second time and as plainly as possible: the
 * reference that `sign-in-model.test.ts` compares the services with. Shares no rule with src.
 */

const MINUTE_MS = 60_000;
const PERIOD_MS = 30_000;

export type Model = {
  readonly isManager: boolean;
  /** Wall clock, epoch ms. */
  now: number;
  count: number;
  towardsHold: number;
  lockedUntil: number;
  held: boolean;
  appFailures: number;
  lastStep: number;
  drift: number;
  /** When the right password was typed for the sign-in that waits; null where none does. */
  waitingSince: number | null;
  signedIn: boolean;
  readonly recoveryCodes: Map<string, "open" | "spent">;
  /** Tokens by text, oldest first; only the last one may be open. */
  readonly texts: { code: string; until: number; spent: boolean }[];
};

export type Answer = "in" | "token" | "wrong" | "repeated" | "expired" | "used" | "ended" | `locked ${number | null}`;

const minutesAfter = (count: number) => (count < 5 ? 0 : Math.min(60, 2 ** (count - 5)));

export function lockedAnswer(model: Model): Answer | null {
  if (model.held) return "locked null";
  return model.now < model.lockedUntil ? `locked ${model.lockedUntil}` : null;
}

/** One more failure; the answer where it locks, else `otherwise`. */
function fail(model: Model, afterPassword: boolean, otherwise: Answer): Answer {
  model.count += 1;
  if (!model.isManager || afterPassword) model.towardsHold += 1;
  const minutes = minutesAfter(model.count);
  model.lockedUntil = minutes === 0 ? 0 : model.now + minutes * MINUTE_MS;
  model.held = model.towardsHold >= 20;
  return lockedAnswer(model) ?? otherwise;
}

function complete(model: Model): Answer {
  Object.assign(model, { count: 0, towardsHold: 0, lockedUntil: 0, held: false, appFailures: 0 });
  Object.assign(model, { waitingSince: null, signedIn: true });
  return "in";
}

export function typePassword(model: Model, right: boolean): Answer {
  model.waitingSince = null;
  const locked = lockedAnswer(model);
  if (locked !== null) return locked;
  if (!right) return fail(model, false, "wrong");
  model.waitingSince = model.now;
  return "token";
}

/** What stands before every second factor: a sign-in that waits, and no lock. */
function beforeEvaluation(model: Model): Answer | null {
  if (model.waitingSince === null || model.now - model.waitingSince >= 10 * MINUTE_MS) return "ended";
  return lockedAnswer(model);
}

/** The app's token, `shift` periods from now; undefined for one that is no token of this app. */
export function typeToken(model: Model, shift: number | undefined): Answer {
  const early = beforeEvaluation(model);
  if (early !== null) return early;
  const current = Math.floor(model.now / PERIOD_MS);
  const step = shift === undefined ? Number.NaN : current + shift;
  const window = [current, current + model.drift - 1, current + model.drift, current + model.drift + 1];
  if (window.includes(step) && step === model.lastStep) return "repeated";
  if (window.includes(step) && step > model.lastStep) {
    model.lastStep = step;
    if (Math.abs(step - current) <= 2) model.drift = step - current;
    return complete(model);
  }
  model.appFailures += 1;
  return fail(model, true, "wrong");
}

/** A token by text; it too is compared with the app first. */
export function typeText(model: Model, code: string): Answer {
  const early = beforeEvaluation(model);
  if (early !== null) return early;
  const text = model.texts.findLast((each) => each.code === code);
  const isNewest = text !== undefined && text === model.texts.at(-1);
  if (isNewest && !text.spent && model.now < text.until) {
    text.spent = true;
    return complete(model);
  }
  model.appFailures += 1;
  return fail(model, true, isNewest && !text.spent ? "expired" : "wrong");
}

export function typeRecoveryCode(model: Model, code: string): Answer {
  const early = beforeEvaluation(model);
  if (early !== null) return early;
  const state = model.recoveryCodes.get(code);
  if (state !== "open") return fail(model, true, state === "spent" ? "used" : "wrong");
  model.recoveryCodes.set(code, "spent");
  return complete(model);
}

export function unlockBySupport(model: Model): void {
  if (model.held) model.towardsHold = 0;
  Object.assign(model, { held: false, lockedUntil: 0 });
}

/** The app is quit and opened again: what lives in memory is gone, nothing else. */
export function restart(model: Model): void {
  Object.assign(model, { waitingSince: null, signedIn: false });
}
