import { expect, type Page } from "@playwright/test";
import { call, type Person } from "../../test/support/sample-clinic";
import { callInTime, type Diary, perform } from "./act";
import { differences, type Member } from "./member";

/**
 * After a start, as an auditor sees it: everything that was answered is there, what was not answered is there whole or
 * not at all, and the ledger verifies. What is found becomes what is known.
 */
export async function checkAfterCrash(page: Page, auditor: Person, members: readonly Member[]): Promise<void> {
  await call(page, "signIn", { email: auditor.email, password: auditor.password });
  expect((await call(page, "getAppState", {})).alarm).toBeNull();
  for (const member of members) await checkMember(page, member);
  await expect
    .poll(async () => (await callInTime(page, "getLedgerState", {})).is, { intervals: [60], timeout: 30_000 })
    .not.toBe("checking");
  expect(await call(page, "getLedgerState", {})).toMatchObject({ is: "verified" });
  await call(page, "signOut", {});
}

async function checkMember(page: Page, member: Member): Promise<void> {
  const seen = await callInTime(page, "getPerson", { account: member.id });
  // What has ended by now may have ended before the page was read.
  const now = Date.now();
  const asAnswered = differences(member.facts, seen, now);
  if (asAnswered.length > 0) {
    const asCommitted = member.underWay === null ? asAnswered : differences(member.underWay, seen, now);
    expect(asCommitted, `${member.person.email} after the kill (as last answered: ${asAnswered})`).toEqual([]);
    member.facts = member.underWay ?? member.facts;
  }
  if (member.facts.lockedUntil === "unknown") member.facts = { ...member.facts, lockedUntil: seen.lockedUntil };
  member.underWay = null;
}

const STEP_MS = 30_000;

/** A token that let somebody in before the kill lets nobody in after it, and does not count as a failure. */
export async function checkTokensAreSpent(page: Page, diary: Diary, members: readonly Member[]): Promise<number> {
  const now = Math.floor(Date.now() / STEP_MS);
  let checked = 0;
  for (const member of members) {
    const { accepted, person } = member;
    if (accepted === null || accepted.step !== now || member.facts.lockedUntil !== null) continue;
    const { email, password } = person;
    const nothing = { becomes: {}, records: [] };
    await perform(page, diary, member, { method: "signIn", input: { email, password }, answer: "ok", ...nothing });
    const again = {
      method: "submitToken",
      input: { token: accepted.code, remember: false },
      answer: "token-repeated",
    } as const;
    await perform(page, diary, member, { ...again, ...nothing });
    await perform(page, diary, member, { method: "cancelSignIn", input: {}, answer: "ok", ...nothing });
    checked += 1;
  }
  return checked;
}
