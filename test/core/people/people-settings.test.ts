import { afterEach, beforeEach, expect, test } from "vitest";
import type { InputOf } from "../../../src/contract/methods";
import {
  getPeopleSettings,
  removeView,
  savePeopleSettings,
  saveView,
} from "../../../src/main/core/people/people-settings";
import type { Caller } from "../../../src/main/core/session/session";
import { savePeopleSettings as store } from "../../../src/main/core/store/people-settings";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout } from "../../support/entries";
import { EVERYBODY } from "../../support/many-people";

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

const settings = (caller = joan) => {
  const read = getPeopleSettings(context, caller, {});
  if (!read.ok) throw new Error("refused");
  return read.value;
};
const view: InputOf<"saveView">["view"] = {
  filter: { ...EVERYBODY, late: true, accountType: "provider" },
  sort: "deadline",
  descending: false,
  columns: ["name", "deadline"],
};
const keep = (name: string, more = view) => saveView(context, joan, { name, view: more });

test("a list that nobody has arranged yet shows who, what is due, and when they were last there", () => {
  expect(settings()).toEqual({
    columns: ["name", "role", "two-factor", "status", "required-by", "deadline", "last-used"],
    density: "normal",
    widths: {},
    views: [],
  });
});

test("columns and density are kept as they were chosen, each column once, for that account alone", () => {
  const ana = addAccount(context, { name: "Ana Silva", email: "ana@northside.example", role: "auditor" });
  savePeopleSettings(context, joan, { columns: ["name", "email", "name"], density: "compact", widths: { email: 300 } });
  expect(settings()).toMatchObject({ columns: ["name", "email"], density: "compact", widths: { email: 300 } });
  const before = settings({ session: context.session, sessionState: "auditor", account: ana.id, role: "auditor" });
  expect(before).toMatchObject({ density: "normal", widths: {} });
});

test("a view is kept under its name; the same name in any spelling replaces it", () => {
  const first = keep("Late providers");
  expect(first).toMatchObject({ ok: true, value: { name: "Late providers", view } });
  keep("Everybody", { ...view, filter: EVERYBODY });
  const again = keep("LATE Providers", { ...view, descending: true });
  expect(again.ok && first.ok && again.value.id === first.value.id).toBe(true);
  expect(settings().views.map(({ name, view: { descending } }) => [name, descending])).toEqual([
    ["LATE Providers", true],
    ["Everybody", false],
  ]);
});

test("there are thirty views at most, of which any can still be replaced", () => {
  for (let n = 0; n < 30; n++) keep(`View ${n}`);
  expect(keep("One more")).toEqual({ ok: false, refusal: { code: "too-many", most: 30 } });
  expect(keep("view 7")).toMatchObject({ ok: true });
  expect(settings().views).toHaveLength(30);
});

test("a removed view is gone, and removing it twice does no harm", () => {
  const kept = keep("Late providers");
  const id = kept.ok ? kept.value.id : "";
  expect(removeView(context, joan, { view: id })).toEqual({ ok: true, value: null });
  expect(removeView(context, joan, { view: id })).toEqual({ ok: true, value: null });
  expect(settings().views).toEqual([]);
});

test("choosing columns keeps the views, and a view keeps the columns", () => {
  keep("Late providers");
  savePeopleSettings(context, joan, { columns: ["name"], density: "roomy", widths: {} });
  keep("Everybody");
  expect(settings()).toMatchObject({ columns: ["name"], density: "roomy", widths: {} });
  expect(settings().views).toHaveLength(2);
});

test("what another version stored and this one does not know is left out", () => {
  const { id: account } = context.manager;
  store(context.db, account, {
    columns: ["name", "shoe-size"],
    density: "normal",
    views: [
      { id: "a", name: "Old", view: { ...view, filter: { search: "" } } },
      { id: "b", name: "Good", view },
    ],
  });
  expect(settings().columns).toHaveLength(7);
  expect(settings().views.map(({ name }) => name)).toEqual(["Good"]);
});

test("what was stored before columns had widths keeps its columns, and they share the room", () => {
  store(context.db, context.manager.id, { columns: ["name", "email"], density: "roomy", views: [] });
  expect(settings()).toEqual({ columns: ["name", "email"], density: "roomy", widths: {}, views: [] });
});

test("the audit log tells nothing of how somebody likes their list", () => {
  const before = entriesAbout(context).length;
  savePeopleSettings(context, joan, { columns: ["name"], density: "roomy", widths: {} });
  keep("Late providers");
  expect(entriesAbout(context)).toHaveLength(before);
});

test("a list and a view of an earlier version, which called an account's type its kind, are as they were", () => {
  const { accountType, ...filter } = view.filter;
  const earlier = { ...view, filter: { ...filter, kind: accountType }, columns: ["name", "kind"] };
  const views = [{ id: "v", name: "Late providers", view: earlier }];
  store(context.db, joan.account ?? "", { columns: ["kind", "role"], density: "normal", widths: { kind: 90 }, views });
  expect(settings()).toEqual({
    columns: ["account-type", "role"],
    density: "normal",
    widths: { "account-type": 90 },
    views: [{ id: "v", name: "Late providers", view: { ...view, columns: ["name", "account-type"] } }],
  });
});
