import { describe, expect, test } from "vitest";
import { HELP_ACTS } from "../../../src/contract/vocabulary";
import {
  CALL_BACK_AFTER_MS,
  callBackDenialReason,
  completesNumber,
  isSuspicious,
  type NumberOnFile,
  needsPerson,
  type Vouched,
  voucherDenialReason,
  vouchingHolds,
} from "../../../src/main/core/domain/identity";

const T = Date.UTC(2026, 10, 2, 9);
const number: NumberOnFile = {
  cellPhone: "+14155552671",
  phoneWaits: false,
  phoneSince: null,
  phoneFirst: false,
  phoneInPerson: false,
};

describe("a call back", () => {
  const hindered = (more: Partial<NumberOnFile>, now = T) => callBackDenialReason({ ...number, ...more }, now);

  test("goes to the number that the account was created with", () => expect(hindered({})).toBeUndefined());

  test("takes a number", () => expect(hindered({ cellPhone: null })).toBe("no-phone"));

  test("never goes to a changed number that waits to be confirmed, however old the change is", () => {
    expect(hindered({ phoneWaits: true, phoneSince: T - 100 * CALL_BACK_AFTER_MS })).toBe("number-waits");
  });

  test("goes to a changed number after 14 days, to the millisecond, confirmed or not", () => {
    expect(hindered({ phoneSince: T }, T + CALL_BACK_AFTER_MS - 1)).toBe("number-changed");
    expect(hindered({ phoneSince: T }, T + CALL_BACK_AFTER_MS)).toBeUndefined();
    expect(CALL_BACK_AFTER_MS).toBe(14 * 24 * 3_600_000);
  });

  test("goes at once to the first number there ever was, if somebody looked at its owner", () => {
    expect(hindered({ phoneSince: T, phoneFirst: true })).toBe("number-changed");
    expect(hindered({ phoneSince: T, phoneInPerson: true })).toBe("number-changed");
    expect(hindered({ phoneSince: T, phoneFirst: true, phoneInPerson: true })).toBeUndefined();
    expect(hindered({ phoneSince: T, phoneFirst: true, phoneInPerson: true, phoneWaits: true })).toBe("number-waits");
  });
});

test("a first number takes a photo ID and one helper, a changed one two helpers, however they made sure", () => {
  for (const by of ["call-back", "voucher", "photo-id"] as const) {
    expect(needsPerson("confirmNumber", { phoneFirst: true }, by)).toBe(by !== "photo-id");
    expect(needsPerson("confirmNumber", { phoneFirst: false }, by)).toBe(false);
    expect(needsPerson("unlockAccount", { phoneFirst: true }, by)).toBe(false);
  }
  expect(completesNumber({ phoneFirst: true }, false)).toBe(true);
  expect(completesNumber({ phoneFirst: false }, false)).toBe(false);
  expect(completesNumber({ phoneFirst: false }, true)).toBe(true);
});

describe("somebody's word", () => {
  const about = { account: "marcus", helper: "sam", digest: "d1" };
  const vouched: Vouched = { ...about, state: "open", until: T };

  test("holds for this act, account and helper until its end, to the millisecond, and once", () => {
    expect(vouchingHolds(vouched, about, T - 1)).toBe(true);
    expect(vouchingHolds(vouched, about, T)).toBe(false);
    expect(vouchingHolds({ ...vouched, state: "used" }, about, T - 1)).toBe(false);
  });

  test.each([
    ["account", "ana"],
    ["helper", "joan"],
    ["digest", "d2"],
  ])("is worth nothing with another %s", (what, other) => {
    expect(vouchingHolds(vouched, { ...about, [what]: other }, T - 1)).toBe(false);
  });

  test("is worth nothing from the helper, from the person, or from somebody who has left", () => {
    const facts = { isHelper: false, isPerson: false, isOther: true, stands: true };
    expect(voucherDenialReason(facts)).toBeUndefined();
    expect(voucherDenialReason({ ...facts, isHelper: true })).toBe("voucher-is-helper");
    expect(voucherDenialReason({ ...facts, isPerson: true })).toBe("voucher-is-person");
    expect(voucherDenialReason({ ...facts, stands: false })).toBe("voucher-gone");
    expect(voucherDenialReason({ ...facts, isOther: false })).toBe("voucher-not-another");
  });
});

describe("the person concerned hears of a refusal", () => {
  test("that may be an attempt on their account", () => {
    for (const because of ["own-account", "same-person", "both-factors", "manager-account", "number-changed"]) {
      for (const act of HELP_ACTS) expect(isSuspicious({ act, because })).toBe(true);
    }
    expect(isSuspicious({ act: "approveAct", because: "same-person" })).toBe(true);
    expect(isSuspicious({ act: "resetTwoFactor", because: "second-manager" })).toBe(true);
  });

  test("and not of what their account's own state refuses, or what waits for a second manager as it should", () => {
    for (const because of ["not-locked", "no-two-factor", "deactivated", "no-app", "no-gateway"]) {
      for (const act of HELP_ACTS) expect(isSuspicious({ act, because })).toBe(false);
    }
    expect(isSuspicious({ act: "changeRole", because: "second-manager" })).toBe(false);
  });
});
