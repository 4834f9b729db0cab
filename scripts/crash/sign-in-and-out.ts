import type { Page } from "@playwright/test";
import { appCode } from "../../test/support/phone";
import { type Diary, perform } from "./act";
import type { Member } from "./member";

/** Signing in and out: what most acts begin and end with. */

const STEP_MS = 30_000;
export const stepNow = () => Math.floor(Date.now() / STEP_MS);
/** What a sign-in with every factor that is due leaves of the failures before it. */
export const completed = { failures: 0, lockedUntil: null } as const;

export function hasApp({ facts }: Member): boolean {
  return facts.twoFactor === "app";
}

/** With everything that is due. */
export async function signIn(page: Page, diary: Diary, member: Member): Promise<void> {
  if (!hasApp(member)) return typePassword(page, diary, member, completed);
  await typePassword(page, diary, member, {});
  const step = stepNow();
  const code = codeAt(member, step);
  member.lastStep = step;
  member.accepted = null;
  await perform(page, diary, member, {
    method: "submitToken",
    input: { token: code, remember: false },
    answer: "ok",
    becomes: completed,
    records: ["signed-in"],
  });
  member.accepted = { code, step };
}

export async function typePassword(
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

export function signOut(page: Page, diary: Diary, member: Member): Promise<unknown> {
  return perform(page, diary, member, {
    method: "signOut",
    input: {},
    answer: "ok",
    becomes: {},
    records: ["signed-out"],
  });
}

/** What the member's phone shows in a time step. */
export function codeAt({ key }: Member, step: number): string {
  return appCode(key ?? "", step * STEP_MS);
}
