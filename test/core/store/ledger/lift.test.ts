import { describe, expect, it } from "vitest";
import { actDigest } from "../../../../src/main/core/domain/approvals";
import { canonicalText } from "../../../../src/main/core/domain/canonical";
import type { EventKind } from "../../../../src/main/core/domain/events";
import { ENTRY_VERSION, isKind, storedNames } from "../../../../src/main/core/store/ledger/lift";
import { toEntry } from "../../../../src/main/core/store/ledger/row";

/** A stored row as it is read. */
function read(kind: string, facts: object, version = 1) {
  const data = canonicalText({ commits: [], facts });
  const chain = {
    arrival: 1,
    workstation: "w",
    seq: 1,
    at: 0,
    actor: null,
    cause: null,
    prev: "",
    hash: "",
    h: 0,
    stream: "ana",
  };
  const entry = toEntry({ ...chain, subject: "ana", kind, version, data });
  return { kind: entry.kind, data: entry.data as unknown };
}

const facts = { name: "Kind, Ana", email: "kind@x.example", emailKey: "kind@x.example", cellPhone: null };
const typed = { ...facts, accountType: "provider" };
const kept = { ...facts, kind: "provider" };
const dates = { id: "r", fromOn: "2027-01-15", fromAt: 1_800_000_000_000, graceDays: 0, methods: "app-only" };
const providers = { ...dates, applies: { to: "account-type", accountType: "provider" } };
const keptRule = { ...dates, applies: { to: "kind", kind: "provider" } };
const named = { ...dates, id: "n", applies: { to: "people", people: ["kind"] } };
const period = { to: "csv", fromOn: "2026-08-01", toOn: "2026-11-02", role: null };
const code = { code: "c", secret: "s" };
const failures = { count: 3, towardsHold: 2, towardsHoldAfterPassword: 1, lockedUntilAt: null, held: false };
const counts = { inAll: failures };

/** What the first version wrote, and how it is read: kind and facts of both. */
const first: readonly (readonly [string, object, EventKind, object])[] = [
  ["practice-founded", { name: "Founding", vaultId: "v" }, "practice-created", { name: "Founding", vaultId: "v" }],
  ["founding-finished", {}, "practice-setup-finished", {}],
  [
    "requirement-changed",
    { before: [], after: [keptRule, named], reason: "kind" },
    "policy-changed",
    { before: [], after: [providers, named], reason: "kind" },
  ],
  ["ledger-exported", { count: 1, reason: "set-up" }, "audit-log-exported", { count: 1, reason: "set-up" }],
  ["enrolment-sheets-made", { count: 2 }, "enrollment-sheets-made", { count: 2 }],
  [
    "set-up-code-issued",
    { ...code, for: "enrolment", reason: "enrolment" },
    "setup-code-issued",
    { ...code, for: "enrollment", reason: "enrolment" },
  ],
  ["set-up-code-claimed", { code: "c", for: "password" }, "setup-code-claimed", { code: "c", for: "password" }],
  ["set-up-code-revoked", { code: "c" }, "setup-code-revoked", { code: "c" }],
  [
    "envelope-half-made",
    { ...code, envelope: "e", half: "first" },
    "emergency-half-made",
    { ...code, emergencyCodes: "e", half: "first" },
  ],
  ["envelope-voided", { envelope: "e" }, "emergency-codes-voided", { emergencyCodes: "e" }],
  [
    "envelope-opened",
    { envelope: "e", number: 1, for: "refounding" },
    "emergency-codes-opened",
    { emergencyCodes: "e", number: 1, for: "manager-recovery" },
  ],
  [
    "envelope-opened",
    { envelope: "e", number: 1, for: "break-glass" },
    "emergency-codes-opened",
    { emergencyCodes: "e", number: 1, for: "emergency-access" },
  ],
  [
    "break-glass-opened",
    { opening: "o", envelope: "e", number: 1 },
    "emergency-access-opened",
    { access: "o", emergencyCodes: "e", number: 1 },
  ],
  ["break-glass-reviewed", { opening: "o", note: "" }, "emergency-access-reviewed", { access: "o", note: "" }],
  [
    "refounding-asked",
    { refounding: "r", envelope: "e" },
    "manager-recovery-asked",
    { recovery: "r", emergencyCodes: "e" },
  ],
  ["refounding-shown", { refounding: "r", forMs: 5 }, "manager-recovery-shown", { recovery: "r", forMs: 5 }],
  ["refounding-stopped", { refounding: "r" }, "manager-recovery-stopped", { recovery: "r" }],
  ["manager-refounded", { refounding: "r" }, "manager-recovery-finished", { recovery: "r" }],
  ["workstation-remembered", { ...code, after: null }, "sign-in-remembered", { ...code, after: null }],
  ["workstation-forgotten", { because: "reused" }, "remembered-sign-in-forgotten", { because: "reused" }],
  ["account-created", { ...kept, role: "member" }, "account-created", { ...typed, role: "member" }],
  [
    "account-edited",
    { before: kept, after: kept, reason: "kind" },
    "account-edited",
    { before: typed, after: typed, reason: "kind" },
  ],
  [
    "people-exported",
    { count: 1, to: "csv", filter: { search: "kind", kind: null }, columns: ["name", "kind"] },
    "people-exported",
    { count: 1, to: "csv", filter: { search: "kind", accountType: null }, columns: ["name", "account-type"] },
  ],
  [
    "report-exported",
    { ...period, report: "set-up-codes", kind: "staff" },
    "report-exported",
    { ...period, report: "setup-codes", accountType: "staff" },
  ],
  ["evidence-pack-made", { ...period, kind: null }, "evidence-pack-made", { ...period, accountType: null }],
  ["password-set", { by: "founding" }, "password-set", { by: "practice-setup" }],
  ["password-set", { by: "set-up-code" }, "password-set", { by: "setup-code" }],
  ["clock-corrected", { where: "founding" }, "clock-corrected", { where: "practice-setup" }],
  [
    "signed-in",
    {
      setUpOnly: true,
      factors: [
        { factor: "password" },
        { factor: "break-glass", opening: "o" },
        { factor: "workstation", code: "c" },
        { factor: "set-up-code", code: "d" },
      ],
    },
    "signed-in",
    {
      setupOnly: true,
      factors: [
        { factor: "password" },
        { factor: "emergency-access", access: "o" },
        { factor: "remembered-sign-in", code: "c" },
        { factor: "setup-code", code: "d" },
      ],
    },
  ],
  [
    "proof-accepted",
    { factors: [], act: "makeEnvelopeHalf" },
    "proof-accepted",
    { factors: [], act: "makeEmergencyHalf" },
  ],
  ...(
    [
      ["set-up", "enrollment"],
      ["claim", "setup-code"],
      ["break-glass", "emergency-access"],
      ["opening", "vault"],
      ["sign-in", "sign-in"],
    ] as const
  ).map(
    ([before, today]) =>
      [
        "attempt-refused",
        { factor: "set-up-code", during: before, cause: "wrong", failures, authenticator: null },
        "attempt-refused",
        { factor: "setup-code", during: today, cause: "wrong", inARow: 3, counts, authenticator: null },
      ] as const,
  ),
  ["account-locked", { factor: "break-glass" }, "account-locked", { factor: "emergency-access" }],
  [
    "act-refused",
    { act: "forget-workstation", because: "no-workstation" },
    "act-refused",
    { act: "forget-remembered-sign-in", because: "no-remembered-sign-in" },
  ],
  ["notice-queued", { about: "manager-refounded" }, "notice-queued", { about: "manager-recovery-finished" }],
  [
    "identity-proven",
    { act: "editPerson", identity: { kind: "photo-id", reference: "badge" } },
    "identity-proven",
    { act: "editPerson", identity: { kind: "photo-id", reference: "badge" } },
  ],
];

describe("an entry of the first version", () => {
  it.each(first)("%s %j is read as %s %j", (kind, before, today, after) => {
    expect(read(kind, before)).toEqual({ kind: today, data: after });
  });

  it("that asked a second manager is bound to what it asks for in the words of today", () => {
    const asked = (act: "changePolicy", parameters: object) => ({
      parameters: canonicalText(parameters),
      digest: actDigest(act, parameters),
    });
    const about = { approval: "a", endsAt: 1 };
    const before = { ...about, ...asked("changePolicy", { rules: [keptRule, named], reason: "kind" }) };
    expect(read("approval-asked", { ...before, act: "changeRequirement" })).toEqual({
      kind: "approval-asked",
      data: { ...about, act: "changePolicy", ...asked("changePolicy", { rules: [providers, named], reason: "kind" }) },
    });
  });
});

/** What versions 1 and 2 said of counts, and how it is read. */
const counting: readonly (readonly [EventKind, object, object])[] = [
  [
    "attempt-refused",
    { factor: "app", failures, authenticator: { id: "a", failures: 7 }, hint: null },
    { factor: "app", inARow: 3, counts, authenticator: { id: "a", inAll: 7 }, hint: null },
  ],
  ["account-unlocked", { reason: "called", failures }, { reason: "called", ...counts }],
  ["recovery-kit-used", { factors: [], failures }, { factors: [], ...counts }],
  ["manager-recovery-finished", { recovery: "r", failures }, { recovery: "r", ...counts }],
  ["stranger-refused", { stranger: "s", failures }, { stranger: "s", failures }],
];

it.each(counting)("an entry of version 2 says all that was counted then: %s", (kind, before, after) => {
  expect(read(kind, before, 2)).toEqual({ kind, data: after });
});

it("an entry of today's version is read as it was written", () => {
  const data = { about: "manager-refounded", factor: "workstation", kind: "provider", envelope: "e" };
  expect(read("signed-in", data, ENTRY_VERSION)).toEqual({ kind: "signed-in", data });
});

it("a kind is found under every name that it was written with", () => {
  expect(storedNames("policy-changed")).toEqual(["policy-changed", "requirement-changed"]);
  expect(storedNames("signed-in")).toEqual(["signed-in"]);
  expect(isKind("l.kind", "signed-in")).toBe("l.kind = 'signed-in'");
  expect(isKind("kind", "setup-code-issued", "signed-in")).toBe(
    "kind IN ('setup-code-issued', 'set-up-code-issued', 'signed-in')",
  );
});
