import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import { exportEntries } from "../../../src/main/core/audit/export-entries";
import { recordEvent } from "../../../src/main/core/context";
import { undoImport } from "../../../src/main/core/import/imports";
import { chooseImportFile, dryRunImport } from "../../../src/main/core/import/prepare-import";
import { runImport } from "../../../src/main/core/import/run-import";
import { changeRole } from "../../../src/main/core/people/account-acts";
import { editPerson } from "../../../src/main/core/people/people";
import { exemptPerson } from "../../../src/main/core/policy/exemptions";
import { changePolicy } from "../../../src/main/core/policy/policy";
import type { Caller } from "../../../src/main/core/session/session";
import { updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { carriedOut } from "../../support/answering";
import type { TestContext } from "../../support/context";
import { expectReplayEqualsTables } from "../../support/entries";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { addMember, again, noteSignIn } from "../../support/sign-in";
import { PROOF } from "../../support/two-factor";
import { validInputs } from "../../support/valid-inputs";

/* What takes two managers is not had in any other way (DUAL-7). */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let two: TwoManagers;
let context: TestContext;
let joan: Caller;
let marcus: Account;
beforeEach(async () => {
  two = await createTwoManagers();
  ({ context, joan } = two);
  marcus = await addMember(context, {
    name: "Marcus Webb",
    email: "marcus@northside.example",
    accountType: "provider",
  });
});
afterEach(() => {
  expectReplayEqualsTables(context, marcus);
  context.close();
});

const second = { ok: false, refusal: { code: "may-not", because: "second-manager" } };
const done = { ok: true, value: null };

describe("an export of the audit log", () => {
  const everything = { person: null, group: null, from: null, to: null };
  const save = (filter: Partial<typeof everything> | Record<string, unknown>) => {
    const input = { ...everything, format: "csv", reason: "audit", proof: PROOF, ...filter };
    return carriedOut(context, exportEntries(context, joan, input as InputOf<"exportEntries">));
  };
  /** Somebody signs in every day of so many. */
  const liveOn = (days: number) => {
    for (let day = 0; day < days; day++) {
      context.clock.advance(DAY);
      noteSignIn(context, marcus);
    }
  };

  test("that leaves out the newest entry, or the first, takes two", async () => {
    const began = context.clock.now();
    liveOn(10);
    for (const filter of [
      { to: context.clock.now() - 1 },
      { from: began - HOUR },
      { from: began - 1, to: context.clock.now() - 1 },
    ]) {
      expect(await save(filter)).toEqual(second);
    }
    expect(context.saved).toEqual([]);
  });

  test("by group takes two, however few there are: the groups together are all of it", async () => {
    liveOn(10);
    for (const group of ["sign-in", "people", "two-factor", "practice"]) expect(await save({ group })).toEqual(second);
  });

  test("of a short period, or of one person, is one manager's", async () => {
    liveOn(100);
    const now = context.clock.now();
    expect(await save({ from: now - 30 * DAY, to: now })).toMatchObject({ ok: true });
    expect(await save({ person: marcus.id })).toMatchObject({ ok: true });
  });

  test("that is split into short periods is counted together", async () => {
    liveOn(100);
    const now = context.clock.now();
    expect(await save({ from: now - 30 * DAY, to: now })).toMatchObject({ ok: true });
    expect(await save({ from: now - 60 * DAY, to: now - 30 * DAY })).toEqual(second);
    expect(await save({ from: now - 20 * DAY, to: now - 10 * DAY })).toMatchObject({ ok: true });
    context.clock.advance(32 * DAY);
    expect(await save({ from: now - 60 * DAY, to: now - 30 * DAY })).toMatchObject({ ok: true });
  });

  test("that is split by person is counted together", async () => {
    const people = [marcus, two.ruth, context.manager];
    for (const { id } of people) expect(await save({ person: id })).toMatchObject({ ok: true });
    const elena = await addMember(context, { name: "Elena Ruiz", email: "elena@northside.example" });
    expect(await save({ person: elena.id })).toEqual(second);
    expect(await save({ person: marcus.id })).toMatchObject({ ok: true });
  });
});

describe("whoever is overdue stays in the policy", () => {
  const rule = { id: null, fromOn: "2026-11-03", graceDays: 0, methods: "app-only" } as const;
  const demand = (applies: InputOf<"changePolicy">["rules"][number]["applies"]) =>
    expect(changePolicy(context, joan, { rules: [{ ...rule, applies }], reason: "insurer", proof: PROOF })).toEqual(
      done,
    );
  const profile = (accountType: "provider" | "staff") => {
    const { name, email, cellPhone } = again(context, marcus);
    return { account: marcus.id, name, email, cellPhone, accountType, reason: "he is staff now", proof: PROOF };
  };

  test("whose account type one manager would change by an edit", async () => {
    demand({ to: "account-type", accountType: "provider" });
    context.clock.advance(5 * DAY);
    joan = two.signIn(context.manager);
    expect(editPerson(context, joan, profile("staff"))).toEqual(second);
    expect(again(context, marcus).accountType).toBe("provider");
    expect(editPerson(context, joan, { ...profile("provider"), name: "Marc Webb" })).toEqual(done);
  });

  test("whose account type may be changed where the rules ask no less", async () => {
    demand({ to: "everyone" });
    expect(editPerson(context, joan, profile("staff"))).toEqual(done);
    expect(editPerson(context, joan, profile("provider"))).toEqual(done);
  });

  test("whose role one manager would change", async () => {
    const input = { account: marcus.id, role: "support", reason: "helps", proof: PROOF } as const;
    demand({ to: "role", role: "member" });
    expect(changeRole(context, joan, input)).toEqual(second);
    expect(changeRole(context, joan, { ...input, role: "auditor" })).toEqual(second);
    expect(again(context, marcus).role).toBe("member");
  });

  test("whom one manager would exempt, or leave out of the names", async () => {
    demand({ to: "people", people: [marcus.id] });
    expect(
      exemptPerson(context, joan, { account: marcus.id, untilOn: "2026-11-20", reason: "ward", proof: PROOF }),
    ).toEqual(second);
    const other = { ...rule, applies: { to: "people" as const, people: [two.ruth.id] } };
    expect(changePolicy(context, joan, { rules: [other], reason: "r", proof: PROOF })).toEqual(second);
  });

  test("whose account type an import would change, or taking one back", async () => {
    const importFile = async (kind: string) => {
      context.table.file = {
        name: "staff.csv",
        bytes: Buffer.from(`Name,Email,Kind\nMarcus Webb,${marcus.email},${kind}`),
      };
      const chosen = await carriedOut(context, chooseImportFile(context, joan, {}));
      if (!chosen.ok || chosen.value === null) throw new Error("no file");
      await dryRunImport(context, joan, { mapping: chosen.value.mapping, known: "update", accountType: "staff" });
      return runImport(context, joan, { proof: PROOF });
    };
    const imported = await importFile("staff");
    expect(again(context, marcus).accountType).toBe("staff");
    demand({ to: "account-type", accountType: "staff" });
    if (!imported.ok) throw new Error("not imported");
    expect(await undoImport(context, joan, { import: imported.value.id, proof: PROOF })).toMatchObject({
      value: { restored: 0, skipped: [{ id: marcus.id }] },
    });
    expect(await importFile("provider")).toMatchObject({ ok: false });
    expect(again(context, marcus).accountType).toBe("staff");
  });

  test("alone where there is no other manager", async () => {
    demand({ to: "account-type", accountType: "provider" });
    const left = { kind: "account-deactivated", subject: two.ruth.id, data: { reason: "left" } } as const;
    immediately(context.db, () => recordEvent(context, null, left));
    expect(editPerson(context, joan, profile("staff"))).toEqual(done);
  });
});

test("the number to call for help takes two: whoever answers there is believed", () => {
  const settings = { ...validInputs.updateSettings, textTokenMinutes: 10, digits: 7, rememberDays: 0 } as const;
  expect(updateSettings(context, joan, { ...settings, stillStuck: "+1 415 555 0199" })).toEqual(second);
  expect(updateSettings(context, joan, { ...settings, stillStuck: null, digits: 8 })).toEqual(done);
});
