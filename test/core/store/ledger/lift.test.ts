import { afterEach, beforeEach, expect, test } from "vitest";
import { recordEvent } from "../../../../src/main/core/context";
import { actDigest } from "../../../../src/main/core/domain/approvals";
import { canonicalText } from "../../../../src/main/core/domain/canonical";
import type { DomainEvent } from "../../../../src/main/core/domain/events";
import { immediately } from "../../../../src/main/core/store/open";
import { createTestContext, type TestContext } from "../../../support/context";

/* What entries call otherwise than the code does: they are written as they always were, and read in the words of today. */

let context: TestContext;
beforeEach(() => {
  context = createTestContext();
});
afterEach(() => context.close());

/** The entry that an event makes, as it is read, and the text that is stored of its facts. */
function recorded(event: DomainEvent) {
  const entry = immediately(context.db, () => recordEvent(context, context.manager.id, event));
  const row = context.db.prepare("SELECT data FROM ledger WHERE hash = ?").get(entry.hash) as { data: string };
  return { entry, stored: JSON.parse(row.data).facts as unknown };
}

const facts = { name: "Kind, Ana", email: "kind@x.example", emailKey: "kind@x.example", cellPhone: null };
const typed = { ...facts, accountType: "provider" } as const;
const kept = { ...facts, kind: "provider" };
const dates = { id: "r", fromOn: "2027-01-15", fromAt: 1_800_000_000_000, graceDays: 0, methods: "app-only" } as const;
const providers = { ...dates, applies: { to: "account-type", accountType: "provider" } } as const;
const keptRule = { ...dates, applies: { to: "kind", kind: "provider" } };
const named = { ...dates, id: "n", applies: { to: "people", people: ["kind"] } } as const;
const period = { to: "csv", fromOn: "2026-08-01", toOn: "2026-11-02", role: null } as const;

const written: readonly (readonly [DomainEvent, unknown])[] = [
  [
    {
      kind: "account-created",
      subject: "ana",
      data: { ...typed, twoFactorId: "1", role: "member", import: null },
    },
    { ...kept, twoFactorId: "1", role: "member", import: null },
  ],
  [
    { kind: "account-edited", subject: "ana", data: { before: typed, after: typed, reason: "accountType" } },
    { before: kept, after: kept, reason: "accountType" },
  ],
  [
    { kind: "requirement-changed", subject: null, data: { before: [], after: [providers], reason: "kind" } },
    { before: [], after: [keptRule], reason: "kind" },
  ],
  [
    {
      kind: "people-exported",
      subject: null,
      data: { count: 1, to: "csv", filter: { search: "kind", accountType: null }, columns: ["name", "account-type"] },
    },
    { count: 1, to: "csv", filter: { search: "kind", kind: null }, columns: ["name", "kind"] },
  ],
  [
    { kind: "report-exported", subject: null, data: { ...period, report: "coverage", accountType: "staff" } },
    { ...period, report: "coverage", kind: "staff" },
  ],
  [
    { kind: "evidence-pack-made", subject: null, data: { ...period, accountType: null, headHash: "0", headSeq: 1 } },
    { ...period, kind: null, headHash: "0", headSeq: 1 },
  ],
];

test.each(written.map(([event, asStored]) => [event.kind, event, asStored] as const))(
  "%s is stored with the field `kind`, and read with the account's type",
  (_, event, asStored) => {
    const { entry, stored } = recorded(event);
    expect(stored).toEqual(asStored);
    expect(entry).toMatchObject(event);
  },
);

test("how somebody was identified keeps the field `kind`", () => {
  const data = { act: "editPerson", identity: { kind: "photo-id", reference: "badge" } } as const;
  const { entry, stored } = recorded({ kind: "identity-proven", subject: context.manager.id, data });
  expect(stored).toEqual(data);
  expect(entry.data).toEqual(data);
});

test("what was asked of a second manager is stored and bound in the words of entries, and read in those of today", () => {
  const asked = (act: "changePolicy", parameters: object) => ({
    parameters: canonicalText(parameters),
    digest: actDigest(act, parameters),
  });
  const about = { approval: "a", act: "changePolicy", endsAt: 1 } as const;
  const data = { ...about, ...asked("changePolicy", { rules: [providers, named], reason: "accountType" }) };
  const { entry, stored } = recorded({ kind: "approval-asked", subject: null, data });
  const before = asked("changePolicy", { rules: [keptRule, named], reason: "accountType" });
  expect(stored).toEqual({ ...about, ...before });
  expect(entry.data).toEqual(data);
});
