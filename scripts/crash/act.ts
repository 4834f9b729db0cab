import { expect, type Page } from "@playwright/test";
import type { InputOf, Method, Reply } from "../../src/contract/methods";
import type { EventKind } from "../../src/main/core/domain/events";
import { ask } from "../../test/support/sample-clinic";
import { count, type Facts, type Member } from "./member";

/** One request about a member, with what it must answer and what it does to them once it is committed. */
export type Act<M extends Method> = {
  readonly method: M;
  readonly input: InputOf<M>;
  /** "ok", or the code of the refusal. */
  readonly answer: string;
  readonly becomes: Partial<Facts>;
  readonly records: readonly EventKind[];
};

/** What a request fails with when the app is gone before it has answered. */
export const unanswered = new Error("the app was gone before it answered");

/** What happened, newest last: told where the test fails. */
export type Diary = string[];

/**
 * Sends the request. From then until the answer both states are possible; the answer makes the new one certain. Rejects
 * when the app is killed before it answers.
 */
export async function perform<M extends Method>(
  page: Page,
  diary: Diary,
  member: Member,
  { method, input, answer, becomes, records }: Act<M>,
): Promise<Reply<M>> {
  const what = `${method} for ${member.person.email}`;
  member.underWay = { ...member.facts, ...becomes };
  count(member.unanswered, records);
  diary.push(`${new Date().toISOString()} ${what}: asked`);
  const said = await ask(page, method, input).catch(() => {
    throw unanswered;
  });
  const code = codeOf(said);
  diary.push(`${new Date().toISOString()} ${what}: ${code}`);
  if (code !== answer) {
    const known = `as far as is known: ${JSON.stringify(member.facts)}`;
    throw new Error(`${what} answered ${JSON.stringify(said)}, not ${answer}; ${known}`);
  }
  member.facts = member.underWay;
  member.underWay = null;
  count(member.unanswered, records, -1);
  count(member.answered, records);
  return said;
}

/**
 * Tells the app something and gives the value of its answer, as soon as it listens: the bridge slows whoever asks more
 * often than a person could.
 */
export async function callInTime<M extends Method>(
  page: Page,
  method: M,
  input: InputOf<M>,
): Promise<Extract<Reply<M>, { ok: true }>["value"]> {
  let answer = await ask(page, method, input);
  const isHeard = async () => {
    if (codeOf(answer) === "too-many-calls") answer = await ask(page, method, input);
    return codeOf(answer) !== "too-many-calls";
  };
  await expect.poll(isHeard, { intervals: [60], timeout: 30_000 }).toBe(true);
  return given<M>(answer);
}

/** "ok", or the code of the refusal. */
function codeOf(answer: unknown): string {
  const said = answer as Reply<Method>;
  return said.ok ? "ok" : said.refusal.code;
}

/** The value of an answer that is known not to be a refusal. */
export function given<M extends Method>(answer: Reply<M>): Extract<Reply<M>, { ok: true }>["value"] {
  const said = answer as Reply<Method>;
  if (!said.ok) throw new Error(`a refusal gives nothing: ${JSON.stringify(said.refusal)}`);
  return said.value as Extract<Reply<M>, { ok: true }>["value"];
}
