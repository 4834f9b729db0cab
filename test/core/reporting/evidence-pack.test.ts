import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import { refuse } from "../../../src/contract/result";
import { recordEvent, type VaultContext } from "../../../src/main/core/context";
import { entryHash } from "../../../src/main/core/domain/canonical";
import type { DomainEvent } from "../../../src/main/core/domain/events";
import { countFound } from "../../../src/main/core/people/people";
import type { EvidencePack } from "../../../src/main/core/ports";
import { makeEvidencePack } from "../../../src/main/core/reporting/evidence-pack";
import { cancelProgress } from "../../../src/main/core/session/progress";
import type { Caller } from "../../../src/main/core/session/session";
import { ledgerRows } from "../../../src/main/core/store/ledger/ledger";
import { verifyLedger } from "../../../src/main/core/store/ledger/verify";
import { immediately, openInMemory } from "../../../src/main/core/store/open";
import { canceled, carriedOut } from "../../support/answering";
import {
  addAccount,
  answeredBy,
  createTestContext,
  signedInAs,
  standAt,
  type TestContext,
  withHost,
} from "../../support/context";
import { deactivated, drawnRules, drawPerson, enabled, putInForce, rulesFor, settle } from "../../support/drawn-clinic";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { readPaper } from "../../support/papers";
import { aRule, DAY, NOW } from "../../support/policy";
import { PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
let packs: EvidencePack[];
/** The context with an eye on what is drawn. */
let watched: TestContext;
beforeEach(() => {
  context = createTestContext({ now: NOW - 100 * DAY });
  joan = signedInAs(context, context.manager);
  packs = [];
  const evidencePack: VaultContext["papers"]["evidencePack"] = (pack, sheet) => {
    packs.push(pack);
    return context.papers.evidencePack(pack, sheet);
  };
  watched = { ...context, papers: { ...context.papers, evidencePack } };
});
afterEach(() => context.close());

const autumn = { fromOn: "2026-09-01", toOn: "2026-11-02", accountType: null, role: null } as const;
const make = (input: Partial<InputOf<"makeEvidencePack">> = {}, on: TestContext = watched) =>
  carriedOut(on, makeEvidencePack(on, joan, { ...autumn, to: "pdf", size: "A4", proof: PROOF, ...input }));

async function packOf(input: Partial<InputOf<"makeEvidencePack">> = {}): Promise<EvidencePack> {
  const made = await make(input);
  const pack = packs.at(-1);
  if (!made.ok || pack === undefined) throw new Error(`no pack: ${JSON.stringify(made)}`);
  return pack;
}

const on = (day: string) => standAt(context, Date.parse(`${day}T15:00:00Z`));
const record = (event: DomainEvent, actor: string | null = null) =>
  immediately(context.db, () => recordEvent(context, actor, event));
const person = (name: string, more: Partial<Parameters<typeof addAccount>[1]> = {}) =>
  addAccount(context, { name, email: `${name.toLowerCase()}@northside.example`, ...more });

/** An autumn in which everything happened that a pack tells of. */
function liveThroughAutumn() {
  on("2026-08-15");
  const ana = person("Ana", { accountType: "provider" });
  const ben = person("Ben", { role: "support" });
  record({ kind: "setup-code-claimed", subject: ana.id, data: { code: "none", for: "password" } }, ana.id);
  on("2026-09-10");
  record({ kind: "setup-code-claimed", subject: ben.id, data: { code: "none", for: "enrollment" } }, ben.id);
  immediately(context.db, () => enabled(context, ana.id, "app"));
  record({ kind: "exemption-granted", subject: ben.id, data: exemption("2026-09-20", "on leave") }, context.manager.id);
  on("2026-10-01");
  const after = [aRule({ fromOn: "2026-10-15", graceDays: 14, methods: "app-and-text" })];
  const change = { before: [], after, reason: "the insurer asks for it" };
  record({ kind: "policy-changed", subject: null, data: change }, context.manager.id);
  record(
    { kind: "exemption-granted", subject: ben.id, data: exemption("2026-12-01", "no phone yet") },
    context.manager.id,
  );
  on("2026-10-20");
  immediately(context.db, () => {
    const called = { act: "resetTwoFactor", identity: { kind: "call-back", number: "2671" } } as const;
    const cause = recordEvent(context, ben.id, { kind: "identity-proven", subject: ana.id, data: called });
    const data = { cause: "lost-or-stolen", reason: "lost" } as const;
    recordEvent(context, ben.id, { kind: "two-factor-reset", subject: ana.id, data }, { cause });
  });
  record({ kind: "account-locked", subject: ana.id, data: { until: 1, factor: "app", during: "sign-in" } });
  standAt(context, NOW);
  return { ana, ben };
}

function exemption(untilOn: string, reason: string) {
  return { untilOn, untilAt: Date.parse(`${untilOn}T05:00:00Z`), reason };
}

describe("a pack", () => {
  test("holds what the audit log has of the period", async () => {
    liveThroughAutumn();
    const pack = await packOf();
    expect(pack).toMatchObject({
      practice: "Northside Clinic",
      madeAt: NOW,
      madeBy: "Joan Price, practice manager",
      statedFilters: [],
      workstation: context.workstation,
      period: { fromAt: Date.UTC(2026, 8, 1, 5), toAt: Date.UTC(2026, 10, 2, 6) },
      now: { coverage: { app: 0, text: 0, none: 3 }, managers: { all: 1, protected: 0 }, exempt: 1 },
      policy: ["Everyone: from Oct 15, 2026, 14 days of grace, app or text message"],
      rememberDays: 0,
      byAccountType: [
        { label: "Provider", app: 0, text: 0, none: 1 },
        { label: "Staff", app: 0, text: 0, none: 2 },
      ],
    });
    expect(pack.byRole.map(({ label, none }) => [label, none])).toEqual([
      ["Practice manager", 1],
      ["Support", 1],
      ["Auditor", 0],
      ["Member", 1],
    ]);
    const rule = "Everyone: from Oct 15, 2026, 14 days of grace, app or text message";
    expect(pack.policyChanges).toEqual([
      {
        at: Date.UTC(2026, 9, 1, 15),
        what: `2FA policy: no such rule -> ${rule}`,
        by: "Joan Price",
        reason: "the insurer asks for it",
      },
    ]);
    expect(pack.resets).toEqual([
      { at: Date.UTC(2026, 9, 20, 15), person: "Ana", cause: "Phone lost or stolen", proof: "Called back", by: "Ben" },
    ]);
    expect(pack.lockouts.byCause).toEqual([{ cause: "Wrong app token", count: 1 }]);
    expect(pack.lockouts.byMonth.map(({ count }) => count)).toEqual([0, 1, 0]);
    expect(pack.codesClaimed).toEqual([
      { at: Date.UTC(2026, 8, 10, 15), person: "Ben", purpose: "To set up a phone", where: "Workstation aaaaaaaa" },
    ]);
  });

  test("tells every exemption that held in the period, by whom, why and until when", async () => {
    const { ben } = liveThroughAutumn();
    expect((await packOf()).exemptions).toEqual([
      {
        person: "Ben",
        reason: "on leave",
        untilAt: Date.UTC(2026, 8, 20, 5),
        grantedBy: "Joan Price",
        grantedAt: Date.UTC(2026, 8, 10, 15),
      },
      {
        person: "Ben",
        reason: "no phone yet",
        untilAt: Date.UTC(2026, 11, 1, 5),
        grantedBy: "Joan Price",
        grantedAt: Date.UTC(2026, 9, 1, 15),
      },
    ]);
    record({ kind: "exemption-ended", subject: ben.id, data: { reason: "phone is here" } });
    const { exemptions, now } = await packOf({ fromOn: "2026-10-15" });
    expect(exemptions.map(({ reason }) => reason)).toEqual(["no phone yet (ended on Nov 2, 2026)"]);
    expect(now.exempt).toBe(0);
    expect((await packOf({ toOn: "2026-09-09" })).exemptions).toEqual([]);
  });

  test("tells coverage day by day, up to today", async () => {
    liveThroughAutumn();
    const { coverageOverTime: days } = await packOf({ fromOn: "2026-10-19" });
    expect(days).toHaveLength(15);
    expect(days.slice(0, 2)).toEqual([
      { at: Date.UTC(2026, 9, 19, 5), app: 1, text: 0, none: 2 },
      { at: Date.UTC(2026, 9, 20, 5), app: 0, text: 0, none: 3 },
    ]);
    const { coverageOverTime: whole } = await packOf({ fromOn: "2020-01-01", toOn: "2030-01-01" });
    expect(whole).toHaveLength(101);
    expect(whole.at(-1)?.at).toBe(Date.UTC(2026, 10, 2, 6));
  });

  test("of more days than are known is about everybody all the same, and says since when there is a audit log", async () => {
    const pack = await packOf({ fromOn: "2020-01-01" });
    expect(pack.statedFilters).toEqual([
      "Every active person of the practice; nothing was left out.",
      expect.stringMatching(/^Before .* there is no audit log/),
    ]);
  });

  test("of a account type or role is about nobody else, and says so", async () => {
    liveThroughAutumn();
    const pack = await packOf({ accountType: "staff", role: "support" });
    expect(pack.statedFilters).toEqual([
      "Staff only.",
      "Role: Support.",
      "Account type and role are those of today, for earlier days too.",
    ]);
    expect(pack).toMatchObject({ now: { coverage: { app: 0, text: 0, none: 1 } }, resets: [] });
    expect(pack.lockouts.byCause).toEqual([]);
    expect(pack.codesClaimed).toHaveLength(1);
    expect(pack.exemptions).toHaveLength(2);
    expect(pack.byAccountType.map(({ label }) => label)).toEqual(["Staff"]);
    expect(pack.policyChanges).toHaveLength(1);
  });

  test("counts as the lists do, in any clinic under any 2FA policy", async () => {
    const total = (filter: Partial<InputOf<"countFound">>) => {
      const all = {
        search: "",
        status: null,
        role: null,
        accountType: null,
        method: null,
        codes: null,
        late: false,
        dueOn: null,
      };
      const counted = countFound(context, joan, { ...all, ...filter });
      if (!counted.ok) throw new Error("never refused");
      return counted.value;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(drawPerson, { maxLength: 6 }), drawnRules, async (people, rules) => {
        context.db.exec("SAVEPOINT clinic");
        const ids = people.map((drawn, index) => settle(context, drawn, index));
        standAt(context, NOW);
        putInForce(context, rulesFor(rules, ids));
        const { now } = await packOf();
        const managers = { status: "active", role: "manager" } as const;
        expect(now.coverage).toEqual({
          app: total({ status: "active", method: "app" }),
          text: total({ status: "active", method: "text" }),
          none: total({ status: "active", method: "none" }),
        });
        expect(now.managers).toEqual({
          all: total(managers),
          protected: total(managers) - total({ ...managers, method: "none" }),
        });
        expect(now.overdue).toBe(total({ status: "overdue" }));
        context.db.exec("ROLLBACK TO clinic; RELEASE clinic");
      }),
      { numRuns: 30 },
    );
  });
});

describe("the head that a pack names", () => {
  test("is what recomputing the chain up to that entry yields, and the audit log is verified with it", async () => {
    liveThroughAutumn();
    const newest = entriesAbout(context).at(-1);
    const { ledger } = await packOf();
    expect(ledger).toMatchObject({ entries: newest?.seq, headHash: newest?.hash });
    const rows = [...ledgerRows(context.db)].slice(0, ledger.entries);
    let prev = "0".repeat(64);
    for (const row of rows) prev = entryHash({ ...row, prev });
    expect(prev).toBe(ledger.headHash);
    const verify = (hash: string) => {
      const empty = openInMemory();
      const head = { workstation: context.workstation, seq: ledger.entries, hash };
      const damage = verifyLedger(context.db, empty, head, () => {});
      empty.close();
      return damage;
    };
    expect(verify(ledger.headHash)).toBeUndefined();
    expect(verify("0".repeat(64))).toEqual({ what: "ledger-changed", seq: ledger.entries });
  });

  test("stands in the entry that follows it, before anything leaves", async () => {
    liveThroughAutumn();
    const order: string[] = [];
    const spied = answeredBy(
      { ...watched, recorded: () => order.push("recorded") },
      {
        pdf: async (commit, name) => {
          const saved = await watched.answering.pdf(commit, name);
          order.push("written");
          return saved;
        },
      },
    );
    const kinds = await kindsLeftBy(context, undefined, () => make({}, spied));
    expect(kinds).toEqual(["evidence-pack-made"]);
    expect(order).toEqual(["recorded", "written"]);
    const entry = newestEntry(context, undefined, "evidence-pack-made");
    const { entries, headHash } = packs[0]?.ledger ?? { entries: 0, headHash: "" };
    expect(entry).toMatchObject({
      actor: context.manager.id,
      subject: null,
      seq: entries + 1,
      prev: headHash,
      data: { to: "pdf", ...autumn, headHash, headSeq: entries },
    });
    expectReplayEqualsTables(context);
  });

  test("seals all that is in it: what is recorded while it is made is not", async () => {
    const { ana, ben } = liveThroughAutumn();
    const busy = withHost(watched, {
      changed: () => {
        if (packs.length > 0) return;
        record({ kind: "two-factor-reset", subject: ana.id, data: { cause: "other", reason: "late" } }, ben.id);
        record({ kind: "setup-code-claimed", subject: ana.id, data: { code: "none", for: "enrollment" } }, ana.id);
        immediately(context.db, () => deactivated(context, ana.id));
      },
    });
    await make({}, busy);
    const [pack] = packs;
    expect(pack?.resets).toHaveLength(1);
    expect(pack?.codesClaimed).toHaveLength(1);
    expect(pack?.now.coverage.none).toBe(3);
    const made = newestEntry(context, undefined, "evidence-pack-made");
    expect(made?.seq).toBeGreaterThan((pack?.ledger.entries ?? 0) + 3);
    expect(made?.data).toMatchObject({ headSeq: pack?.ledger.entries, headHash: pack?.ledger.headHash });
  });
});

describe("the document", () => {
  test("is one that can be read and handed over", async () => {
    liveThroughAutumn();
    const made = await make({ size: "Letter" });
    expect(made).toMatchObject({ ok: true, value: { name: expect.stringContaining("Evidence pack") } });
    const text = readPaper({ html: context.saved[0]?.text ?? "" });
    const hash = packs[0]?.ledger.headHash ?? "";
    expect(text.replace(/ /g, "")).toContain(hash);
    for (const words of ["Joan Price, practice manager", "no phone yet", "Phone lost or stolen", "To set up a phone"]) {
      expect(text).toContain(words);
    }
  });

  test("that goes nowhere, or is stopped, leaves nothing in the audit log", async () => {
    liveThroughAutumn();
    const trouble = { code: "paper-trouble", trouble: "not-written" } as const;
    const kinds = await kindsLeftBy(context, undefined, async () => {
      const nowhere = answeredBy(watched, { pdf: async () => canceled });
      expect(await make({}, nowhere)).toEqual({ ok: true, value: null });
      const full = answeredBy(watched, { printer: async () => ({ is: "trouble", trouble: "not-written" }) });
      expect(await make({ to: "printer" }, full)).toEqual({ ok: false, refusal: trouble });
      const stopped = withHost(watched, { changed: () => void cancelProgress(context, joan, {}) });
      expect(await make({}, stopped)).toEqual({ ok: false, refusal: { code: "cancelled" } });
      const backwards = { fromOn: "2026-10-02", toOn: "2026-10-01" };
      expect(await make(backwards)).toMatchObject({ ok: false, refusal: { code: "bad-input" } });
    });
    expect(kinds).toEqual([]);
  });

  test("is not handed to whoever stands there once the session is locked", async () => {
    liveThroughAutumn();
    const locking = answeredBy(watched, {
      pdf: async (commit, name) => {
        if (context.session.signedIn !== null) context.session.signedIn.locked = true;
        return watched.answering.pdf(commit, name);
      },
    });
    expect(await make({}, locking)).toEqual(refuse({ code: "not-now", because: "session-over" }));
    expect(context.saved).toEqual([]);
    expect(newestEntry(context, undefined, "evidence-pack-made")).toBeUndefined();
  });
});
