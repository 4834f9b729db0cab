import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SessionState } from "../../../src/contract/session-state";
import { declineAct } from "../../../src/main/core/approvals/approvals";
import { recordEvent } from "../../../src/main/core/context";
import { isLocked } from "../../../src/main/core/domain/lockout";
import { changeRole } from "../../../src/main/core/people/account-acts";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { immediately } from "../../../src/main/core/store/open";
import { approveAct, askApproval, waitingActs } from "../../support/approvals";
import { PASSWORD, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { appCode } from "../../support/phone";
import { nobodyAt, passwordIsRecent } from "../../support/session";
import { addMember, addMemberWithApp, again, giveCode, setUpText, typePassword } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";

let two: TwoManagers;
let context: TestContext;
let joan: Caller;
let ruth: Account;
let marcus: Account;
let asked: string;

const WRONG = "a wrong one altogether";
const wrongToken = "0000000";

beforeEach(async () => {
  two = await createTwoManagers();
  ({ context, joan, ruth } = two);
  marcus = await addMember(context, { name: "Marcus Webb", email: "marcus@northside.example" });
  asked = ask({ account: marcus.id, role: "manager", reason: "owner" });
});
afterEach(() => {
  expectReplayEqualsTables(context, ruth);
  context.close();
});

function ask(parameters: Record<string, unknown>, act: "changeRole" | "issueSetupCode" = "changeRole"): string {
  const answer = askApproval(context, joan, { act, parameters });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.id;
}
const grant = () => changeRole(context, joan, { account: marcus.id, role: "manager", reason: "owner", proof: PROOF });
const refused = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });

describe("approving", () => {
  test("proves the second manager's password and token, uses the token up, and is recorded with what was proven", async () => {
    const token = two.tokenOf(ruth);
    const kinds = await kindsLeftBy(context, ruth, () => two.approve(asked, ruth, { token }));
    expect(kinds).toEqual(["proof-accepted"]);
    expect(newestEntry(context, ruth, "proof-accepted")).toMatchObject({ actor: ruth.id, data: { act: "approveAct" } });
    const authenticator = findAuthenticator(context.db, ruth.id, "active");
    expect(authenticator?.lastStep).toBe(Math.floor(context.clock.now() / 30_000));
    expect(await two.approve(asked, ruth, { token })).toEqual(refused("token-repeated"));
    expect(newestEntry(context, marcus, "approval-given")?.cause).toBe(
      newestEntry(context, ruth, "proof-accepted")?.hash,
    );
  });

  test("leaves the session that asked as it is: still Joan's, and no password of hers was typed", async () => {
    context.clock.advance(6 * 60_000);
    const { signedIn } = context.session;
    expect(passwordIsRecent(context)).toBe(false);
    await two.approve(asked);
    expect(context.session.signedIn).toBe(signedIn);
    expect(signedIn?.account).toBe(joan.account);
    expect(passwordIsRecent(context)).toBe(false);
  });

  test("by whoever asked is refused once it is proven, and recorded", async () => {
    const own = again(context, context.manager);
    const kinds = await kindsLeftBy(context, marcus, async () =>
      expect(await two.approve(asked, own)).toEqual(refused("may-not", { because: "own-asking" })),
    );
    expect(kinds).toEqual(["act-refused"]);
    expect(newestEntry(context, marcus, "act-refused")).toMatchObject({ actor: own.id, data: { act: "approveAct" } });
    expect(grant()).toMatchObject({ ok: false });
  });

  test("by a member, an auditor or a helper is refused, and recorded", async () => {
    for (const role of ["member", "auditor", "support"] as const) {
      const { account, key } = await addMemberWithApp(context, {
        name: role,
        email: `${role}@northside.example`,
        role,
      });
      context.clock.advance(300_000);
      joan = signedInAs(context, again(context, context.manager));
      const token = appCode(key, context.clock.now());
      const answer = await two.approve(asked, account, { token });
      expect(answer).toEqual(refused("may-not", { because: "not-a-manager" }));
    }
    expect(grant()).toMatchObject({ ok: false });
  });

  test("of what would help oneself is refused: a new setup code for Ruth is not Ruth's to approve", async () => {
    const own = ask({ account: ruth.id, reason: "forgot it" }, "issueSetupCode");
    expect(await two.approve(own)).toEqual(refused("may-not", { because: "own-asking" }));
  });

  test("of one's own demotion is possible: it takes, and gives nothing", async () => {
    const parameters = { account: ruth.id, role: "member" as const, reason: "on leave" };
    expect(await two.approve(ask(parameters))).toMatchObject({ ok: true });
    // Her approval dies with her role, not before it was used.
    expect(changeRole(context, joan, { ...parameters, proof: PROOF })).toEqual({ ok: true, value: null });
    expect(again(context, ruth).role).toBe("member");
  });

  test("of what is not there, was used or withdrawn asks for nothing and counts nothing", async () => {
    declineAct(context, joan, { approval: asked, reason: "a mistake" });
    const before = entriesAbout(context).length;
    for (const approval of [asked, "a".repeat(26)]) {
      expect(await two.approve(approval, ruth, { password: WRONG })).toEqual(
        refused("not-now", { because: "no-approval" }),
      );
    }
    expect(entriesAbout(context).length).toBe(before);
  });

  test("uses the token up also where it is withdrawn while the password is looked at (TOKEN-2)", async () => {
    const { hashing } = context;
    const verifyPassword: typeof hashing.verifyPassword = async (stored, typed) => {
      declineAct(context, joan, { approval: asked, reason: "no need" });
      return hashing.verifyPassword(stored, typed);
    };
    const token = two.tokenOf(ruth);
    const typed = { approval: asked, email: ruth.email, password: PASSWORD, token };
    const meanwhile = { ...context, hashing: { ...hashing, verifyPassword } };
    expect(await approveAct(meanwhile, joan, typed)).toEqual(refused("not-now", { because: "no-approval" }));
    const again = ask({ account: marcus.id, role: "manager", reason: "owner" });
    expect(await two.approve(again, ruth, { token })).toEqual(refused("token-repeated"));
  });

  test("is no way in for a manager without two-factor", async () => {
    const sam = await addMember(context, { name: "Sam Cole", email: "sam@northside.example", role: "manager" });
    expect(await two.approve(asked, sam, { token: wrongToken })).toEqual(
      refused("not-now", { because: "two-factor-off" }),
    );
  });

  test("with a token by text message", async () => {
    const sam = await addMember(context, { name: "Sam Cole", email: "sam@northside.example", role: "manager" });
    setUpText(context, sam);
    expect(await two.approve(asked, again(context, sam), { token: "7654321" })).toEqual(refused("no-token-sent"));
    giveCode(context, sam, { sort: "text-token", code: "7654321" });
    expect(await two.approve(asked, again(context, sam), { token: "7654321" })).toMatchObject({ ok: true });
  });

  test("with a recovery code in the place of the token is refused", async () => {
    expect(await two.approve(asked, ruth, { token: "abcd-efgh-jkmn-pqrs" })).toMatchObject({ ok: false });
    expect(grant()).toMatchObject({ ok: false });
  });
});

describe("a failed try", () => {
  test("counts on the second manager's account, as at a sign-in, and on nobody else's", async () => {
    expect(await two.approve(asked, ruth, { password: WRONG })).toEqual(refused("wrong-credentials"));
    expect(await two.approve(asked, ruth, { token: wrongToken })).toEqual(refused("wrong-token", { triesLeft: 3 }));
    expect(failuresNow(context, ruth.id)).toMatchObject({ count: 2, towardsHoldAfterPassword: 1 });
    expect(failuresNow(context, context.manager.id).count).toBe(0);
    expect(newestEntry(context, ruth, "attempt-refused")).toMatchObject({
      actor: null,
      data: { during: "approval", factor: "app" },
    });
  });

  test("the fifth locks her out of everything, and a right answer is not looked at then", async () => {
    for (let tries = 0; tries < 4; tries += 1) await two.approve(asked, ruth, { password: WRONG });
    const until = context.clock.now() + 60_000;
    const locked = refused("locked", { until });
    expect(await two.approve(asked, ruth, { password: WRONG, token: "1" })).toEqual(locked);
    expect(isLocked(failuresNow(context, ruth.id), context.clock.now())).toBe(true);
    const { email } = ruth;
    expect(await approveAct(context, joan, { approval: asked, email, password: PASSWORD, token: "1" })).toEqual(locked);
    expect(await typePassword(context, email)).toEqual(locked);
    context.clock.advance(60_000);
    expect(await two.approve(asked)).toMatchObject({ ok: true });
  });

  test("gets the same answer, and the same lock, for an e-mail that belongs to nobody", async () => {
    const nobody = { ...ruth, email: "nobody@northside.example" };
    for (let tries = 0; tries < 4; tries += 1) {
      expect(await two.approve(asked, nobody, { token: wrongToken })).toEqual(refused("wrong-credentials"));
    }
    const until = context.clock.now() + 60_000;
    expect(await two.approve(asked, nobody, { token: wrongToken })).toEqual(refused("locked", { until }));
  });

  test("fifty at once are fifty in a row", async () => {
    const tries = Array.from({ length: 12 }, () => two.approve(asked, ruth, { token: wrongToken }));
    const codes = (await Promise.all(tries)).map((answer) => (answer.ok ? "ok" : answer.refusal.code));
    expect(codes.filter((code) => code === "wrong-token")).toHaveLength(4);
    expect(codes.filter((code) => code === "locked")).toHaveLength(8);
    expect(failuresNow(context, ruth.id).count).toBe(5);
  });

  test("of somebody who has left is like a wrong password", async () => {
    const kim = await two.addManager("Kim Diaz", "kim@northside.example");
    joan = signedInAs(context, again(context, context.manager));
    immediately(context.db, () =>
      recordEvent(context, null, { kind: "account-deactivated", subject: kim.id, data: { reason: "left" } }),
    );
    expect(await two.approve(asked, kim)).toEqual(refused("wrong-credentials"));
  });

  test("with an account whose records were changed tells so only after the right password, and lets nobody approve", async () => {
    context.db.prepare("UPDATE accounts SET confirmed_phone = '+14155550199' WHERE owner = ?").run(ruth.id);
    context.memory.verified.delete(ruth.id);
    expect(await two.approve(asked, ruth, { password: WRONG })).toEqual(refused("wrong-credentials"));
    expect(await two.approve(asked)).toEqual(refused("records-damaged"));
    expect(grant()).toMatchObject({ ok: false });
    context.db.prepare("UPDATE accounts SET confirmed_phone = NULL WHERE owner = ?").run(ruth.id);
  });
});

describe("what waits, on every screen", () => {
  const actFacts = (sessionState: SessionState) =>
    waitingActs(
      context,
      sessionState === "signed-out"
        ? nobodyAt(context)
        : { session: context.session, sessionState, account: joan.account, role: joan.role },
    );

  test("is a sentence for managers and auditors, and a number for everybody else", async () => {
    const [waits] = actFacts("manager");
    const sentence = "Change Marcus Webb's role from member to practice manager. Reason: owner.";
    const expectedAt = context.clock.now() + 72 * 3_600_000;
    expect(waits).toEqual({ id: asked, sentence, state: "asked", expectedAt, alone: false, mine: null });
    expect(actFacts("auditor")).toEqual([waits]);
    for (const sessionState of [
      "signed-out",
      "password-passed",
      "locked",
      "setup-only",
      "member",
      "support",
    ] as const) {
      expect(actFacts(sessionState)).toEqual([{ ...waits, sentence: null }]);
    }
    await two.approve(asked);
    expect(actFacts("signed-out")).toHaveLength(1);
    grant();
    expect(actFacts("manager")).toEqual([]);
  });
});
