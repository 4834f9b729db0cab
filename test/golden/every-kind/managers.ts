import type { ApprovedAct } from "../../../src/contract/vocabulary";
import { APPROVAL_LIFE_MS, APPROVAL_USE_MS, actDigest } from "../../../src/main/core/domain/approvals";
import { canonicalText } from "../../../src/main/core/domain/canonical";
import { factsOf } from "../../../src/main/core/people/account-facts";
import { type Cast, HOUR_MS, type SomeKinds } from "./cast";

/** What is asked of a second manager: `parameters` as the act's input, without its proof. */
function asked({ id, now }: Cast, label: string, act: ApprovedAct, parameters: object) {
  const text = canonicalText(parameters);
  return {
    approval: id(label),
    act,
    parameters: text,
    digest: actDigest(act, parameters),
    endsAt: now() + APPROVAL_LIFE_MS,
  };
}
/** What takes two managers, and what is done to many people at once. */
export const managerKinds = {
  "approval-asked": (cast) => {
    const { account, now } = cast;
    const [joan, ruth, sam] = [account("Joan"), account("Ruth"), account("Sam")];
    const filter = { person: null, group: null, from: null, to: null };
    const rules = [
      {
        id: "rule-2",
        applies: { to: "account-type", accountType: "provider" },
        fromOn: "2027-02-01",
        graceDays: 30,
        methods: "app-only",
      },
    ];
    const reason = "agreed at the meeting";
    return [
      [null, joan, asked(cast, "waits", "changePolicy", { rules, reason })],
      [
        null,
        joan,
        {
          ...asked(cast, "approved", "exportEntries", { ...filter, format: "csv", reason }),
          proceedsAt: now() + 72 * HOUR_MS,
        },
      ],
      [ruth, joan, asked(cast, "used", "issueBypassCode", { account: ruth.id, signIns: 1, hours: 1, reason })],
      [ruth, joan, asked(cast, "used after a while", "changeRole", { account: ruth.id, role: "member", reason })],
      [null, ruth, asked(cast, "used after manager recovery", "removeGateway", { reason })],
      [null, ruth, asked(cast, "objected", "correctClock", { correctionMs: 90_000, reason })],
      [null, ruth, asked(cast, "withdrawn", "exportEntries", { ...filter, format: "json", reason })],
      [
        sam,
        joan,
        { ...asked(cast, "alone", "resetTwoFactor", { account: sam.id, cause: "new-phone", reason }), alone: true },
      ],
      [
        ruth,
        joan,
        asked(cast, "of a profile", "editPerson", {
          ...factsOf(ruth),
          account: ruth.id,
          accountType: "provider",
          reason,
        }),
      ],
    ];
  },
  "approval-given": ({ account, id, now }) => {
    const until = now() + APPROVAL_USE_MS;
    return [
      [null, account("Ruth"), { approval: id("approved"), until }],
      [account("Ruth"), account("Ruth"), { approval: id("used"), until }],
    ];
  },
  "approval-declined": ({ account, id }) => [
    [null, account("Joan"), { approval: id("objected"), reason: "the clock is right" }],
    [null, account("Ruth"), { approval: id("withdrawn"), reason: "not needed" }],
  ],
  "approval-used": ({ account, id }) => [
    [account("Ruth"), account("Joan"), { approval: id("used"), by: "approval" }],
    [account("Ruth"), account("Joan"), { approval: id("used after a while"), by: "waiting" }],
    [null, account("Ruth"), { approval: id("used after manager recovery"), by: "manager-recovery" }],
  ],

  "import-undone": ({ account, id }) => [
    [null, account("Joan"), { import: id("import"), deactivated: 0, restored: 1, skipped: 2 }],
  ],
  "people-deactivated": ({ account }) => [[null, account("Joan"), { count: 1, skipped: 1, reason: "left together" }]],
  "people-reminded": ({ account }) => [[null, account("Joan"), { count: 2, skipped: 1 }]],
  "reminder-queued": ({ account, id, newest }) => {
    const cause = newest("people-reminded");
    return [
      [account("Tom"), account("Joan"), { message: id("reminder"), cellPhone: "+14155550107" }, { cause }],
      [account("Mia"), account("Joan"), { message: id("lost reminder"), cellPhone: "+14155550178" }, { cause }],
    ];
  },
  "reminder-delivered": ({ account, id }) => [[account("Tom"), null, { message: id("reminder") }]],
  "reminder-not-delivered": ({ account, id }) => [
    [account("Mia"), null, { message: id("lost reminder"), reason: "unreachable" }],
  ],
  "enrollment-sheets-made": ({ account }) => [
    [null, account("Joan"), { count: 2, skipped: 0, to: "printer", sealed: true }],
    [null, account("Joan"), { count: 1, skipped: 1, to: "pdf", sealed: false }],
  ],
  "people-exported": ({ account }) => {
    const filter = {
      search: "",
      status: "active",
      role: null,
      accountType: "provider",
      method: null,
      codes: null,
      late: false,
      dueOn: null,
    } as const;
    const columns = ["name", "email", "account-type", "status"] as const;
    return [
      [null, account("Joan"), { count: 4, to: "csv", filter, columns }],
      [null, account("Ingrid"), { count: 15, to: "pdf", filter: { ...filter, accountType: null }, columns }],
    ];
  },
  "report-exported": ({ account }) => {
    const period = { fromOn: "2026-11-01", toOn: "2026-11-30" };
    return [
      [null, account("Ingrid"), { ...period, report: "sign-ins", to: "csv", accountType: "staff", role: null }],
      [null, account("Joan"), { ...period, report: "setup-codes", to: "printer", accountType: null, role: "member" }],
    ];
  },
  "evidence-pack-made": ({ account, newest }) => {
    const { hash: headHash, seq: headSeq } = newest("report-exported");
    const period = { fromOn: "2026-11-01", toOn: "2026-11-30" };
    return [[null, account("Joan"), { ...period, to: "pdf", accountType: "provider", role: null, headHash, headSeq }]];
  },
  "evidence-kept": ({ account }) => [
    [null, account("Joan"), { evidence: "evidence-20261102090000.db" }],
    [null, null, { evidence: "evidence-20261102090001.db" }],
  ],
  "vault-checked": ({ account }) => [
    [null, null, { by: "schedule", result: "intact", entries: 512 }],
    [null, null, { by: "schedule", result: "failed", entries: 512 }],
    [null, account("Joan"), { by: "person", result: "canceled", entries: 2000 }],
    [null, account("Ingrid"), { by: "person", result: "wrong", entries: 512 }],
  ],
  "sign-off-sheet-made": ({ account, newest }) => {
    const { hash: headHash, seq: headSeq } = newest("evidence-pack-made");
    return [[null, account("Joan"), { to: "printer", headHash, headSeq }]];
  },
} satisfies SomeKinds;
