import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import { getLedgerState, listEntries } from "../../../src/main/core/audit/entries";
import { exportEntries } from "../../../src/main/core/audit/export-entries";
import { recordEvent } from "../../../src/main/core/context";
import { entryHash } from "../../../src/main/core/domain/canonical";
import { addPerson, editPerson } from "../../../src/main/core/people/people";
import type { Caller } from "../../../src/main/core/session/session";
import type { Account } from "../../../src/main/core/store/accounts";
import { countEntries } from "../../../src/main/core/store/ledger/ledger";
import { immediately } from "../../../src/main/core/store/open";
import { canceled, carriedOut, out } from "../../support/answering";
import { addAccount, answeredBy, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
let marcus: Account;
beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: "+14155552671" });
});
afterEach(() => context.close());

const everything = { person: null, group: null, from: null, to: null };
const list = (input: Partial<InputOf<"listEntries">> = {}) => {
  const page = listEntries(context, joan, { ...everything, before: null, limit: 100, ...input });
  if (!page.ok) throw new Error("the list is never refused");
  return page.value;
};
const save = (input: Partial<InputOf<"exportEntries">> = {}, on: TestContext = context) =>
  carriedOut(
    on,
    exportEntries(on, joan, { ...everything, format: "csv", reason: "the auditor asked", proof: PROOF, ...input }),
  );

function signIn(account: Account): void {
  const data = { factors: [{ factor: "password" }] } as const;
  immediately(context.db, () => recordEvent(context, account.id, { kind: "signed-in", subject: account.id, data }));
}

describe("the audit log's screen", () => {
  test("tells every entry as a sentence, newest first, with what it changed", () => {
    const facts = {
      name: "Marc Webb",
      email: "marcus@northside.example",
      cellPhone: null,
      accountType: "staff",
    } as const;
    editPerson(context, joan, { ...facts, account: marcus.id, reason: "new phone", proof: PROOF });
    const { entries, total } = list();
    expect(total).toBe(5);
    expect(entries.map(({ sentence }) => sentence)).toEqual([
      "Joan Price changed Marc Webb's profile. Reason: new phone.",
      "Wardkey added Marc Webb: staff member, member.",
      "Wardkey added Joan Price: staff member, practice manager.",
      "Wardkey finished the first run.",
      "The practice Northside Clinic was set up.",
    ]);
    expect(entries[0]).toMatchObject({
      kind: "account-edited",
      actor: { id: context.manager.id, name: "Joan Price" },
      subject: { id: marcus.id, name: "Marc Webb" },
      changes: [
        { what: "Name", before: "Marcus Webb", after: "Marc Webb" },
        { what: "Cell phone", before: "+14155552671", after: "none" },
      ],
    });
  });

  test("is read on from where the page ended", () => {
    for (let index = 0; index < 5; index += 1) signIn(marcus);
    const first = list({ limit: 4 });
    expect(first).toMatchObject({ total: 9, next: first.entries[3]?.arrival });
    const second = list({ limit: 4, before: first.next });
    const third = list({ limit: 4, before: second.next });
    expect(third.next).toBeNull();
    const seqs = [first, second, third].flatMap(({ entries }) => entries.map(({ seq }) => seq));
    expect(seqs).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(list({ limit: 9 }).next).toBeNull();
  });

  test("is filtered by person, group and time", () => {
    context.clock.advance(60_000);
    signIn(marcus);
    expect(list({ person: marcus.id }).entries.map(({ kind }) => kind)).toEqual(["signed-in", "account-created"]);
    expect(list({ group: "sign-in" }).entries.map(({ kind }) => kind)).toEqual(["signed-in"]);
    expect(list({ from: context.clock.now() })).toMatchObject({ total: 1 });
    expect(list({ to: context.clock.now(), group: "people" }).total).toBe(2);
    expect(list({ person: "a".repeat(26) })).toEqual({ entries: [], total: 0, next: null });
  });

  test("says how far the chain is verified", () => {
    const entries = list({}).total;
    const state = { is: "verified", entries, newer: 0, at: context.clock.now(), headHash: "f".repeat(64) } as const;
    context.memory.ledgerState = state;
    expect(getLedgerState(context, joan, {})).toEqual({ ok: true, value: state });
    signIn(marcus);
    const { total } = list({});
    expect(getLedgerState(context, joan, {})).toEqual({ ok: true, value: { ...state, newer: total - entries } });
  });
});

describe("an export", () => {
  test("holds exactly what the filter shows, and is recorded itself with reason, filter and count", async () => {
    signIn(marcus);
    const shown = list({ person: marcus.id });
    const kinds = await kindsLeftBy(context, undefined, async () => {
      const answer = await save({ person: marcus.id });
      expect(answer).toEqual({ ok: true, value: { name: "Wardkey audit log 2026-11-02.csv", count: 2 } });
    });
    expect(kinds).toEqual(["audit-log-exported"]);
    expect(newestEntry(context, undefined, "audit-log-exported")).toMatchObject({
      actor: context.manager.id,
      data: { count: 2, format: "csv", filter: { ...everything, person: marcus.id }, reason: "the auditor asked" },
    });
    const text = context.saved[0]?.text ?? "";
    expect(text.startsWith("\ufeffNumber,Time (UTC),Event,Who,Whom,What happened,Changes,Previous hash,Hash\r\n")).toBe(
      true,
    );
    expect(
      text
        .split("\r\n")
        .slice(1)
        .map((line) => line.slice(-64)),
    ).toEqual(shown.entries.map(({ hash }) => hash));
    expect(text).toContain(`${shown.entries[0]?.seq},2026-11-02T09:00:00.000Z,signed-in,Marcus Webb,Marcus Webb,`);
    expectReplayEqualsTables(context);
  });

  test("that is canceled leaves nothing", async () => {
    const cancelled = answeredBy(context, { file: async () => canceled });
    const kinds = await kindsLeftBy(context, undefined, async () => {
      expect(await save({}, cancelled)).toEqual({ ok: true, value: null });
    });
    expect(kinds).toEqual([]);
  });

  test("is recorded before it is written: without its entry there is no file", async () => {
    const order: string[] = [];
    const watched = answeredBy(
      { ...context, recorded: () => order.push("recorded") },
      {
        file: async (commit, name) => {
          commit();
          order.push("written");
          return out(name);
        },
      },
    );
    expect(await kindsLeftBy(context, undefined, () => save({}, watched))).toEqual(["audit-log-exported"]);
    expect(order).toEqual(["recorded", "written"]);
  });

  test("holds what there was when it began, however many pages that is", async () => {
    for (let index = 0; index < 1200; index += 1) signIn(marcus);
    const before = countEntries(context.db);
    const saving = save({ format: "json" });
    signIn(marcus);
    expect(await saving).toMatchObject({ ok: true, value: { count: before } });
    const { count, entries } = JSON.parse(context.saved[0]?.text ?? "");
    expect([count, entries.length]).toEqual([before, before]);
  });

  test("defuses what a spreadsheet would run, and quotes what would break a line", async () => {
    const names = ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", '-2 "x", y'];
    for (const [index, name] of names.entries()) {
      const accountType = "staff" as const;
      addPerson(context, joan, { name, email: `f${index}@x.example`, cellPhone: null, accountType, role: "member" });
    }
    await save({ group: "people" });
    const text = context.saved[0]?.text ?? "";
    for (const name of names) expect(text).toContain(`"'${name.replaceAll('"', '""')}"`);
    expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
  });

  test("as JSON lets the chain be verified from the file alone", async () => {
    addPerson(context, joan, {
      name: "Ana",
      email: "ana@x.example",
      cellPhone: null,
      accountType: "staff",
      role: "member",
    });
    await save({ format: "json" });
    const file = JSON.parse(context.saved[0]?.text ?? "");
    expect(file).toMatchObject({ practice: "Northside Clinic", filter: everything, count: 6 });
    const oldestFirst = file.entries.toReversed();
    let prev = "0".repeat(64);
    for (const entry of oldestFirst) {
      expect(entry.prev).toBe(prev);
      const { workstation, seq, at, actor, kind, version, subject, cause, data } = entry;
      expect(entryHash({ prev, workstation, seq, at, actor, kind, version, subject, cause, data })).toBe(entry.hash);
      const head = JSON.stringify([prev, workstation, seq, at, actor, kind, version, subject, cause]);
      expect(
        createHash("sha256")
          .update(`${head.slice(0, -1)},${data}]`)
          .digest("hex"),
      ).toBe(entry.hash);
      prev = entry.hash;
    }
    expect(oldestFirst.at(-2)).toMatchObject({ sentence: "Joan Price added Ana: staff member, member." });
  });

  test("holds no secret, no code and nothing that was typed as a proof", async () => {
    const answer = addPerson(context, joan, {
      name: "Ana",
      email: "a@x.example",
      cellPhone: null,
      accountType: "staff",
      role: "member",
    });
    const code = answer.ok ? answer.value.code : "";
    await save({ format: "json" });
    await save({ format: "csv" });
    const secrets = context.db.prepare("SELECT bytes FROM secrets").all() as { bytes: Uint8Array }[];
    expect(secrets.length).toBeGreaterThan(0);
    for (const { text } of context.saved) {
      for (const typed of [code, code.replaceAll("-", ""), PROOF.password]) expect(text).not.toContain(typed);
      for (const { bytes } of secrets) expect(text).not.toContain(Buffer.from(bytes).toString("utf8"));
    }
  });

  test("of the whole audit log waits for a second manager where there are two", async () => {
    signIn(context.manager);
    signIn(addAccount(context, { name: "Ruth", email: "ruth@x.example", role: "manager" }));
    const kinds = await kindsLeftBy(context, undefined, async () => {
      expect(await save()).toEqual({ ok: false, refusal: { code: "may-not", because: "second-manager" } });
    });
    expect(kinds).toEqual(["act-refused"]);
    expect(context.saved).toEqual([]);
    expect(entriesAbout(context).at(-1)).toMatchObject({ actor: context.manager.id, subject: null });
    expect(list({ limit: 1 }).entries[0]?.sentence).toBe(
      "Joan Price tried to export the audit log. It was refused: it needs a second manager.",
    );
    expect(await save({ person: marcus.id })).toMatchObject({ ok: true });
    const auditor = addAccount(context, { name: "Al", email: "al@x.example", role: "auditor" });
    joan = signedInAs(context, auditor);
    expect(await save({ format: "json" })).toMatchObject({ ok: false });
    expect(await save({ group: "people" })).toMatchObject({ ok: false });
  });
});
