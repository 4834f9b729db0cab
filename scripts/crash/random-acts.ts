import type { Page } from "@playwright/test";
import { type Diary, given, perform } from "./act";
import { comeWhileLocked, typeWrongPasswords, typeWrongTokens } from "./failing";
import { isLocked, isOpen, type Member } from "./member";
import { codeAt, completed, hasApp, signIn, signOut, stepNow, typePassword } from "./sign-in-and-out";

/** What people do while the app is killed. Each request is one commit, so that a kill finds the state before or after it. */

export type Sort = "sign-in" | "set-up" | "edit";
export type Action = {
  readonly sort: Sort;
  readonly may: (member: Member) => boolean;
  readonly run: (page: Page, diary: Diary, member: Member) => Promise<void>;
};

/** An offer lives for ten minutes. */
const OFFER_MS = 9 * 60_000;

const hasFreshCode = (member: Member) => hasApp(member) && member.lastStep < stepNow();

export const actions: readonly Action[] = [
  { sort: "set-up", may: ({ facts }) => !facts.hasPassword, run: claim },
  { sort: "set-up", may: (member) => isPlain(member) && isOpen(member), run: finishSetup },
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

/** A setup code is claimed, and the setup goes on as far as it comes. */
export async function claim(page: Page, diary: Diary, member: Member): Promise<void> {
  const { email, password } = member.person;
  await perform(page, diary, member, {
    method: "claimSetupCode",
    input: { email, code: member.setupCode, password },
    answer: "ok",
    becomes: { hasPassword: true, ...completed },
    records: ["setup-code-claimed", "password-set", "signed-in"],
  });
  await setUp(page, diary, member);
}

/** An unfinished setup goes on, with the key that was offered before the app was killed. */
async function finishSetup(page: Page, diary: Diary, member: Member): Promise<void> {
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
    input: { key: "new" },
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
