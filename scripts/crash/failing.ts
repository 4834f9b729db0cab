import type { Page } from "@playwright/test";
import { otherThan } from "../../test/support/phone";
import { type Diary, perform } from "./act";
import { isOpen, type Member } from "./member";
import { codeAt, stepNow, typePassword } from "./sign-in-and-out";

/** Failed attempts: each one that was answered for is counted, whatever happens next. */

export async function typeWrongPasswords(page: Page, diary: Diary, member: Member): Promise<void> {
  for (let time = 0; time < 2 && isOpen(member); time++) {
    const { email } = member.person;
    await fail(member, "wrong-credentials", (failure) =>
      perform(page, diary, member, { method: "signIn", input: { email, password: "not the password" }, ...failure }),
    );
  }
}

export async function typeWrongTokens(page: Page, diary: Diary, member: Member): Promise<void> {
  await typePassword(page, diary, member, {});
  const step = stepNow();
  const token = otherThan(...[-2, -1, 0, 1, 2].map((away) => codeAt(member, step + away)));
  for (let time = 0; time < 3 && isOpen(member); time++) {
    await fail(member, "wrong-token", (failure) =>
      perform(page, diary, member, { method: "submitToken", input: { token, remember: false }, ...failure }),
    );
  }
  await perform(page, diary, member, { method: "cancelSignIn", input: {}, answer: "ok", becomes: {}, records: [] });
}

/** The right password while the account is locked: nothing is evaluated, and the lock ends when it was said to end. */
export async function comeWhileLocked(page: Page, diary: Diary, member: Member): Promise<void> {
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
