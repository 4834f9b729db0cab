import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import type { ApprovedAct, Role } from "../../../src/contract/vocabulary";
import { declineAct } from "../../../src/main/core/approvals/approvals";
import { recordShown } from "../../../src/main/core/approvals/notice-period";
import { exportEntries } from "../../../src/main/core/audit/export-entries";
import { recordEvent } from "../../../src/main/core/context";
import { APPROVAL_LIFE_MS, APPROVAL_USE_MS } from "../../../src/main/core/domain/approvals";
import { pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { changeRole, deactivatePerson } from "../../../src/main/core/people/account-acts";
import { editPerson, getPerson } from "../../../src/main/core/people/people";
import { askManagerRecovery, finishManagerRecovery } from "../../../src/main/core/recovery/manager-recovery";
import type { Caller } from "../../../src/main/core/session/session";
import { updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { issueSetupCode, resetTwoFactor } from "../../../src/main/core/support/help-acts";
import { canceled, carriedOut } from "../../support/answering";
import { askApproval, getApproval, listApprovals } from "../../support/approvals";
import { addAccount, answeredBy, signedInAs, type TestContext } from "../../support/context";
import { openFor, openWith, printEmergencyCodes } from "../../support/emergency-codes";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { changeNumber, helpFor } from "../../support/help";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { nobodyAt } from "../../support/session";
import { addMember, again, noteSignIn, restarted } from "../../support/sign-in";
import { giveGateway, PROOF } from "../../support/two-factor";

const HOUR = 60 * 60_000;

let two: TwoManagers;
let context: TestContext;
let joan: Caller;
let ruth: Account;
let marcus: Account;

beforeEach(async () => {
  two = await createTwoManagers();
  ({ context, joan, ruth } = two);
  marcus = await addMember(context, { name: "Marcus Webb", email: "marcus@northside.example" });
});
afterEach(() => {
  expectReplayEqualsTables(context, ruth);
  context.close();
});

const refused = (because: string) => ({ ok: false, refusal: { code: "may-not", because } });
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const done = { ok: true, value: null };

/** Joan's act, in the three ways that it is said: asked for, looked up, done. */
const grant = (more: Partial<InputOf<"changeRole">> = {}) => {
  const parameters = { account: marcus.id, role: "manager" as Role, reason: "owner of the practice", ...more };
  return { act: "changeRole", parameters } as const;
};
const demote = () => grant({ account: ruth.id, role: "member", reason: "on leave" });

type AnyAct = { readonly act: ApprovedAct; readonly parameters: Record<string, unknown> };
const look = (act: AnyAct, caller = joan) => {
  const answer = getApproval(context, caller, act);
  if (!answer.ok) throw new Error("nothing can be refused here");
  return answer.value;
};
function asked(act: AnyAct = grant(), caller = joan): string {
  const answer = askApproval(context, caller, act);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.id;
}
const change = ({ parameters } = grant(), caller = joan) =>
  changeRole(context, caller, { ...parameters, proof: PROOF });

describe("an act that takes two managers", () => {
  test("is asked for, approved by the second one, done by the first, and each is an entry about whom it concerns", async () => {
    expect(look(grant())).toEqual({ is: "needed" });
    const kinds = await kindsLeftBy(context, marcus, async () => {
      const id = asked();
      expect(look(grant())).toMatchObject({
        is: "asked",
        approval: { id, state: "asked", approvedBy: null, mine: true },
      });
      expect(change()).toEqual(refused("second-manager"));
      expect(await two.approve(id)).toMatchObject({
        ok: true,
        value: { state: "approved", approvedBy: { name: "Ruth Kane" } },
      });
      expect(look(grant())).toMatchObject({ is: "asked", approval: { state: "approved" } });
      expect(change()).toEqual(done);
    });
    expect(kinds).toEqual(["approval-asked", "act-refused", "approval-given", "role-changed", "approval-used"]);
    expect(again(context, marcus).role).toBe("manager");
    expect(newestEntry(context, marcus, "approval-asked")).toMatchObject({ actor: joan.account });
    expect(newestEntry(context, marcus, "approval-given")).toMatchObject({ actor: ruth.id });
    expect(newestEntry(context, marcus, "approval-used")).toMatchObject({
      actor: joan.account,
      data: { by: "approval" },
    });
    expectReplayEqualsTables(context, marcus);
  });

  test("is told to every manager by text, where there is a gateway (DUAL-9)", async () => {
    giveGateway(context);
    asked();
    await pumpOutbox(context);
    const heard = context.noted.texts.filter(({ body }) =>
      body.includes("a manager asked for something that takes two"),
    );
    expect(heard.map(({ to }) => to).sort()).toEqual([context.manager.cellPhone, ruth.cellPhone].sort());
  });

  test("is approved once and done once", async () => {
    await two.approve(asked());
    expect(change()).toEqual(done);
    expect(change({ ...grant({ role: "support" }) })).toEqual(refused("second-manager"));
    await two.approve(asked(grant({ role: "support" })));
    expect(change(grant({ role: "support" }))).toEqual(done);
    expect(change()).toEqual(refused("second-manager"));
    expect(look(grant())).toEqual({ is: "needed" });
  });

  test("is exactly the act that was approved: no other account, role or reason", async () => {
    const elena = addAccount(context, { name: "Elena Ruiz", email: "elena@northside.example" });
    await two.approve(asked());
    expect(change(grant({ account: elena.id }))).toEqual(refused("second-manager"));
    expect(change(grant({ reason: "owner of the practise" }))).toEqual(refused("second-manager"));
    expect(resetTwoFactor(context, joan, { ...helpFor(ruth, "r"), cause: "other" })).toEqual(refused("second-manager"));
    expect(change()).toEqual(done);
  });

  test("is the asker's alone, whoever else is a manager", async () => {
    const sam = await two.addManager("Sam Cole", "sam@northside.example");
    const id = asked();
    await two.approve(id);
    expect(change(grant(), signedInAs(context, sam))).toEqual(refused("second-manager"));
    expect(change(grant(), signedInAs(context, ruth))).toEqual(refused("second-manager"));
    expect(look(grant(), signedInAs(context, sam))).toEqual({ is: "needed" });
  });

  test("keeps its approval for 15 minutes; a second approval gives another 15", async () => {
    const id = asked();
    await two.approve(id);
    context.clock.advance(APPROVAL_USE_MS);
    expect(look(grant())).toMatchObject({ is: "asked", approval: { state: "asked" } });
    expect(change()).toEqual(refused("second-manager"));
    expect(await two.approve(id)).toMatchObject({ ok: true });
    context.clock.advance(APPROVAL_USE_MS - 1);
    expect(change()).toEqual(done);
  });

  test("loses its approval when its giver is demoted or deactivated", async () => {
    const sam = await two.addManager("Sam Cole", "sam@northside.example");
    const id = asked();
    await two.approve(id, sam);
    const subject = sam.id;
    const data = { before: "manager", after: "support", reason: "r" } as const;
    immediately(context.db, () => recordEvent(context, null, { kind: "role-changed", subject, data }));
    expect(change()).toEqual(refused("second-manager"));
    await two.approve(id, ruth);
    immediately(context.db, () =>
      recordEvent(context, null, { kind: "account-deactivated", subject: ruth.id, data: { reason: "r" } }),
    );
    // There were two, and one of them has left: nobody else is needed any more.
    expect(look(grant())).toEqual({ is: "not-needed" });
    const kim = await two.addManager("Kim Diaz", "kim@northside.example");
    noteSignIn(context, kim);
    expect(change()).toEqual(refused("second-manager"));
  });

  test("loses its approval when its giver has come to share the asker's phone (DUAL-2)", async () => {
    const id = asked();
    await two.approve(id);
    changeNumber(context, ruth, context.manager.cellPhone);
    expect(look(grant())).toMatchObject({ is: "asked", approval: { state: "asked" } });
    expect(change()).toEqual(refused("second-manager"));
  });

  test("has lost it for good: also when the one who gave it is a manager again", async () => {
    const sam = await two.addManager("Sam Cole", "sam@northside.example");
    await two.approve(asked(), sam);
    outAndBack(sam);
    expect(look(grant())).toMatchObject({ is: "asked", approval: { state: "asked", approvedBy: null } });
    expect(change()).toEqual(refused("second-manager"));
    await two.approve(listed()[0]?.id ?? "", sam);
    expect(change()).toEqual(done);
  });

  test("is over when the asker loses the role: no screen showed it meanwhile, and it is asked for anew", async () => {
    const id = asked();
    outAndBack(context.manager);
    expect(listed()).toEqual([]);
    expect(await two.approve(id)).toEqual(notNow("no-approval"));
    openFor(context, 168);
    expect(change()).toEqual(refused("second-manager"));
    expect(look(grant())).toEqual({ is: "needed" });
    await two.approve(asked());
    expect(change()).toEqual(done);
  });

  function outAndBack({ id: subject }: { readonly id: string }): void {
    const turns: readonly [Role, Role][] = [
      ["manager", "support"],
      ["support", "manager"],
    ];
    for (const [before, after] of turns) {
      const data = { before, after, reason: "r" };
      immediately(context.db, () => recordEvent(context, null, { kind: "role-changed", subject, data }));
    }
  }

  function listed() {
    const answer = listApprovals(context, joan, {});
    return answer.ok ? answer.value : [];
  }

  test("that is refused for something else keeps its approval", async () => {
    const facts = { name: "Ruth Kane", cellPhone: null, accountType: "staff", reason: "married" } as const;
    const taken = { account: ruth.id, ...facts, email: marcus.email };
    const id = asked({ act: "editPerson", parameters: taken });
    await two.approve(id, await two.addManager("Sam Cole", "sam@northside.example"));
    expect(editPerson(context, joan, { ...taken, proof: PROOF })).toEqual({
      ok: false,
      refusal: { code: "email-taken" },
    });
    expect(look({ act: "editPerson", parameters: taken })).toMatchObject({
      is: "asked",
      approval: { state: "approved" },
    });
  });
});

describe("where there is no other manager", () => {
  test("nothing is asked for; one who stays away for weeks is still one", () => {
    context.clock.advance(15 * 24 * HOUR);
    noteSignIn(context, context.manager);
    expect(look(demote())).toEqual({ is: "needed" });
    const left = { kind: "account-deactivated", subject: ruth.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, null, left));
    expect(look(grant())).toEqual({ is: "not-needed" });
    expect(askApproval(context, joan, grant())).toEqual(notNow("approval-not-needed"));
    expect(change()).toEqual(done);
  });
});

describe("asking", () => {
  test("is refused, and recorded, where the act itself would be", async () => {
    const own = grant({ account: context.manager.id, role: "member" });
    const kinds = await kindsLeftBy(context, context.manager, () =>
      expect(askApproval(context, joan, own)).toEqual(refused("own-account")),
    );
    expect(kinds).toEqual(["act-refused"]);
    expect(askApproval(context, joan, grant({ account: "a".repeat(26) }))).toEqual({
      ok: false,
      refusal: { code: "no-such-person" },
    });
    const auditor = addAccount(context, { name: "Al", email: "al@northside.example", role: "auditor" });
    expect(askApproval(context, signedInAs(context, auditor), grant())).toEqual(refused("role"));
  });

  test("is refused where one manager is enough", () => {
    const plain = grant({ role: "support" });
    expect(look(plain)).toEqual({ is: "not-needed" });
    expect(askApproval(context, joan, plain)).toEqual(notNow("approval-not-needed"));
  });

  test("is refused a second time while the first waits", () => {
    asked();
    expect(askApproval(context, joan, grant())).toEqual(notNow("already-asked"));
  });

  test("takes the act's own input, without its proof, and nothing else", () => {
    for (const parameters of [
      { ...grant().parameters, proof: PROOF },
      { ...grant().parameters, reason: "" },
      { account: marcus.id, role: "owner", reason: "r" },
      {},
    ]) {
      expect(askApproval(context, joan, { act: "changeRole", parameters })).toMatchObject({
        ok: false,
        refusal: { code: "bad-input" },
      });
    }
  });

  test("binds what was read, not how it was typed", async () => {
    const typed = grant({ reason: "  owner of the practice " });
    await two.approve(asked(typed));
    expect(change()).toEqual(done);
  });

  test("is no matter of a reason that is still missing", () => {
    expect(look(grant({ reason: "" }))).toEqual({ is: "needed" });
    expect(look(grant({ reason: "", role: "support" }))).toEqual({ is: "not-needed" });
  });

  test("about an account whose records were changed is refused", () => {
    context.db.prepare("UPDATE accounts SET confirmed_phone = '+14155550199' WHERE owner = ?").run(marcus.id);
    expect(askApproval(context, joan, grant())).toEqual({ ok: false, refusal: { code: "records-damaged" } });
    context.db.prepare("UPDATE accounts SET confirmed_phone = NULL WHERE owner = ?").run(marcus.id);
  });
});

describe("without an answer", () => {
  /** Three people besides the one who asks. */
  let people: readonly Account[];
  beforeEach(async () => {
    const elena = await addMember(context, { name: "Elena Ruiz", email: "elena@northside.example" });
    people = [ruth, marcus, elena];
  });

  test("the asker goes on alone after 72 open hours in which three people came by, and the audit log says so", () => {
    const id = asked();
    openWith(context, 71, people);
    expect(look(grant())).toMatchObject({ approval: { id, state: "asked" } });
    expect(change()).toEqual(refused("second-manager"));
    openWith(context, 1, people);
    expect(look(grant())).toMatchObject({ approval: { id, state: "waited" } });
    expect(change()).toEqual(done);
    expect(newestEntry(context, marcus, "approval-used")?.data).toEqual({ approval: id, by: "waiting" });
    expect(look(grant())).toMatchObject({ is: "not-needed" });
  });

  test("it takes 168 open hours where fewer people came by, however often", () => {
    asked();
    openWith(context, 167, people.slice(1));
    expect(change()).toEqual(refused("second-manager"));
    openFor(context, 1);
    expect(change()).toEqual(done);
  });

  test("whoever came by on one day alone is not enough", () => {
    asked();
    openWith(context, 3, people);
    openFor(context, 120);
    expect(change()).toEqual(refused("second-manager"));
    openWith(context, 1, people.slice(2));
    expect(change()).toEqual(done);
  });

  test("people who were added after it was asked, the asker, and accounts with the asker's phone count for nothing", async () => {
    const { cellPhone } = again(context, context.manager);
    const twin = addAccount(context, { name: "Joan P.", email: "jp@northside.example", cellPhone });
    asked();
    const late = await addMember(context, { name: "Late", email: "late@northside.example" });
    openWith(context, 100, [context.manager, twin, late, ruth, marcus]);
    expect(change()).toEqual(refused("second-manager"));
    openWith(context, 1, people.slice(2));
    expect(change()).toEqual(done);
  });

  test("unlocking counts like signing in", () => {
    asked();
    for (let hour = 0; hour < 72; hour++) {
      for (const { id } of people) {
        immediately(context.db, () => recordEvent(context, id, { kind: "session-unlocked", subject: id, data: {} }));
      }
      openFor(context, 1);
    }
    expect(change()).toEqual(done);
  });

  test("a clock set forward by 73 hours or 15 days does nothing, with people signing in on each of its days", () => {
    asked();
    for (const hours of [73, 15 * 24]) {
      for (const person of people) noteSignIn(context, person);
      context.clock.set(context.clock.now() + hours * HOUR);
      for (const person of [...people, context.manager]) noteSignIn(context, person);
      openFor(context, 1);
      expect(look(grant())).toMatchObject({ approval: { state: "asked" } });
      expect(change()).toEqual(refused("second-manager"));
    }
  });

  test("a clock set back neither shortens nor lengthens it", () => {
    asked();
    context.clock.set(context.clock.now() - 100 * HOUR);
    openWith(context, 71, people);
    expect(change()).toEqual(refused("second-manager"));
    openWith(context, 1, people);
    expect(change()).toEqual(done);
  });

  test("hours asleep count for nothing, and restarts lose nothing that was recorded", () => {
    asked();
    openWith(context, 36, people);
    context.clock.advance(100 * HOUR);
    context = restarted(context);
    context.clock.advance(100 * HOUR);
    joan = signedInAs(context, context.manager);
    openWith(context, 35, people);
    expect(change()).toEqual(refused("second-manager"));
    openWith(context, 1, people);
    expect(change()).toEqual(done);
  });

  test("what is quit within the half hour is recorded too", () => {
    asked();
    for (let day = 0; day < 432; day++) {
      if (day % 48 === 0) for (const person of people) noteSignIn(context, person);
      openFor(context, 1 / 6);
      recordShown(context);
      context = restarted(context);
    }
    joan = signedInAs(context, context.manager);
    expect(change()).toEqual(done);
  });

  test("hours that were shown before it was asked are not its own", () => {
    const other = demote();
    asked(other);
    openWith(context, 71.5, people);
    asked();
    openWith(context, 1, people);
    expect(look(other)).toMatchObject({ approval: { state: "waited" } });
    expect(look(grant())).toMatchObject({ approval: { state: "asked" } });
  });

  test("it names the expected day: as long as Wardkey was open since", () => {
    asked();
    const days = (ms: number) => ms / 24 / HOUR;
    const expected = () => {
      const state = look(grant());
      return state.is === "asked" ? days(state.approval.expectedAt - context.clock.now()) : 0;
    };
    expect(expected()).toBe(3);
    openWith(context, 12, people);
    context.clock.advance(36 * HOUR);
    openWith(context, 12, people);
    // 24 hours in 60: the other 48 take 120.
    expect(expected()).toBeCloseTo(5, 1);
  });

  test("it is over after sixty days, and may be asked for anew", () => {
    asked();
    openWith(context, 72, people);
    expect(look(grant())).toMatchObject({ approval: { state: "waited" } });
    context.clock.advance(APPROVAL_LIFE_MS);
    expect(change()).toEqual(refused("second-manager"));
    expect(look(grant())).toEqual({ is: "needed" });
    expect(listApprovals(context, joan, {})).toEqual({ ok: true, value: [] });
    asked();
  });
});

describe("objecting", () => {
  const decline = (caller: Caller, id: string, reason = "not agreed") =>
    declineAct(context, caller, { approval: id, reason });

  test("by another manager stops it, and the asker is told by whom and why; no time settles it", async () => {
    const id = asked();
    expect(await kindsLeftBy(context, marcus, () => decline(signedInAs(context, ruth), id))).toEqual([
      "approval-declined",
    ]);
    const objection = { by: { id: ruth.id, name: "Ruth Kane" }, reason: "not agreed" };
    expect(look(grant())).toMatchObject({ is: "asked", approval: { state: "objected", objection } });
    joan = signedInAs(context, context.manager);
    openWith(context, 170, [ruth, marcus]);
    joan = signedInAs(context, context.manager);
    expect(change()).toEqual(refused("second-manager"));
    expect(askApproval(context, joan, grant())).toEqual(notNow("already-asked"));
  });

  test("is for the manager whom it concerns too: who is asked to leave objects", () => {
    const id = asked(demote());
    expect(decline(signedInAs(context, ruth), id)).toEqual(done);
    openFor(context, 170);
    joan = signedInAs(context, context.manager);
    expect(change(demote())).toEqual(refused("second-manager"));
    expect(again(context, ruth).role).toBe("manager");
  });

  test("leaves it to a third manager, and neither to whoever objected nor to one more objection", async () => {
    const id = asked();
    decline(signedInAs(context, ruth), id);
    expect(await two.approve(id)).toEqual(refused("third-manager"));
    const sam = await two.addManager("Sam Cole", "sam@northside.example");
    expect(decline(signedInAs(context, sam), id)).toEqual(notNow("objected-already"));
    joan = signedInAs(context, context.manager);
    expect(await two.approve(id, sam)).toMatchObject({ ok: true, value: { state: "approved" } });
    expect(change()).toEqual(done);
    expect(newestEntry(context, marcus, "approval-used")?.data.by).toBe("approval");
  });

  test("is settled by manager recovery of whoever asked, once its notice is over", async () => {
    const halves = await printEmergencyCodes(context, again(context, context.manager), ruth);
    joan = signedInAs(context, context.manager);
    const id = asked(demote());
    decline(signedInAs(context, ruth), id);
    context.session.signedIn = null;
    const { email } = context.manager;
    const { recoveryKey } = context;
    expect(
      await askManagerRecovery(context, nobodyAt(context), { email, recoveryKey, reason: "owner", ...halves }),
    ).toEqual(done);
    openWith(context, 24, [ruth, marcus]);
    joan = signedInAs(context, context.manager);
    expect(change(demote())).toEqual(refused("second-manager"));
    context.session.signedIn = null;
    const password = "seven quiet otters swim upstream";
    expect(await finishManagerRecovery(context, nobodyAt(context), { email, recoveryKey, password })).toEqual(done);
    joan = signedInAs(context, again(context, context.manager));
    expect(look(demote())).toMatchObject({ approval: { state: "settled" } });
    expect(change(demote())).toEqual(done);
    expect(newestEntry(context, ruth, "approval-used")?.data.by).toBe("manager-recovery");
  });

  test("after an approval takes the approval back", async () => {
    const id = asked();
    await two.approve(id);
    expect(decline(signedInAs(context, ruth), id)).toEqual(done);
    expect(change()).toEqual(refused("second-manager"));
  });

  test("after an approval takes it back also where another manager gave it (DUAL-5)", async () => {
    const sam = await two.addManager("Sam Cole", "sam@northside.example");
    const id = asked();
    await two.approve(id);
    expect(decline(signedInAs(context, sam), id)).toEqual(done);
    joan = signedInAs(context, context.manager);
    expect(look(grant())).toMatchObject({ is: "asked", approval: { state: "objected", approvedBy: null } });
    expect(change()).toEqual(refused("second-manager"));
    expect(await two.approve(id)).toMatchObject({ ok: true, value: { state: "approved" } });
    expect(change()).toEqual(done);
  });

  test("by the asker withdraws it, also after somebody objected", () => {
    const id = asked();
    decline(signedInAs(context, ruth), id);
    joan = signedInAs(context, context.manager);
    expect(decline(joan, id)).toEqual(done);
    expect(look(grant())).toEqual({ is: "needed" });
    expect(decline(joan, id)).toEqual(notNow("no-approval"));
  });

  test("is not for an auditor", () => {
    const id = asked(demote());
    const auditor = addAccount(context, { name: "Al", email: "al@northside.example", role: "auditor" });
    expect(decline(signedInAs(context, auditor), id)).toEqual(refused("not-a-manager"));
    expect(look(demote())).toMatchObject({ is: "asked" });
  });
});

describe("what waits", () => {
  test("is listed in exact words, to everybody who looks after accounts", () => {
    asked(demote());
    asked({ act: "issueSetupCode", parameters: { account: ruth.id, reason: "forgot it" } });
    asked({ act: "resetTwoFactor", parameters: { account: ruth.id, cause: "lost-or-stolen", reason: "stolen!" } });
    const list = listApprovals(context, signedInAs(context, ruth), {});
    const sentences = list.ok ? list.value.map(({ sentence }) => sentence) : [];
    expect(sentences).toEqual([
      "Change Ruth Kane's role from practice manager to member. Reason: on leave.",
      "Give Ruth Kane a setup code. Reason: forgot it.",
      "Reset two-factor for Ruth Kane (phone lost or stolen). Reason: stolen!",
    ]);
    expect(list).toMatchObject({
      value: [
        { asker: { name: "Joan Price" }, mine: false, parameters: null, mayDecline: true },
        { mine: false, mayDecline: true },
        { mayDecline: true },
      ],
    });
  });

  test("shows its parameters to the asker alone", () => {
    asked();
    expect(listApprovals(context, joan, {})).toMatchObject({ value: [{ mine: true, parameters: grant().parameters }] });
  });

  test("says which values a profile, the settings, an exemption or an export would change", () => {
    const sentenceOf = (act: AnyAct) => {
      const view = askApproval(context, joan, act);
      return view.ok ? view.value.sentence : JSON.stringify(view.refusal);
    };
    const facts = { name: "Ruth Kane", accountType: ruth.accountType, cellPhone: ruth.cellPhone };
    expect(
      sentenceOf({
        act: "editPerson",
        parameters: { account: ruth.id, ...facts, email: "r@x.example", reason: "new" },
      }),
    ).toBe("Change the profile of Ruth Kane. E-mail: ruth@northside.example → r@x.example. Reason: new.");
    expect(sentenceOf({ act: "updateSettings", parameters: settings({ textTokenMinutes: "never", digits: 8 }) })).toBe(
      "Change the settings. Text-message tokens expire: after 10 minutes → never; Digits of new authenticators: 7 → 8.",
    );
    expect(
      sentenceOf({ act: "exemptPerson", parameters: { account: marcus.id, untilOn: "2026-12-01", reason: "ward" } }),
    ).toBe("Exempt Marcus Webb from the 2FA policy through Dec 1, 2026. Reason: ward.");
    expect(sentenceOf({ act: "exportEntries", parameters: everything })).toMatch(
      /^Export the whole audit log, \d+ entries, as CSV\. Reason: audit\.$/,
    );
  });
});

const settings = (change: Partial<InputOf<"updateSettings">>) => ({
  practiceName: "Northside Clinic",
  region: "US" as const,
  timeZone: "America/Chicago",
  stillStuck: null,
  textTokenMinutes: 10,
  digits: 7 as const,
  idleMinutes: 10,
  rememberDays: 0,
  ...change,
});
const everything = { person: null, group: null, from: null, to: null, format: "csv", reason: "audit" } as const;

describe("every act that takes a second manager", () => {
  test("settings that weaken: saved once they were approved, as they were approved", async () => {
    const weaker = settings({ textTokenMinutes: "never" });
    const save = (more: object = {}) => updateSettings(context, joan, { ...weaker, ...more, proof: PROOF });
    const id = asked({ act: "updateSettings", parameters: weaker });
    await two.approve(id);
    expect(save({ rememberDays: 30 })).toEqual(refused("second-manager"));
    expect(await kindsLeftBy(context, undefined, () => expect(save()).toEqual(done))).toEqual([
      "approval-used",
      "settings-changed",
    ]);
    expect(thePractice(context.db).textTokenMinutes).toBe("never");
  });

  test("the whole audit log, however it is filtered: used up only once a place for the file was chosen", async () => {
    const save = (more: object = {}, from: TestContext = context) =>
      carriedOut(from, exportEntries(from, joan, { ...everything, ...more, proof: PROOF }));
    expect(await save({ from: 0 })).toEqual(refused("second-manager"));
    await two.approve(asked({ act: "exportEntries", parameters: everything }));
    const cancelled = answeredBy(context, { file: async () => canceled });
    expect(await save({}, cancelled)).toEqual({ ok: true, value: null });
    expect(await save()).toMatchObject({ ok: true, value: { name: expect.any(String) } });
    expect(entriesAbout(context).map(({ kind }) => kind)).toContain("approval-used");
    expect(await save()).toEqual(refused("second-manager"));
  });

  test("two exports with one approval: the file of the second is not written", async () => {
    await two.approve(asked({ act: "exportEntries", parameters: everything }));
    const input = { ...everything, proof: PROOF };
    const both = await Promise.all([
      carriedOut(context, exportEntries(context, joan, input)),
      carriedOut(context, exportEntries(context, joan, input)),
    ]);
    expect(both).toEqual([expect.objectContaining({ ok: true }), refused("second-manager")]);
    expect(context.saved).toHaveLength(1);
  });

  test("an auditor's export, by any manager", async () => {
    const auditor = addAccount(context, { name: "Al", email: "al@northside.example", role: "auditor" });
    const al = signedInAs(context, auditor);
    await two.approve(asked({ act: "exportEntries", parameters: everything }, al), again(context, context.manager));
    expect(await carriedOut(context, exportEntries(context, al, { ...everything, proof: PROOF }))).toMatchObject({
      ok: true,
    });
  });

  test("acts on a manager, with the code that comes of them", async () => {
    const parameters = { account: ruth.id, reason: "forgot it" };
    expect(getPerson(context, joan, { account: ruth.id })).toMatchObject({
      value: { may: { "issue-setup-code": "second-manager", unlock: "not-locked", reactivate: "active" } },
    });
    const sam = await two.addManager("Sam Cole", "sam@northside.example");
    await two.approve(asked({ act: "issueSetupCode", parameters }), sam);
    expect(issueSetupCode(context, joan, { ...helpFor(ruth), ...parameters })).toMatchObject({
      ok: true,
      value: { code: expect.any(String) },
    });
    expect(deactivatePerson(context, joan, { account: ruth.id, reason: "r", proof: PROOF })).toEqual(
      refused("second-manager"),
    );
  });
});
