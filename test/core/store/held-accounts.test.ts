import { beforeEach, expect, test } from "vitest";
import type { DomainEvent, EventData } from "../../../src/main/core/domain/events";
import { agree, practiceOfTwo, tablesOf, type Workstation, write } from "../../support/workstations";

const NOON = Date.UTC(2026, 10, 2, 12);
let north: Workstation;
let south: Workstation;

const about = <K extends "account-held" | "account-confirmed" | "account-deactivated" | "account-reactivated">(
  kind: K,
  data: EventData[K],
): DomainEvent => ({ kind, subject: "ana", data }) as DomainEvent;
const held = about("account-held", { steps: {} });
const confirmed = about("account-confirmed", { by: "manager", reason: null });
const stored: DomainEvent = { kind: "recovery-codes-stored", subject: "ana", data: {} };
const made = (code: string): DomainEvent => ({
  ...{ kind: "setup-code-issued", subject: "ana" },
  data: { code, secret: code, expiresAt: NOON + 1e9, for: "password", reason: null },
});

function stateAt({ db }: Workstation): unknown {
  const account = "SELECT is_held AS isHeld, codes_due AS codesDue FROM accounts WHERE owner = 'ana'";
  const codes = "SELECT id, state FROM codes WHERE owner = 'ana' ORDER BY id";
  return { ...(db.prepare(account).get() as object), codes: db.prepare(codes).all() };
}

function agreed(): unknown {
  agree([north, south]);
  expect(tablesOf(south.db)).toEqual(tablesOf(north.db));
  return stateAt(north);
}

beforeEach(() => {
  [north, south] = practiceOfTwo(NOON);
});

test("an account that is held twice, apart, waits until whoever confirms it has had both in sight (HELD-4)", () => {
  write(north, held);
  write(south, held);
  write(north, confirmed);
  expect(stateAt(north)).toMatchObject({ isHeld: 0 });
  expect(agreed()).toMatchObject({ isHeld: 1 });
  write(south, confirmed);
  expect(agreed()).toMatchObject({ isHeld: 0 });
});

test("what was confirmed by somebody who had not heard of the hold leaves it closed, whatever their clock says (HELD-4)", () => {
  south.clock = NOON + 1e9;
  write(north, held);
  write(south, confirmed);
  expect(agreed()).toMatchObject({ isHeld: 1 });
});

test("who was deactivated apart stays so, and whoever comes back is held still (HELD-4)", () => {
  write(north, held);
  write(south, about("account-deactivated", { reason: "left" }));
  write(north, confirmed);
  agreed();
  const at = "SELECT deactivated_at FROM accounts WHERE owner = 'ana'";
  expect(north.db.prepare(at).pluck().get()).not.toBeNull();
  write(south, held);
  write(south, about("account-reactivated", { reason: "back" }));
  expect(agreed()).toMatchObject({ isHeld: 1 });
});

test("codes of before are void, also such as were made apart; later ones hold, and new ones stay due until stored (HELD-5)", () => {
  write(north, made("before"));
  agreed();
  write(north, held);
  write(south, made("apart"));
  agreed();
  write(north, confirmed);
  write(south, stored);
  write(north, made("later"));
  expect(agreed()).toMatchObject({ isHeld: 0, codesDue: 0 });
  const { codes } = stateAt(north) as { codes: readonly { id: string; state: string }[] };
  expect(codes.find(({ id }) => id === "before")?.state).toBe("outdated");
  expect(codes.find(({ id }) => id === "apart")?.state).not.toBe("open");
});

test("codes that were stored by somebody who had not heard of the hold leave new ones due (HELD-5)", () => {
  write(north, held);
  write(south, stored);
  expect(agreed()).toMatchObject({ codesDue: 1 });
});
