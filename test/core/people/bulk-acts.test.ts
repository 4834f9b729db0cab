import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deactivatePeople, listSelected } from "../../../src/main/core/people/bulk-acts";
import { addPerson } from "../../../src/main/core/people/people";
import { cancelProgress, getProgress } from "../../../src/main/core/session/progress";
import type { Caller } from "../../../src/main/core/session/session";
import { signOut } from "../../../src/main/core/session/sessions";
import { listCodes } from "../../../src/main/core/store/codes";
import { immediately } from "../../../src/main/core/store/open";
import { issueSetupCode } from "../../../src/main/core/support/help-acts";
import { addAccount, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { helpFor } from "../../support/help";
import { type Clinic, createClinic, damage, EVERYBODY, now, picked, stopAfter } from "../../support/many-people";
import { callerNow } from "../../support/session";
import { PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
let people: Clinic["people"];
beforeEach(() => {
  ({ context, joan, people } = createClinic());
});
afterEach(() => context.close());

const asked = { reason: "the clinic closes", proof: PROOF };
const changed = (count: number) => ({ ok: false, refusal: { code: "selection-changed", count } });

describe("a selection", () => {
  const names = (input: Parameters<typeof listSelected>[2]) => {
    const listed = listSelected(context, joan, input);
    return listed.ok ? listed.value.map(({ name }) => name) : listed.refusal;
  };

  test("lists its people by name, in whatever order they were picked", () => {
    expect(names(picked(people.eli, people.ana))).toEqual(["Ana Castillo", "Eli Park"]);
  });

  test("by a filter is all who fit but those taken out again", () => {
    const filter = { ...EVERYBODY, late: true };
    expect(names({ selection: { filter, except: [] }, count: 5 })).toEqual([
      "Ana Castillo",
      "Ben Okafor",
      "Eli Park",
      "Joan Price",
      "Ruth Kane",
    ]);
    const except = [people.ben.id, context.manager.id, people.ruth.id];
    expect(names({ selection: { filter, except }, count: 2 })).toEqual(["Ana Castillo", "Eli Park"]);
  });

  test("is refused with its number where that is not what the button said", () => {
    const filter = { ...EVERYBODY, search: "castillo" };
    expect(listSelected(context, joan, { selection: { filter, except: [] }, count: 2 })).toEqual(changed(1));
    expect(listSelected(context, joan, { selection: { filter: EVERYBODY, except: [] }, count: 6 })).toEqual(changed(7));
    expect(listSelected(context, joan, picked(people.ana, people.ana))).toEqual(changed(1));
    expect(listSelected(context, joan, picked(people.ana, { id: "x".repeat(26) }))).toEqual(changed(1));
  });

  test("of more than a thousand is not listed by name", () => {
    immediately(context.db, () => {
      for (let n = 0; n < 995; n++) addAccount(context, { name: `N ${n}`, email: `p${n}@x.example`, cellPhone: null });
    });
    const selection = { filter: EVERYBODY, except: [] };
    expect(listSelected(context, joan, { selection, count: 1002 })).toEqual({
      ok: false,
      refusal: { code: "too-many", most: 1000 },
    });
    const except = [people.ana.id, people.ben.id];
    expect(names({ selection: { filter: EVERYBODY, except }, count: 1000 })).toHaveLength(1000);
  });
});

describe("deactivating many", () => {
  test("records a summary first, and for each an entry that follows from it", async () => {
    const before = entriesAbout(context).length;
    const done = await deactivatePeople(context, joan, { ...picked(people.ana, people.ben), ...asked });
    expect(done).toEqual({ ok: true, value: { done: 2, skipped: [] } });
    const [summary, ...each] = entriesAbout(context).slice(before);
    expect(summary).toMatchObject({
      kind: "people-deactivated",
      actor: context.manager.id,
      subject: null,
      data: { count: 2, skipped: 0, reason: "the clinic closes" },
    });
    expect(each).toMatchObject(
      [people.ana, people.ben].map(({ id }) => ({
        kind: "account-deactivated",
        actor: context.manager.id,
        subject: id,
        cause: summary?.hash,
        data: { reason: "the clinic closes" },
      })),
    );
    expect(now(context, people.ana).deactivatedAt).toBe(context.clock.now());
    expectReplayEqualsTables(context, people.ana);
  });

  test("leaves oneself, managers, who has left, and damaged accounts out, by name and cause", async () => {
    damage(context, people.eli);
    const { manager } = context;
    const all = picked(people.ana, people.dana, people.eli, people.ruth, manager);
    expect(await deactivatePeople(context, joan, { ...all, ...asked })).toEqual({
      ok: true,
      value: {
        done: 1,
        skipped: [
          { person: { id: people.dana.id, name: "Dana Reed" }, because: "deactivated" },
          { person: { id: people.eli.id, name: "Eli Park" }, because: "records-damaged" },
          { person: { id: manager.id, name: "Joan Price" }, because: "own-account" },
          { person: { id: people.ruth.id, name: "Ruth Kane" }, because: "manager" },
        ],
      },
    });
    expect(newestEntry(context, undefined, "people-deactivated")?.data).toMatchObject({ count: 1, skipped: 4 });
    for (const kept of [people.eli, people.ruth, manager]) expect(now(context, kept).deactivatedAt).toBeNull();
  });

  test("records nothing where nobody is concerned", async () => {
    const left = await kindsLeftBy(context, undefined, () =>
      deactivatePeople(context, joan, { ...picked(people.ruth, people.dana), ...asked }),
    );
    expect(left).toEqual([]);
  });

  test("ends a sign-in that waits for its token, and voids setup codes", async () => {
    issueSetupCode(context, joan, helpFor(people.ana));
    const recovery = { proven: [], lastSent: null };
    context.session.pending = { account: people.ana.id, since: context.clock.elapsed(), lastSent: null, recovery };
    await deactivatePeople(context, joan, { ...picked(people.ana), ...asked });
    callerNow(context);
    expect(context.session.pending).toBeNull();
    expect(listCodes(context.db, people.ana.id, "setup-code", "open")).toEqual([]);
    expect(context.session.signedIn?.account).toBe(context.manager.id);
  });

  test("can be watched, and stopped until it decides: then nobody is deactivated", async () => {
    const seen: unknown[] = [];
    const watched = stopAfter(context, 1, () => {
      seen.push(getProgress(watched, joan, {}));
      cancelProgress(watched, joan, {});
    });
    const left = await kindsLeftBy(context, undefined, async () => {
      const done = await deactivatePeople(watched, joan, { ...picked(people.ana, people.ben), ...asked });
      expect(done).toEqual({ ok: false, refusal: { code: "cancelled" } });
    });
    expect(left).toEqual([]);
    expect(seen).toEqual([{ ok: true, value: { what: "deactivation", done: 0, of: 2 } }]);
    expect(context.session.job).toBeNull();
  });

  test("is stopped where whoever began it signs out meanwhile", async () => {
    const left = stopAfter(context, 1, () => signOut(context, joan));
    expect(await deactivatePeople(left, joan, { ...picked(people.ana), ...asked })).toEqual({
      ok: false,
      refusal: { code: "cancelled" },
    });
    expect(now(context, people.ana).deactivatedAt).toBeNull();
  });

  test("is refused where the selection became another one while it was looked at", async () => {
    const selection = { filter: { ...EVERYBODY, role: "member" as const }, except: [] };
    const watched = stopAfter(context, 1, () => {
      addPerson(context, joan, {
        ...{
          name: "Nina Newman",
          email: "nina@northside.example",
          cellPhone: null,
          accountType: "staff",
          role: "member",
        },
      });
    });
    expect(await deactivatePeople(watched, joan, { selection, count: 5, ...asked })).toEqual(changed(6));
    expect(now(context, people.ana).deactivatedAt).toBeNull();
  });
});
