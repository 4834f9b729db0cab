import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordEvent } from "../../../src/main/core/context";
import { canonicalText, entryHash } from "../../../src/main/core/domain/canonical";
import type { DomainEvent } from "../../../src/main/core/domain/events";
import { accountVerifier, verifyAccountOnce } from "../../../src/main/core/integrity";
import { type Account, findAccount } from "../../../src/main/core/store/accounts";
import { findAuthenticator } from "../../../src/main/core/store/authenticators";
import { listMarked } from "../../../src/main/core/store/ledger/fold";
import type { WrittenEntry } from "../../../src/main/core/store/ledger/ingest";
import { findHead } from "../../../src/main/core/store/ledger/ledger";
import { immediately } from "../../../src/main/core/store/open";
import { listMessages } from "../../../src/main/core/store/outbox";
import type { NewSecret } from "../../../src/main/core/store/secrets";
import { ingest } from "../../../src/main/core/workstations/ingest";
import { createComputer } from "../../support/computer";
import { createTestContext, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, newestEntry } from "../../support/entries";
import { contextOf, crashed, setUpPracticeOn } from "../../support/heads";
import { addMember, cheapHashing, setUpApp, typePassword } from "../../support/sign-in";
import { added, chainOf, createWorkstation, hand, tablesOf, type Workstation, write } from "../../support/workstations";

/* What an opened vault makes of entries from elsewhere. */

let context: TestContext;
let marcus: Account;
let elsewhere: Workstation;
beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  marcus = await addMember(context);
  await setUpApp(context, marcus);
  immediately(context.db, () => recordEvent(context, null, added("elsewhere")));
  elsewhere = createWorkstation("elsewhere", context.clock.now());
  hand({ id: context.workstation, db: context.db, clock: 0 }, elsewhere, context.workstation);
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  elsewhere.db.close();
  context.close();
});

/** Takes in what has been written elsewhere since the last time. */
function takeIn(secrets: readonly NewSecret[] = []) {
  const known = findHead(context.db, elsewhere.id)?.seq ?? 0;
  return ingest(context, chainOf(elsewhere, elsewhere.id, known), secrets);
}

const about = (event: Omit<Extract<DomainEvent, { subject: string | null }>, "subject">) =>
  ({ ...event, subject: marcus.id }) as DomainEvent;
const passwordSet = () => about({ kind: "password-set", data: { secret: "p", by: "change", fitsManager: true } });
const committed = (id: string, kind: "password" | "totp-key") => ({
  secrets: [{ id, account: marcus.id, kind, bytes }],
  commitmentKey: context.keys.commitments,
});
const bytes = new TextEncoder().encode("a hash");
const kindsSince = (count: number) =>
  entriesAbout(context)
    .slice(count)
    .map(({ kind }) => kind);

describe("a secret that is needed and was not delivered", () => {
  test("is revoked: whoever had it lets nobody in, and a phone's owner needs a setup code", async () => {
    const before = entriesAbout(context).length;
    write(elsewhere, passwordSet(), committed("p", "password"));
    write(
      elsewhere,
      about({
        kind: "authenticator-offered",
        data: { authenticator: "n", secret: "k", digits: 7, expiresAt: 0, sameAs: null },
      }),
      committed("k", "totp-key"),
    );
    write(
      elsewhere,
      about({
        kind: "authenticator-enabled",
        data: { authenticator: "n", digits: 7, step: 1, drift: 0, phoneVerified: true },
      }),
    );
    const lacking = ["p", "k"].map((secret) => ({ stream: marcus.id, secret }));
    expect(takeIn()).toMatchObject({ is: "taken", entries: 4, lacking });
    expect(kindsSince(before).slice(-2)).toEqual(["exchanged", "secrets-revoked"]);
    expect(newestEntry(context, marcus, "secrets-revoked")?.data).toEqual({ secrets: ["k", "p"] });
    expect(findAccount(context.db, marcus.id)).toMatchObject({ twoFactor: "none", setupCodeNeeded: true });
    expect(findAuthenticator(context.db, marcus.id, "active")).toBe(undefined);
    expect(await typePassword(context, marcus.email)).toMatchObject({ ok: false });
  });

  test("is left alone where nothing rests on it any more", () => {
    write(elsewhere, passwordSet());
    write(elsewhere, about({ kind: "account-deactivated", data: { reason: "" } }));
    write(elsewhere, about({ kind: "account-reactivated", data: { reason: "" } }));
    expect(takeIn()).toMatchObject({ is: "taken", entries: 4 });
    expect(newestEntry(context, marcus, "secrets-revoked")).toBe(undefined);
  });

  test("of an account with very many entries is revoked once they are folded", async () => {
    grow();
    write(elsewhere, passwordSet());
    takeIn();
    expect(listMarked(context.db)).toEqual([marcus.id]);
    expect(newestEntry(context, marcus, "secrets-revoked")).toBe(undefined);
    context.reads.length = 0;
    expect(await typePassword(context, marcus.email)).toMatchObject({ ok: false });
    expect(context.reads).toContain("getPerson");
    expect(newestEntry(context, marcus, "secrets-revoked")?.data).toEqual({ secrets: ["p"] });
  });
});

/* Whatever a workstation says that has gone wrong, or that somebody has got hold of. */
test.each<readonly [string, string, unknown]>([
  ["no role", "role-changed", { before: "member", after: null, reason: "" }],
  ["no facts", "role-changed", null],
  ["no failures", "attempt-refused", {}],
  ["no factors", "signed-in", {}],
  ["factors of another form", "signed-in", { factors: 7 }],
  ["no person", "account-edited", { before: null, after: null, reason: null }],
  ["no codes", "recovery-codes-made", {}],
  ["what it has seen of nobody", "exchanged", { seen: null }],
])("an entry with %s is named, and nothing that came with it is taken in", (_what, kind, facts) => {
  write(elsewhere, about({ kind: "help-asked", data: { about: "token" } }));
  write(elsewhere, about({ kind: "help-closed", data: {} }));
  const [exchanged, first, other] = chainOf(elsewhere, elsewhere.id) as [WrittenEntry, WrittenEntry, WrittenEntry];
  const said = { ...other, kind, data: canonicalText({ commits: [], facts }) };
  const written = [exchanged, first, { ...said, hash: entryHash(said) }];
  const before = tablesOf(context.db);
  expect(ingest(context, written, [])).toEqual({ is: "changed", workstation: elsewhere.id, seq: 3 });
  expect(findHead(context.db, elsewhere.id)).toBe(undefined);
  expect(tablesOf(context.db)).toEqual(before);
  expect(takeIn()).toMatchObject({ is: "taken", entries: 3 });
});

test("a secret that was delivered is used", () => {
  const given = committed("p", "password");
  write(elsewhere, passwordSet(), given);
  expect(takeIn(given.secrets)).toMatchObject({ is: "taken", lacking: [] });
  expect(newestEntry(context, marcus, "secrets-revoked")).toBe(undefined);
  expect(context.db.prepare("SELECT bytes FROM secrets WHERE id = 'p'").pluck().get()).toEqual(Buffer.from(bytes));
});

test("nobody is told by text of what was done elsewhere, and what is new is announced once", () => {
  const queued = () => listMessages(context.db, { tokens: 10, notices: 10, reminders: 10 });
  const before = queued();
  write(elsewhere, about({ kind: "two-factor-reset", data: { cause: "lost-or-stolen", reason: "lost" } }));
  context.reads.length = 0;
  takeIn();
  for (const read of ["getAppState", "getPerson", "listEntries", "getSettings"] as const)
    expect(context.reads).toContain(read);
  expect(queued()).toEqual(before);
  context.reads.length = 0;
  takeIn();
  expect(context.reads).toEqual([]);
});

/** Gives the account more entries than are folded at once, all of them later than what is written elsewhere. */
function grow(): void {
  context.clock.advance(60_000);
  immediately(context.db, () => {
    for (let index = 0; index < 600; index++) recordEvent(context, marcus.id, about({ kind: "signed-out", data: {} }));
  });
}

test("whoever was deactivated elsewhere is not let in while their many entries are being folded", async () => {
  grow();
  write(elsewhere, about({ kind: "account-deactivated", data: { reason: "left" } }));
  takeIn();
  expect(listMarked(context.db)).toEqual([marcus.id]);
  expect(findAccount(context.db, marcus.id)?.deactivatedAt).toBe(null);
  expect(await typePassword(context, marcus.email)).toMatchObject({ ok: false });
  expect(listMarked(context.db)).toEqual([]);
  expect(findAccount(context.db, marcus.id)?.deactivatedAt).not.toBe(null);
});

test("an account that waits to be folded is not taken for damaged, and is looked at once it is folded", async () => {
  grow();
  write(elsewhere, about({ kind: "help-asked", data: { about: "token" } }));
  takeIn();
  context.memory.verified.clear();
  expect(verifyAccountOnce(context, marcus.id)).toBe(true);
  const verifier = accountVerifier(context);
  expect(verifier.verifyOnce(marcus.id)).toBe(true);
  expect([context.memory.verified.has(marcus.id), context.memory.damaged.size]).toEqual([false, 0]);
  await expect.poll(() => listMarked(context.db)).toEqual([]);
  context.db.prepare("UPDATE accounts SET role = 'manager' WHERE owner = ?").run(marcus.id);
  expect(verifier.verifyOnce(marcus.id)).toBe(false);
  verifier.close();
  context.db.prepare("UPDATE accounts SET role = ? WHERE owner = ?").run(marcus.role, marcus.id);
});

test("what waits to be folded when the app ends is folded once the vault is open again", async () => {
  const computer = createComputer({ keyStore: false });
  const { installation } = await setUpPracticeOn(computer);
  const { db } = contextOf(installation);
  const manager = db.prepare("SELECT owner FROM accounts").pluck().get() as string;
  db.prepare("INSERT INTO stale_streams (stream) VALUES (?)").run(manager);
  db.prepare("UPDATE accounts SET role = 'member' WHERE owner = ?").run(manager);
  const again = await crashed(installation, computer);
  await expect.poll(() => listMarked(contextOf(again).db)).toEqual([]);
  expect(findAccount(contextOf(again).db, manager)?.role).toBe("manager");
  again.close();
  computer.clear();
});
