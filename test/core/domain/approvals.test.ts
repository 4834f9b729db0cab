import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROLES } from "../../../src/contract/vocabulary";
import {
  type Answerer,
  type ApprovalRequest,
  actDigest,
  approvalVerdict,
  mayApprove,
  mayDecline,
  takesFromConcerned,
} from "../../../src/main/core/domain/approvals";

const T = Date.UTC(2026, 10, 2, 9);
const HOUR = 3_600_000;
const parameters = { account: "b", role: "manager", reason: "second owner" };
const digest = actDigest("changeRole", parameters);

const request: ApprovalRequest = {
  asker: "joan",
  digest,
  state: "open",
  endsAt: T + 72 * HOUR + 7 * 24 * HOUR,
  approvedBy: null,
  approvedUntil: null,
};
const approved: ApprovalRequest = { ...request, approvedBy: "ruth", approvedUntil: T + HOUR + HOUR / 4 };
const facts = { user: "joan", digest, approverMay: true, noticeIsOver: false, isSettled: false };
const over = { ...facts, noticeIsOver: true };

describe("the digest", () => {
  test("is of the act with its parameters, in whatever order they stand", () => {
    expect(actDigest("changeRole", { reason: "second owner", role: "manager", account: "b" })).toBe(digest);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is another one for another act, another value, one value more or one less", () => {
    const others = [
      actDigest("deactivatePerson", parameters),
      actDigest("changeRole", { ...parameters, account: "c" }),
      actDigest("changeRole", { ...parameters, role: "support" }),
      actDigest("changeRole", { ...parameters, reason: "second owner." }),
      actDigest("changeRole", { ...parameters, more: null }),
      actDigest("changeRole", { account: "b", role: "manager" }),
    ];
    expect(new Set([digest, ...others]).size).toBe(7);
  });
});

describe("an approval", () => {
  test("is good for 15 minutes, to the millisecond", () => {
    expect(approvalVerdict(approved, facts, T + HOUR)).toBe("approval");
    expect(approvalVerdict(approved, facts, T + HOUR + HOUR / 4 - 1)).toBe("approval");
    expect(approvalVerdict(approved, facts, T + HOUR + HOUR / 4)).toBe("asked");
  });

  test("is worth nothing for another act, or in another hand", () => {
    const other = actDigest("changeRole", { ...parameters, role: "auditor" });
    expect(approvalVerdict(approved, { ...facts, digest: other }, T + HOUR)).toBe("void");
    expect(approvalVerdict(approved, { ...facts, user: "ruth" }, T + HOUR)).toBe("void");
  });

  test("dies when its giver may not give it any more, and the asking goes on waiting", () => {
    expect(approvalVerdict(approved, { ...facts, approverMay: false }, T + HOUR)).toBe("asked");
    expect(approvalVerdict(approved, { ...over, approverMay: false }, T + HOUR)).toBe("waiting");
  });

  test("by whoever asked is none, whatever was stored", () => {
    expect(approvalVerdict({ ...approved, approvedBy: "joan" }, facts, T + HOUR)).toBe("asked");
  });

  test.each(["void", "used"] as const)("that is %s is worth nothing", (state) => {
    expect(approvalVerdict({ ...approved, state }, over, T + HOUR)).toBe("void");
    expect(approvalVerdict({ ...request, state }, { ...over, isSettled: true }, T + HOUR)).toBe("void");
  });
});

describe("without an answer", () => {
  test("it may be done once the notice is over, whatever the time is, until it ends", () => {
    expect(approvalVerdict(request, facts, request.endsAt - 1)).toBe("asked");
    expect(approvalVerdict(request, over, T)).toBe("waiting");
    expect(approvalVerdict(request, over, request.endsAt)).toBe("void");
  });
});

describe("an objection", () => {
  const objected: ApprovalRequest = { ...request, state: "declined" };

  test("stops it: time does not settle it", () => {
    expect(approvalVerdict(objected, over, T)).toBe("objected");
  });

  test("is decided by a third manager, or by manager recovery of whoever asked", () => {
    const third = { ...objected, approvedBy: "sam", approvedUntil: T + HOUR };
    expect(approvalVerdict(third, facts, T)).toBe("approval");
    expect(approvalVerdict(third, { ...facts, approverMay: false }, T)).toBe("objected");
    expect(approvalVerdict(objected, { ...facts, isSettled: true }, T)).toBe("manager-recovery");
  });
});

test("nothing passes but what is open, of the same person, for the same act, and either approved or waited for", () => {
  const someone = fc.constantFrom("joan", "ruth", "sam");
  const when = fc.integer({ min: T - HOUR, max: T + 300 * HOUR });
  const requests = fc.record({
    asker: someone,
    digest: fc.constantFrom(digest, "another"),
    state: fc.constantFrom("open" as const, "declined" as const, "used" as const, "void" as const),
    endsAt: when,
    approvedBy: fc.option(someone),
    approvedUntil: fc.option(when),
  });
  fc.assert(
    fc.property(requests, someone, fc.boolean(), fc.boolean(), fc.boolean(), when, (made, user, ...rest) => {
      const [approverMay, noticeIsOver, isSettled, now] = rest;
      const verdict = approvalVerdict(made, { user, digest, approverMay, noticeIsOver, isSettled }, now);
      const waits = made.state === "open" || made.state === "declined";
      const mine = waits && made.asker === user && made.digest === digest && now < made.endsAt;
      const byOther = made.approvedBy !== null && made.approvedBy !== user && approverMay;
      const isApproved = mine && byOther && made.approvedUntil !== null && now < made.approvedUntil;
      expect(verdict === "approval").toBe(isApproved);
      expect(verdict === "waiting").toBe(mine && !isApproved && made.state === "open" && noticeIsOver);
      expect(verdict === "manager-recovery").toBe(mine && !isApproved && made.state === "declined" && isSettled);
      expect(verdict === "void").toBe(!mine);
    }),
  );
});

const sharesPhone = { withAsker: false, withConcerned: false };
const ruth: Answerer = { id: "ruth", role: "manager", isActive: true, sharesPhone, isNew: false };
const about = (concerned: string | null, takes = false) => ({
  ...{ asker: "joan", concerned, takes, takesKnown: false, objector: null },
});

describe("who answers", () => {
  test("another active manager approves and refuses", () => {
    expect(mayApprove(ruth, about("sam"))).toBe(true);
    expect(mayDecline(ruth, "joan")).toBe(true);
    expect(mayApprove(ruth, about(null))).toBe(true);
  });

  test("nobody approves their own asking, and whoever asked may withdraw it, manager or not", () => {
    expect(mayApprove({ ...ruth, id: "joan" }, about("sam"))).toBe("own-asking");
    expect(mayDecline({ ...ruth, id: "joan" }, "joan")).toBe(true);
    expect(mayDecline({ ...ruth, id: "joan", role: "auditor" }, "joan")).toBe(true);
  });

  test("nobody but an active manager does", () => {
    for (const role of ROLES.filter((one) => one !== "manager")) {
      expect(mayApprove({ ...ruth, role }, about("sam"))).toBe("not-a-manager");
      expect(mayDecline({ ...ruth, role }, "joan")).toBe("not-a-manager");
    }
    expect(mayApprove({ ...ruth, isActive: false }, about("sam"))).toBe("not-a-manager");
    expect(mayDecline({ ...ruth, isActive: false }, "joan")).toBe("not-a-manager");
  });

  test("the person concerned approves only what takes something from them, and may object to anything", () => {
    expect(mayApprove(ruth, about("ruth", true))).toBe(true);
    expect(mayApprove(ruth, about("ruth"))).toBe("own-asking");
    expect(mayDecline(ruth, "joan")).toBe(true);
  });

  test("a new helper approves nothing for which a sole manager would have to give notice", () => {
    const lifting = { ...about("sam"), takesKnown: true };
    expect(mayApprove(ruth, lifting)).toBe(true);
    expect(mayApprove({ ...ruth, isNew: true }, lifting)).toBe("not-another-person");
    expect(mayApprove({ ...ruth, isNew: true }, about("sam"))).toBe(true);
  });

  test("whoever objected decides no more: a third manager does", () => {
    expect(mayApprove(ruth, { ...about("sam"), objector: "ruth" })).toBe("third-manager");
    expect(mayApprove(ruth, { ...about("sam"), objector: "ana" })).toBe(true);
  });

  test("a second account of whoever asked approves nothing", () => {
    const again = { ...ruth, sharesPhone: { ...sharesPhone, withAsker: true } };
    for (const takes of [true, false]) expect(mayApprove(again, about("sam", takes))).toBe("same-person");
    expect(mayApprove(again, about(null))).toBe("same-person");
  });

  test("a second account of the person concerned approves as that person does", () => {
    const again = { ...ruth, sharesPhone: { ...sharesPhone, withConcerned: true } };
    expect(mayApprove(again, about("sam"))).toBe("same-person");
    expect(mayApprove(again, about("sam", true))).toBe(true);
  });

  test("a demotion and a deactivation take something; a reset and a grant of the role do not", () => {
    expect(takesFromConcerned("deactivatePerson", {})).toBe(true);
    expect(takesFromConcerned("changeRole", { role: "member" })).toBe(true);
    expect(takesFromConcerned("changeRole", { role: "manager" })).toBe(false);
    for (const act of ["resetTwoFactor", "issueSetupCode", "editPerson", "forgetRememberedSignIn"] as const) {
      expect(takesFromConcerned(act, {})).toBe(false);
    }
  });
});
