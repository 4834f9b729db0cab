import type { Page } from "@playwright/test";
import { appCode, otherThan } from "../../test/support/phone";
import { type Diary, given, perform } from "./act";
import { isLocked, isOpen, type Member } from "./member";

/** What people do while the app is killed. Each request is one commit, so that a kill finds the state before or after it. */

export type Sort = "sign-in" | "set-up" | "edit";
export type Deed = {
  readonly sort: Sort;
  readonly may: (member: Member) => boolean;
  readonly run: (page: Page, diary: Diary, member: Member) => Promise<void>;
};

const STEP_MS = 30_000;
const stepNow = () => Math.floor(Date.now() / STEP_MS);
/** An offer lives for ten minutes. */
const OFFER_MS = 9 * 60_000;

const hasApp = ({ facts }: Member) => facts.twoFactor === "app";
const hasFreshCode = (member: Member) => hasApp(member) && member.lastStep < stepNow();
const completed = { failures: 0, lockedUntil: null } as const;

export const deeds: readonly Deed[] = [
  { sort: "set-up", may: ({ facts }) => !facts.hasPassword, run: claim },
  { sort: "set-up", may: (member) => isPlain(member) && isOpen(member), run: finishSetUp },
  { sort: "edit", may: (member) => isPlain(member) && isOpen(member), run: editProfile },
  { sort: "edit", may: (member) => hasFreshCode(member) && isOpen(member), run: editProfile },
  { sort: "sign-in", may: (member) => hasFreshCode(member) && isOpen(member), run: comeAndGo },
  { sort: "sign-in", may: (member) => member.recoveryCodes.length > 0 && isOpen(member), run: comeWithPaper },
  { sort: "sign-in", may: (member) => member.facts.hasPassword && isOpen(member), run: typeWrongPasswords },
  { sort: "sign-in", may: (member) => hasApp(member) && isOpen(member), run: typeWrongTokens },
  { sort: "sign-in", may: isLocked, run: comeWhileLocked },
];

function isPlain({ facts }: Member): boolean {
  return facts.hasPassword && facts.twoFactor === "none";
}

/** A set-up code is claimed, and the set-up goes on as far as it comes. */
export async function claim(page: Page, diary: Diary, member: Member): Promise<void> {
  const { email, password } = member.person;
  await perform(page, diary, member, {
    method: "claimSetUpCode",
    input: { email, code: member.setUpCode, password },
    answer: "ok",
    becomes: { hasPassword: true, ...completed },
    records: ["set-up-code-claimed", "password-set", "signed-in"],
  });
  await setUp(page, diary, member);
}

/** An unfinished set-up goes on, with the key that was offered before the app was killed. */
async function finishSetUp(page: Page, diary: Diary, member: Member): Promise<void> {
  await signIn(page, diary, member);
  await setUp(page, diary, member);
}

async function setUp(page: Page, diary: Diary, member: Member): Promise<void> {
  if (member.key === null || Date.now() - member.offeredAt > OFFER_MS) await beginAuthenticator(page, diary, member);
  const step = stepNow();
  member.lastStep = step;
  await perform(page, diary, member, {
    method: "confirmAuthenticator",
    input: { token: codeAt(member, step), digits: null },
    answer: "ok",
    becomes: { twoFactor: "app" },
    records: ["authenticator-enabled"],
  });
  await makeRecoveryCodes(page, diary, member);
  await signOut(page, diary, member);
}

async function beginAuthenticator(page: Page, diary: Diary, member: Member): Promise<void> {
  member.key = null;
  const offered = await perform(page, diary, member, {
    method: "beginAuthenticator",
    input: {},
    answer: "ok",
    becomes: {},
    records: ["authenticator-offered"],
  });
  member.key = given<"beginAuthenticator">(offered).key;
  member.offeredAt = Date.now();
}

async function makeRecoveryCodes(page: Page, diary: Diary, member: Member): Promise<void> {
  member.recoveryCodes = [];
  const made = await perform(page, diary, member, {
    method: "makeRecoveryCodes",
    input: {},
    answer: "ok",
    becomes: { recoveryCodesLeft: 10 },
    records: ["recovery-codes-made"],
  });
  member.recoveryCodes = [...given<"makeRecoveryCodes">(made).codes];
  await perform(page, diary, member, {
    method: "storeRecoveryCodes",
    input: {},
    answer: "ok",
    becomes: {},
    records: ["recovery-codes-stored"],
  });
}

/** Three edits in a row, and new recovery codes for whoever was killed before they were shown theirs. */
async function editProfile(page: Page, diary: Diary, member: Member): Promise<void> {
  await signIn(page, diary, member);
  const { email } = member.person;
  for (let edit = 0; edit < 3; edit++) {
    const name = `${member.person.name} (edit ${(member.answered.get("account-edited") ?? 0) + 1})`;
    const cellPhone = `+1312555${String(1000 + Math.floor(Math.random() * 8000))}`;
    await perform(page, diary, member, {
      method: "updateMyProfile",
      input: { name, email, cellPhone },
      answer: "ok",
      becomes: { name, cellPhone },
      records: ["account-edited"],
    });
  }
  if (hasApp(member) && member.recoveryCodes.length === 0) await makeRecoveryCodes(page, diary, member);
  await signOut(page, diary, member);
}

async function comeAndGo(page: Page, diary: Diary, member: Member): Promise<void> {
  await signIn(page, diary, member);
  await signOut(page, diary, member);
}

async function comeWithPaper(page: Page, diary: Diary, member: Member): Promise<void> {
  await typePassword(page, diary, member, {});
  const code = member.recoveryCodes.pop() ?? "";
  await perform(page, diary, member, {
    method: "useRecoveryCode",
    input: { code },
    answer: "ok",
    becomes: { ...completed, recoveryCodesLeft: member.facts.recoveryCodesLeft - 1 },
    records: ["signed-in"],
  });
  await signOut(page, diary, member);
}

async function typeWrongPasswords(page: Page, diary: Diary, member: Member): Promise<void> {
  for (let time = 0; time < 2 && isOpen(member); time++) {
    const { email } = member.person;
    await fail(member, "wrong-credentials", (failure) =>
      perform(page, diary, member, { method: "signIn", input: { email, password: "not the password" }, ...failure }),
    );
  }
}

async function typeWrongTokens(page: Page, diary: Diary, member: Member): Promise<void> {
  await typePassword(page, diary, member, {});
  const step = stepNow();
  const token = otherThan(...[-2, -1, 0, 1, 2].map((away) => codeAt(member, step + away)));
  for (let time = 0; time < 3 && isOpen(member); time++) {
    await fail(member, "wrong-token", (failure) =>
      perform(page, diary, member, { method: "submitToken", input: { token }, ...failure }),
    );
  }
  await perform(page, diary, member, { method: "cancelSignIn", input: {}, answer: "ok", becomes: {}, records: [] });
}

/** The right password while the account is locked: nothing is evaluated, and the lock ends when it was said to end. */
async function comeWhileLocked(page: Page, diary: Diary, member: Member): Promise<void> {
  const { email, password } = member.person;
  const said = await perform(page, diary, member, {
    method: "signIn",
    input: { email, password },
    answer: "locked",
    becomes: {},
    records: [],
  });
  expectLock(member, said);
}

const FAILURES_TO_LOCK = 5;

/** A failure counts, and the fifth and each further one locks until a time that the answer names. */
async function fail(
  member: Member,
  refusal: string,
  attempt: (
    failure: Pick<Parameters<typeof perform>[3], "answer" | "becomes" | "records">,
  ) => Promise<{ readonly ok: boolean }>,
): Promise<void> {
  const failures = member.facts.failures + 1;
  const locks = failures >= FAILURES_TO_LOCK;
  const said = await attempt({
    answer: locks ? "locked" : refusal,
    becomes: { failures, lockedUntil: locks ? "unknown" : null },
    records: locks ? ["attempt-refused", "account-locked"] : ["attempt-refused"],
  });
  if (locks) member.facts = { ...member.facts, lockedUntil: lockEnd(said) };
}

function lockEnd(said: object): number {
  const { until } = (said as { refusal: { until: unknown } }).refusal;
  if (typeof until !== "number") throw new Error(`a lock without an end: ${JSON.stringify(said)}`);
  return until;
}

function expectLock(member: Member, said: object): void {
  const until = lockEnd(said);
  if (until !== member.facts.lockedUntil)
    throw new Error(`${member.person.email} was locked until ${member.facts.lockedUntil}, now until ${until}`);
}

/** With everything that is due. */
async function signIn(page: Page, diary: Diary, member: Member): Promise<void> {
  if (!hasApp(member)) return typePassword(page, diary, member, completed);
  await typePassword(page, diary, member, {});
  const step = stepNow();
  const code = codeAt(member, step);
  member.lastStep = step;
  member.accepted = null;
  await perform(page, diary, member, {
    method: "submitToken",
    input: { token: code },
    answer: "ok",
    becomes: completed,
    records: ["signed-in"],
  });
  member.accepted = { code, step };
}

async function typePassword(
  page: Page,
  diary: Diary,
  member: Member,
  becomes: Partial<typeof completed>,
): Promise<void> {
  const { email, password } = member.person;
  const complete = !hasApp(member);
  await perform(page, diary, member, {
    method: "signIn",
    input: { email, password },
    answer: "ok",
    becomes,
    records: complete ? ["signed-in"] : [],
  });
}

function signOut(page: Page, diary: Diary, member: Member): Promise<unknown> {
  return perform(page, diary, member, {
    method: "signOut",
    input: {},
    answer: "ok",
    becomes: {},
    records: ["signed-out"],
  });
}

function codeAt({ key }: Member, step: number): string {
  return appCode(key ?? "", step * STEP_MS);
}
