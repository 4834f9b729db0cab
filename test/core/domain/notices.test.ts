import { describe, expect, test } from "vitest";
import { kindsOf } from "../../../src/main/core/domain/event-groups";
import type { EventKind } from "../../../src/main/core/domain/events";
import { type Before, isInBanner, isNotified, textTopic } from "../../../src/main/core/domain/notices";

/** Each kind about people or their factors that nobody is told of, by why. */
const silent: Readonly<Record<string, readonly EventKind[]>> = {
  "nothing could be lost yet": ["account-created", "sealed-key-issued", "recovery-codes-stored"],
  "what follows from it is told": [
    ...(["identity-proven", "identity-vouched", "setup-code-claimed", "sealed-key-used"] as const),
    ...(["authenticator-offered", "authenticator-withdrawn", "recovery-code-replaced"] as const),
  ],
  "it takes nothing away from them": [
    ...(["exemption-granted", "exemption-ended", "help-asked", "help-closed", "setup-code-revoked"] as const),
    ...(["backup-password-skipped", "manager-recovery-shown"] as const),
  ],
  "it is about everybody on every screen": ["notices-shown"],
  "it is shown on every screen": ["approval-given", "approval-declined", "approval-used"],
  "the sign-in hands out new codes": ["account-held", "account-confirmed"],
  "it is about everybody": [
    ...(["people-imported", "import-undone", "people-deactivated", "people-reminded"] as const),
    ...(["enrollment-sheets-made"] as const),
  ],
  "it is a message itself": [
    ...(["notice-queued", "notice-delivered", "notice-not-delivered"] as const),
    ...(["reminder-queued", "reminder-delivered", "reminder-not-delivered"] as const),
  ],
};

test("every kind of entry about people and their factors is told, or left out for a reason", () => {
  const all = [...kindsOf("people"), ...kindsOf("two-factor")];
  expect(all.filter((kind) => !isNotified(kind)).sort()).toEqual(Object.values(silent).flat().sort());
});

const before: Before = { cellPhone: "+1", confirmedPhone: "+1", hasPassword: true, hasTwoFactor: true };
const subject = "a";
const passwordSet = (by: "practice-setup" | "setup-code" | "change" | "recovery" | "rehash") =>
  ({ kind: "password-set", subject, data: { secret: "s", by, fitsManager: true } }) as const;

describe("a text", () => {
  test.each([
    ["practice-setup", null],
    ["rehash", null],
    ["setup-code", "password-set"],
    ["change", "password-set"],
    ["recovery", "password-set"],
  ] as const)("of a password that came by %s tells %s", (by, topic) => {
    expect(textTopic(passwordSet(by), before)).toBe(topic);
  });

  test("of a setup code goes to whoever has a password to lose", () => {
    const data = { code: "c", secret: "s", expiresAt: 1, for: "password", reason: null } as const;
    const issued = { kind: "setup-code-issued", subject, data } as const;
    expect(textTopic(issued, before)).toBe("setup-code-issued");
    expect(textTopic(issued, { ...before, hasPassword: false })).toBeNull();
  });

  test("of a confirmed phone goes out where tokens went elsewhere before", () => {
    const confirmed = (cellPhone: string) =>
      ({ kind: "phone-confirmed", subject, data: { cellPhone, channel: "text", code: "c" } }) as const;
    expect(textTopic(confirmed("+2"), before)).toBe("phone-confirmed");
    expect(textTopic(confirmed("+1"), before)).toBeNull();
    expect(textTopic(confirmed("+2"), { ...before, hasTwoFactor: false })).toBeNull();
  });

  test("of an act at which a recovery code was used tells that", () => {
    const proven = (factor: "recovery-code" | "bypass-code" | "text-token") => {
      const data = { factors: [{ factor: "password" }, { factor, code: "c" }], act: "saveSettings" } as const;
      return { kind: "proof-accepted", subject, data } as const;
    };
    expect(textTopic(proven("recovery-code"), before)).toBe("recovery-code-used");
    expect(textTopic(proven("bypass-code"), before)).toBe("bypass-code-used");
    expect(textTopic(proven("text-token"), before)).toBeNull();
  });
});

describe("the banner", () => {
  const reset = { kind: "two-factor-reset", subject, data: { cause: "other", reason: "lost" } } as const;

  test("has what others did, and not what one did oneself or the app did", () => {
    expect(isInBanner({ ...reset, actor: "b" })).toBe(true);
    expect(isInBanner({ ...reset, actor: subject })).toBe(false);
    expect(isInBanner({ ...reset, actor: null })).toBe(false);
  });

  test("has a password that a code set, whoever held the code; and none that its owner changed", () => {
    expect(isInBanner({ ...passwordSet("setup-code"), actor: subject })).toBe(true);
    expect(isInBanner({ ...passwordSet("recovery"), actor: subject })).toBe(true);
    expect(isInBanner({ ...passwordSet("change"), actor: subject })).toBe(false);
  });
});
