import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toEntryView } from "../../../../src/main/core/audit/entry-view";
import { recordEvent } from "../../../../src/main/core/context";
import type { DomainEvent } from "../../../../src/main/core/domain/events";
import { findSigningKey, findSigningKeyAt } from "../../../../src/main/core/store/ledger/heads";
import { findHead } from "../../../../src/main/core/store/ledger/ledger";
import { immediately } from "../../../../src/main/core/store/open";
import { createTestContext, type TestContext } from "../../../support/context";
import { expectReplayEqualsTables } from "../../../support/entries";
import { secondWorkstation } from "../../../support/second-workstation";

let first: TestContext;
let second: TestContext;
beforeEach(() => {
  first = createTestContext();
  second = secondWorkstation(first);
});
afterEach(() => {
  expectReplayEqualsTables(first);
  first.close();
});

/** A minute after what was written before, by both clocks: in the canonical order too. */
function noted(at: TestContext, event: DomainEvent) {
  for (const { computerClock } of [first, second]) computerClock.advance(60_000);
  return immediately(at.db, () => recordEvent(at, first.manager.id, event));
}
const numberOf = (at: TestContext) => findHead(at.db, at.workstation)?.seq ?? 0;
const keyOf = (at: TestContext) => findSigningKey(at.db, at.workstation);

const named = () => ({ workstation: second.workstation, name: "Front desk" });
const added = { publicKey: "its first key", from: null };
const add = (at: TestContext, more: object = {}) =>
  noted(at, { kind: "workstation-added", subject: null, data: { ...named(), ...added, ...more } });
const changeKey = (at: TestContext, publicKey: string) =>
  noted(at, { kind: "signing-key-changed", subject: null, data: { publicKey, secret: null } });
const remove = (at: TestContext, acceptedUpTo: number) =>
  noted(at, { kind: "workstation-removed", subject: null, data: { ...named(), acceptedUpTo, reason: "stolen" } });
/** A chain that has added itself belongs to the practice once another one of it has added it too. */
const vouchForSecond = () => add(first, { publicKey: "another key" });
const rowOf = ({ db, workstation }: TestContext) =>
  db.prepare("SELECT name, public_key, accepted_up_to FROM workstations WHERE id = ?").get(workstation);

describe("a workstation's signing key", () => {
  test("is the one with which it was added at another workstation, until it changes it", () => {
    expect(keyOf(second)).toBeUndefined();
    add(first);
    expect(keyOf(second)).toEqual({ publicKey: "its first key", secret: null });
    noted(second, { kind: "vault-closed", subject: null, data: {} });
    const before = numberOf(second);
    changeKey(second, "its second key");
    expect(keyOf(second)).toEqual({ publicKey: "its second key", secret: null });
    expect(findSigningKeyAt(first.db, second.workstation, before)?.publicKey).toBe("its first key");
    expect(rowOf(second)).toMatchObject({ name: "Front desk", public_key: "its second key" });
  });

  test("is none where it goes on from another chain and has not named one yet", () => {
    add(second, { from: findHead(first.db, first.workstation), publicKey: null });
    expect(keyOf(second)).toBeUndefined();
    changeKey(second, "its first key");
    expect(keyOf(second)?.publicKey).toBe("its first key");
  });

  test("is not changed by what another workstation writes", () => {
    const firstKey = keyOf(first);
    add(first);
    changeKey(second, "its second key");
    expect(keyOf(first)).toEqual(firstKey);
    // Adding a workstation once more, under a key that somebody else has, gives it no other key.
    add(first, { publicKey: "another key" });
    noted(second, {
      kind: "workstation-added",
      subject: null,
      data: { ...added, workstation: first.workstation, name: "Back office", publicKey: "another key" },
    });
    expect([first, second].map((at) => keyOf(at)?.publicKey)).toEqual([firstKey?.publicKey, "its second key"]);
    expect(rowOf(first)).toMatchObject({ public_key: firstKey?.publicKey });
    changeKey(first, "the first one's second key");
    expect(keyOf(second)?.publicKey).toBe("its second key");
  });
});

describe("a removed workstation", () => {
  test.each([
    [7, 4],
    [4, 7],
  ])("stays removed, up to the lower of %i and %i", (one, other) => {
    add(first);
    expect(rowOf(second)).toMatchObject({ accepted_up_to: null });
    remove(first, one);
    remove(first, other);
    add(first);
    expect(rowOf(second)).toMatchObject({ accepted_up_to: 4 });
  });

  test("that was never added is none", () => {
    remove(first, 3);
    expect(rowOf(second)).toBeUndefined();
  });
});

test("that a vault goes on as a workstation of its own is said as what it is", () => {
  const entry = add(second, { from: findHead(first.db, first.workstation) });
  expect(toEntryView(first, entry).sentence).toBe(
    "This computer had no record of the vault, which goes on as a new workstation: Front desk.",
  );
  vouchForSecond();
});
