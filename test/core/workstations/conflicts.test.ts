import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../../src/contract/vocabulary";
import { submitToken } from "../../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../../src/main/core/context";
import { fieldOf, subjectOf } from "../../../src/main/core/domain/conflicts";
import type { DomainEvent, EventData, EventKind } from "../../../src/main/core/domain/events";
import { isInBanner } from "../../../src/main/core/domain/notices";
import { factsOf } from "../../../src/main/core/people/account-facts";
import type { Account } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { countCodes, listCodes } from "../../../src/main/core/store/codes";
import { countOpenConflicts, listOpenConflicts, listSettledConflicts } from "../../../src/main/core/store/conflicts";
import { findHead } from "../../../src/main/core/store/ledger/ledger";
import { immediately } from "../../../src/main/core/store/open";
import { listMessages } from "../../../src/main/core/store/outbox";
import { ingest } from "../../../src/main/core/workstations/ingest";
import { createTestContext, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { nobodyAt } from "../../support/session";
import {
  addMember,
  again,
  cheapHashing,
  giveRecoveryCodes,
  noteSignIn,
  setUpApp,
  typePassword,
} from "../../support/sign-in";
import { added, chainOf, createWorkstation, hand, type Workstation, write } from "../../support/workstations";

/* What somebody gains by acting at a workstation that has not heard of what was decided at another one: nothing. */

const YEAR = 365 * 24 * 60 * 60_000;

let context: TestContext;
let marcus: Account;
/** Another workstation, whose clock is a year ahead. */
let elsewhere: Workstation;
beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  marcus = await addMember(context);
  await setUpApp(context, marcus);
  immediately(context.db, () => recordEvent(context, null, added("elsewhere")));
  elsewhere = createWorkstation("elsewhere", context.clock.now() + YEAR);
  handOver();
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  elsewhere.db.close();
  context.close();
});

/** What is recorded here so far is known elsewhere. */
function handOver() {
  hand({ id: context.workstation, db: context.db, clock: 0 }, elsewhere, context.workstation);
}

/** What was recorded elsewhere comes here. */
function takeIn() {
  const known = findHead(context.db, elsewhere.id)?.seq ?? 0;
  return ingest(context, chainOf(elsewhere, elsewhere.id, known), []);
}

const about = <K extends EventKind>(kind: K, data: EventData[K], subject: string | null = marcus.id) =>
  ({ kind, subject, data }) as DomainEvent;
const here = (event: DomainEvent) => immediately(context.db, () => recordEvent(context, context.manager.id, event));
const there = (...events: readonly DomainEvent[]) => {
  for (const event of events) write(elsewhere, event, { actor: context.manager.id });
};
const role = (before: Role, after: Role, subject = marcus.id) =>
  about("role-changed", { before, after, reason: "" }, subject);
const enrolled = (authenticator: string): readonly DomainEvent[] => [
  about("authenticator-offered", { authenticator, secret: "k", digits: 7, expiresAt: 0, sameAs: null }),
  about("authenticator-enabled", { authenticator, digits: 7, step: 1, drift: 0, phoneVerified: true }),
];
/** With a key that is there: one that is not would be revoked. */
function enrollHere(authenticator: string) {
  const [offered, enabled] = enrolled(authenticator) as [DomainEvent, DomainEvent];
  const key = { id: "k", account: marcus.id, kind: "totp-key", bytes: new Uint8Array(20) } as const;
  immediately(context.db, () => recordEvent(context, marcus.id, offered, { secrets: [key] }));
  here(enabled);
}
const kinds = () => listOpenConflicts(context.db).map(({ what }) => what);
const keep = (reason = "agreed") => {
  const [conflict] = listOpenConflicts(context.db);
  if (conflict === undefined) throw new Error("nothing is in conflict");
  const data = { conflict: conflict.id, what: conflict.what, field: fieldOf(conflict), by: null, reason };
  here(about("conflict-settled", data, subjectOf(conflict)));
};

describe("a role", () => {
  test("that was taken here and given elsewhere, by a clock that is a year ahead, stays taken", () => {
    here(role("member", "support"));
    handOver();
    here(role("support", "member"));
    there(role("support", "manager"));
    takeIn();
    expect(again(context, marcus).role).toBe("member");
    expect(kinds()).toEqual(["role"]);
    expect(newestEntry(context, marcus, "conflict-found")?.data.conflict).toEqual(listOpenConflicts(context.db)[0]);
  });

  test("is given by whoever has both in sight: that settles it, and the log says by which entry", () => {
    here(role("member", "support"));
    there(role("member", "auditor"));
    takeIn();
    expect([again(context, marcus).role, countOpenConflicts(context.db)]).toEqual(["member", 1]);
    const { workstation, seq } = here(role("member", "support"));
    expect([again(context, marcus).role, kinds(), countOpenConflicts(context.db)]).toEqual(["support", [], 0]);
    expect(listSettledConflicts(context.db, 5)).toMatchObject([
      { conflict: { what: "role" }, settledBy: null, reason: null, by: { workstation, seq } },
    ]);
  });

  test("stays as it is in force where a manager keeps that", () => {
    here(role("member", "support"));
    there(role("member", "auditor"));
    takeIn();
    keep("neither, then");
    expect([again(context, marcus).role, kinds(), countOpenConflicts(context.db)]).toEqual(["member", [], 0]);
    expect(listSettledConflicts(context.db, 5)).toMatchObject([
      { settledBy: context.manager.id, reason: "neither, then", by: null },
    ]);
  });

  test("that somebody gives elsewhere who has not heard of that is in conflict anew", () => {
    here(role("member", "support"));
    there(role("member", "auditor"));
    takeIn();
    keep();
    there(role("auditor", "manager"));
    takeIn();
    expect([again(context, marcus).role, kinds(), countOpenConflicts(context.db)]).toEqual(["support", ["role"], 1]);
  });

  test("that both gave alike is no conflict", () => {
    here(role("member", "support"));
    there(role("member", "support"));
    takeIn();
    expect([again(context, marcus).role, kinds(), countOpenConflicts(context.db)]).toEqual(["support", [], 0]);
  });
});

test("what was found is recorded once, is the same elsewhere, and announces nothing when nothing is new", () => {
  here(role("member", "support"));
  there(role("member", "auditor"));
  takeIn();
  handOver();
  expect(listOpenConflicts(elsewhere.db)).toEqual(listOpenConflicts(context.db));
  const [before, messages] = [
    entriesAbout(context).length,
    listMessages(context.db, { tokens: 9, notices: 9, reminders: 9 }),
  ];
  context.reads.length = 0;
  takeIn();
  there(about("help-closed", {}));
  takeIn();
  expect(
    entriesAbout(context)
      .slice(before)
      .map(({ kind }) => kind),
  ).toEqual(["exchanged", "help-closed"]);
  expect(listMessages(context.db, { tokens: 9, notices: 9, reminders: 9 })).toEqual(messages);
});

test("to remove the workstation settles what it had said", () => {
  here(role("member", "support"));
  there(role("member", "auditor"));
  takeIn();
  const [conflict] = listOpenConflicts(context.db);
  const removed = { workstation: "elsewhere", name: "elsewhere", acceptedUpTo: 1, reason: "stolen" };
  here(about("workstation-removed", removed, null));
  expect([again(context, marcus).role, kinds(), countOpenConflicts(context.db)]).toEqual(["support", [], 0]);
  expect(listSettledConflicts(context.db, 1)).toMatchObject([{ conflict, settledBy: null }]);
});

describe("an account that was deactivated here", () => {
  test("stays so, whatever password it was given elsewhere after coming back there", async () => {
    here(about("account-deactivated", { reason: "left" }));
    handOver();
    here(about("account-reactivated", { reason: "back" }));
    here(about("account-deactivated", { reason: "left again" }));
    there(about("account-reactivated", { reason: "mine" }));
    there(about("password-set", { secret: "p", by: "setup-code", fitsManager: true }));
    takeIn();
    expect(again(context, marcus).deactivatedAt).not.toBe(null);
    expect(kinds()).toEqual(["account-status"]);
    here(about("account-reactivated", { reason: "both in sight" }));
    expect(again(context, marcus)).toMatchObject({ deactivatedAt: null, passwordSecret: null });
  });

  test("and came back opens to no password and no code that was made elsewhere without having heard of it", () => {
    here(about("account-deactivated", { reason: "left" }));
    here(about("account-reactivated", { reason: "back" }));
    there(
      about("password-set", { secret: "p", by: "change", fitsManager: true }),
      about("setup-code-issued", { code: "c", secret: "s", expiresAt: 9e15, for: "password", reason: "" }),
    );
    takeIn();
    expect(again(context, marcus)).toMatchObject({ deactivatedAt: null, passwordSecret: null });
    expect(countCodes(context.db, marcus.id, "setup-code", "open")).toBe(0);
  });
});

describe("a second factor", () => {
  test("that support reset here is not the stolen phone's, which was enrolled elsewhere", () => {
    here(about("two-factor-reset", { cause: "lost-or-stolen", reason: "stolen" }));
    there(
      ...enrolled("thief"),
      about("recovery-codes-made", { codes: [{ code: "c", secret: "s" }] }),
      about("backup-password-set", { secret: "b" }),
    );
    takeIn();
    expect(findAuthenticator(context.db, marcus.id, "active")).toBe(undefined);
    expect(again(context, marcus)).toMatchObject({ twoFactor: "none", setupCodeNeeded: true, backupSecret: null });
    expect(countCodes(context.db, marcus.id, "recovery-code", "open")).toBe(0);
    expect(kinds()).toEqual(["two-factor"]);
    for (const event of enrolled("new")) here(event);
    expect(findAuthenticator(context.db, marcus.id, "active")?.id).toBe("new");
    expect(kinds()).toEqual([]);
  });

  test("that is set up anew after the reset is not taken by what comes from elsewhere later", () => {
    here(about("two-factor-reset", { cause: "lost-or-stolen", reason: "stolen" }));
    enrollHere("new");
    there(...enrolled("thief"));
    for (let n = 0; n < 40; n++) there(about("proof-accepted", { factors: [], act: "nothing" }));
    there(...enrolled("thief again"));
    takeIn();
    expect(findAuthenticator(context.db, marcus.id, "active")?.id).toBe("new");
    expect(again(context, marcus).twoFactor).toBe("app");
  });

  test("was given up for text messages here: an app of elsewhere leaves nothing until there is a setup code", () => {
    here(about("text-fallback-given", { reason: "lost" }));
    there(...enrolled("thief"));
    takeIn();
    expect(again(context, marcus)).toMatchObject({ twoFactor: "none", setupDue: true, setupCodeNeeded: true });
  });
});

describe("a code that was used at two desks", () => {
  test("of recovery codes: the others are void, and its owner reads of it", () => {
    giveRecoveryCodes(context, marcus, "AAAA-AAAA", "BBBB-BBBB", "CCCC-CCCC");
    handOver();
    const code = listCodes(context.db, marcus.id, "recovery-code", "open")[0]?.id ?? "";
    const used = about("signed-in", { factors: [{ factor: "password" }, { factor: "recovery-code", code }] });
    here(used);
    there(used);
    takeIn();
    expect(countCodes(context.db, marcus.id, "recovery-code", "open")).toBe(0);
    expect(listOpenConflicts(context.db)).toMatchObject([{ what: "code-used-twice", sort: "recovery-code", code }]);
    const found = newestEntry(context, marcus, "conflict-found");
    expect(found !== undefined && isInBanner(found)).toBe(true);
    giveRecoveryCodes(context, marcus, "DDDD-DDDD");
    expect([kinds(), countCodes(context.db, marcus.id, "recovery-code", "open")]).toEqual([[], 1]);
  });

  test("of setup codes: neither's password and neither's phone opens anything", () => {
    const issued = { code: "c", secret: "s", expiresAt: 9e15, for: "enrollment", reason: "" } as const;
    here(about("setup-code-issued", issued));
    handOver();
    const claim = about("setup-code-claimed", { code: "c", for: "enrollment" });
    const password = (secret: string) => about("password-set", { secret, by: "setup-code", fitsManager: true });
    for (const event of [claim, password("p"), ...enrolled("mine")]) here(event);
    there(claim, password("q"), ...enrolled("theirs"));
    takeIn();
    expect(findAuthenticator(context.db, marcus.id, "active")).toBe(undefined);
    expect(again(context, marcus)).toMatchObject({ passwordSecret: null, twoFactor: "none", setupCodeNeeded: true });
    expect(kinds()).toContain("code-used-twice");
  });

  test("for two sign-ins is no conflict while both had one left", () => {
    here(about("bypass-code-issued", { code: "c", secret: "s", expiresAt: 9e15, signIns: 2, reason: "" }));
    handOver();
    const used = about("signed-in", { factors: [{ factor: "password" }, { factor: "bypass-code", code: "c" }] });
    here(used);
    there(used);
    takeIn();
    expect([kinds(), listCodes(context.db, marcus.id, "bypass-code")[0]?.state]).toEqual([[], "spent"]);
  });
});

describe("an e-mail that an account of elsewhere has too", () => {
  const taken = (id = "other") =>
    about(
      "account-created",
      { ...factsOf(marcus), name: "Mallory", cellPhone: null, twoFactorId: `1${id}`, role: "member", import: null },
      id,
    );

  test("stays with the account under which somebody signed in", async () => {
    noteSignIn(context, marcus);
    there(taken());
    takeIn();
    expect(listOpenConflicts(context.db)).toMatchObject([{ what: "same-email", keeper: marcus.id }]);
    expect(await typePassword(context, marcus.email)).toMatchObject({ ok: true });
  });

  test("lets nobody in where nobody had signed in under it, and answers as an e-mail of nobody", async () => {
    const stranger = await typePassword(context, "nobody@northside.example");
    there(taken());
    takeIn();
    expect(await typePassword(context, marcus.email)).toEqual(stranger);
    expect(listOpenConflicts(context.db)).toMatchObject([{ what: "same-email", keeper: null }]);
    const before = { ...factsOf(marcus), name: "Mallory", cellPhone: null };
    const after = { ...before, email: "mallory@x.example", emailKey: "mallory@x.example" };
    const { workstation, seq } = here(about("account-edited", { before, after, reason: null }, "other"));
    expect(await typePassword(context, marcus.email)).toMatchObject({ ok: true });
    expect(listSettledConflicts(context.db, 1)).toMatchObject([{ by: { workstation, seq } }]);
  });

  test("lets nobody in where somebody signed in under both", async () => {
    noteSignIn(context, marcus);
    there(taken(), about("signed-in", { factors: [{ factor: "password" }] }, "other"));
    takeIn();
    expect(await typePassword(context, marcus.email)).toMatchObject({ refusal: { code: "wrong-credentials" } });
  });

  test("and that somebody signed in under before they got another one, is nobody's way in", async () => {
    noteSignIn(context, marcus);
    const after = { ...factsOf(marcus), email: "new@x.example", emailKey: "new@x.example" };
    here(about("account-edited", { before: factsOf(marcus), after, reason: null }));
    there(taken());
    takeIn();
    expect(listOpenConflicts(context.db)).toMatchObject([{ what: "same-email", keeper: marcus.id }]);
    expect(await typePassword(context, marcus.email)).toMatchObject({ refusal: { code: "wrong-credentials" } });
    expect(await typePassword(context, "new@x.example")).toMatchObject({ ok: true });
  });

  test("ends a sign-in that waits for its token", async () => {
    expect(await typePassword(context, marcus.email)).toMatchObject({ ok: true });
    there(taken());
    takeIn();
    expect(context.session.pending).not.toBe(null);
    expect(await submitToken(context, nobodyAt(context), { token: "1234567", remember: false })).toMatchObject({
      refusal: { code: "sign-in-ended" },
    });
  });
});

test("a practice with one workstation has no conflicts, and looks for none", () => {
  const alone = createTestContext();
  expect([listOpenConflicts(alone.db), countOpenConflicts(alone.db), listSettledConflicts(alone.db, 9)]).toEqual([
    [],
    0,
    [],
  ]);
  alone.close();
});
