import { emailKey } from "../../../src/main/core/domain/names";
import { factsOf } from "../../../src/main/core/people/account-facts";
import type { Account } from "../../../src/main/core/store/accounts";
import { HOUR_MS, MINUTE_MS, type Recorded, type SomeKinds } from "./cast";

/** Accounts, and the support desk. */
export const peopleKinds = {
  "people-imported": ({ account, id }) => [
    [null, account("Joan"), { import: id("import"), file: "new-people.csv", created: 2, updated: 1, skipped: 3 }],
  ],
  "account-created": ({ account, id, newest }) => {
    const imported = { import: id("import"), role: "member", cellPhone: null } as const;
    const add = (name: string, email: string, twoFactorId: string): Recorded<"account-created"> => [
      id(name),
      account("Joan"),
      { ...imported, accountType: "staff", name, email, emailKey: emailKey(email), twoFactorId },
      { cause: newest("people-imported") },
    ];
    return [
      add("Walter Stone", "walter@northside.example", "700000001"),
      add("Mia Stone", "mia@northside.example", "700000002"),
    ];
  },
  "account-edited": ({ account, newest }) => {
    const edit = (
      firstName: string,
      actor: string,
      to: Partial<Account>,
      reason: string | null,
    ): Recorded<"account-edited"> => {
      const before = factsOf(account(firstName));
      const after = { ...before, ...to };
      const { name, email, cellPhone, accountType } = after;
      return [
        account(firstName),
        account(actor),
        { before, after: { name, email, emailKey: emailKey(email), cellPhone, accountType }, reason },
      ];
    };
    const [subject, actor, data] = edit("Walter", "Joan", { accountType: "provider" }, null);
    return [
      [subject, actor, data, { cause: newest("people-imported") }],
      edit("Ana", "Ana", { cellPhone: "+14155550177" }, null),
      edit("Grace", "Joan", { name: "Grace Kim-Park", email: "grace.park@northside.example" }, "married"),
      edit("Mia", "Joan", { cellPhone: "+14155550178" }, "asked for it"),
    ];
  },
  "role-changed": ({ account }) => [
    [account("Walter"), account("Joan"), { before: "member", after: "support", reason: "helps at the desk" }],
    [account("Walter"), account("Ruth"), { before: "support", after: "auditor", reason: "moved" }],
  ],
  "account-deactivated": ({ account }) => [
    [account("Elena"), account("Joan"), { reason: "left" }],
    [account("Priya"), account("Joan"), { reason: "parental leave" }],
  ],
  "account-reactivated": ({ account }) => [[account("Priya"), account("Joan"), { reason: "back again" }]],
  "account-held": ({ account }) => [
    [account("Walter"), null, { steps: {} }],
    [account("Mia"), null, { steps: {} }],
  ],
  "account-confirmed": ({ account }) => [
    [account("Walter"), account("Joan"), { by: "manager", reason: null }],
    [account("Mia"), account("Joan"), { by: "emergency-access", reason: "on duty today" }],
  ],
  "email-lifted": ({ account }) => {
    const { email, emailKey: key } = account("Elena");
    return [
      [account("Elena"), account("Joan"), { email, emailKey: key, to: null, reason: "for her successor" }],
      [account("Elena"), account("Joan"), { email, emailKey: key, to: account("Mia").id, reason: "Mia takes over" }],
    ];
  },
  "act-refused": ({ account }) => [
    [account("Ruth"), account("Sam"), { act: "resetTwoFactor", because: "manager-account" }],
    [account("Hannah"), account("Sam"), { act: "issueSetupCode", because: "both-factors" }],
    [account("Grace"), account("Grace"), { act: "forgetMyRememberedSignIn", because: "no-remembered-sign-in" }],
    [null, account("Joan"), { act: "changePolicy", because: "second-manager" }],
    [null, account("Sam"), { act: "makeEnrollmentSheets", because: "emergency" }],
  ],
  "exemption-granted": ({ account }) => [
    [
      account("Oscar"),
      account("Joan"),
      { untilOn: "2027-02-28", untilAt: Date.UTC(2027, 2, 1, 6), reason: "broken hand" },
    ],
    [
      account("Mia"),
      account("Joan"),
      { untilOn: "2026-12-31", untilAt: Date.UTC(2027, 0, 1, 6), reason: "starts in January" },
    ],
  ],
  "exemption-ended": ({ account }) => [[account("Mia"), account("Ruth"), { reason: "has a phone now" }]],

  "help-asked": ({ account }) => [
    [account("Grace"), null, { about: "token" }],
    [account("Hannah"), null, { about: "password" }],
  ],
  "help-closed": ({ account }) => [[account("Grace"), account("Sam"), {}]],
  "identity-vouched": ({ account, id, now }) => [
    [
      account("Grace"),
      account("Ana"),
      {
        vouching: id("vouching"),
        helper: account("Sam").id,
        act: "issueBypassCode",
        digest: "5c".repeat(32),
        until: now() + 15 * MINUTE_MS,
      },
    ],
    [
      account("Tom"),
      account("Ana"),
      {
        vouching: id("another vouching"),
        helper: account("Sam").id,
        act: "unlockAccount",
        digest: "6d".repeat(32),
        until: now() + 15 * MINUTE_MS,
      },
    ],
  ],
  "identity-proven": ({ account, id }) => [
    [
      account("Grace"),
      account("Sam"),
      { act: "issueBypassCode", identity: { kind: "voucher", voucher: account("Ana").id, vouching: id("vouching") } },
    ],
    [account("Ana"), account("Sam"), { act: "confirmNumber", identity: { kind: "photo-id", reference: "Badge 4471" } }],
    [account("Tom"), account("Sam"), { act: "issueSetupCode", identity: { kind: "call-back", number: "0107" } }],
    [account("Grace"), account("Joan"), { act: "editPerson", identity: { kind: "photo-id", reference: "Passport" } }],
    [
      account("Priya"),
      account("Joan"),
      { act: "reactivatePerson", identity: { kind: "photo-id", reference: "Passport" } },
    ],
  ],
  "number-confirmed": ({ account }) => {
    const [ana, mia] = [account("Ana"), account("Mia")];
    const reason = "called back";
    return [
      [ana, account("Sam"), { cellPhone: ana.cellPhone ?? "", inPerson: false, complete: false, reason }],
      [ana, account("Ruth"), { cellPhone: ana.cellPhone ?? "", inPerson: true, complete: true, reason: "seen" }],
      [mia, account("Sam"), { cellPhone: mia.cellPhone ?? "", inPerson: true, complete: false, reason: "seen" }],
    ];
  },
  "notice-queued": ({ account, id }) => [
    [account("Tom"), null, { message: id("notice"), about: "help-refused", cellPhone: "+14155550107" }],
    [account("Tom"), null, { message: id("lost notice"), about: "account-locked", cellPhone: "+14155550107" }],
  ],
  "notice-delivered": ({ account, id }) => [[account("Tom"), null, { message: id("notice") }]],
  "notice-not-delivered": ({ account, id }) => [
    [account("Tom"), null, { message: id("lost notice"), reason: "refused-number" }],
  ],
  "notices-shown": () => [
    [null, null, { forMs: 8 * HOUR_MS }],
    [null, null, { forMs: 45 * MINUTE_MS }],
  ],
} satisfies SomeKinds;
