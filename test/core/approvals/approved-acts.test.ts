import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Refusal, Result } from "../../../src/contract/result";
import { APPROVED_ACTS, type ApprovedAct, type KeyChange } from "../../../src/contract/vocabulary";
import type { Asking } from "../../../src/main/core/asking";
import { exportEntries } from "../../../src/main/core/audit/export-entries";
import { newCode } from "../../../src/main/core/authentication/codes";
import { addBackupFolder, changeBackupGenerations, removeBackupFolder } from "../../../src/main/core/backups/folders";
import { correctClock } from "../../../src/main/core/clock/clock";
import { recordEvent } from "../../../src/main/core/context";
import { removeGateway, saveGateway } from "../../../src/main/core/messaging/change-gateway";
import * as acts from "../../../src/main/core/people/account-acts";
import { forgetRememberedSignIn } from "../../../src/main/core/people/account-acts";
import { factsOf } from "../../../src/main/core/people/account-facts";
import { liftEmail } from "../../../src/main/core/people/emails";
import { confirmAccount } from "../../../src/main/core/people/held-accounts";
import { editPerson } from "../../../src/main/core/people/people";
import { exemptPerson } from "../../../src/main/core/policy/exemptions";
import { changePolicy } from "../../../src/main/core/policy/policy";
import type { Caller } from "../../../src/main/core/session/session";
import { settingsOf, updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import * as help from "../../../src/main/core/support/help-acts";
import { begin } from "../../../src/main/core/vault/change-keys";
import { mayMakeKit } from "../../../src/main/core/vault/recovery-kit";
import { mayRestoreOver } from "../../../src/main/core/vault/restore";
import { carriedOut } from "../../support/answering";
import { askApproval, getApproval } from "../../support/approvals";
import type { TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy } from "../../support/entries";
import { countedAs, refusedWith } from "../../support/failures";
import { IDENTITY, ONCE } from "../../support/help";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { GATEWAY, giveGateway, PROOF } from "../../support/two-factor";

let two: TwoManagers;
let context: TestContext;
let joan: Caller;
let ruth: Account;
let sam: Account;

beforeEach(async () => {
  two = await createTwoManagers();
  ({ context, joan, ruth } = two);
  sam = await two.addManager("Sam Cole", "sam@northside.example");
  two.signIn(context.manager);
});
afterEach(() => {
  expectReplayEqualsTables(context, ruth);
  context.close();
});

type Answer = Result<unknown, Refusal> | Asking;
type Row = {
  /** Brings Ruth, or the practice, into a state in which the act can be done. */
  readonly before?: () => void;
  readonly parameters: () => Record<string, unknown>;
  readonly perform: (context: TestContext, caller: Caller, input: never) => Answer | Promise<Answer>;
};

/** What is judged of a change of keys before anything is written; whatever is typed for it has no part in that. */
function beginning(act: Parameters<typeof begin>[2]["act"], what: KeyChange): Row["perform"] {
  return (of, caller, input) => {
    const { proof } = input as { readonly proof: unknown };
    return begin(of, caller, { act, what, input: { proof, typed: { passphrase: act } }, leadsTo: what });
  };
}
const onRuth = () => ({ account: ruth.id, reason: "agreed" });
const note = (event: Parameters<typeof recordEvent>[2]) =>
  immediately(context.db, () => recordEvent(context, null, event));

/** Every act that takes a second manager: on a manager, or on the practice. */
const rows: Readonly<Record<ApprovedAct, Row>> = {
  editPerson: {
    parameters: () => ({ ...onRuth(), name: "Ruth Gray", email: ruth.email, cellPhone: null, accountType: "staff" }),
    perform: editPerson,
  },
  changeRole: { parameters: () => ({ ...onRuth(), role: "member" }), perform: acts.changeRole },
  deactivatePerson: { parameters: onRuth, perform: acts.deactivatePerson },
  reactivatePerson: {
    before: () => note({ kind: "account-deactivated", subject: ruth.id, data: { reason: "left" } }),
    parameters: onRuth,
    perform: acts.reactivatePerson,
  },
  liftEmail: {
    before: () => {
      // Whoever approves it is no new manager.
      context.clock.advance(15 * 86_400_000);
      const before = factsOf(ruth);
      const email = "ruth.kane@northside.example";
      note({
        ...{ kind: "account-edited", subject: ruth.id },
        data: { before, after: { ...before, email, emailKey: email }, reason: null },
      });
    },
    parameters: () => ({ ...onRuth(), email: ruth.email, to: null }),
    perform: liftEmail,
  },
  issueSetupCode: { parameters: onRuth, perform: help.issueSetupCode },
  issueBypassCode: { parameters: () => ({ ...onRuth(), ...ONCE }), perform: help.issueBypassCode },
  replacePhone: { parameters: () => ({ ...onRuth(), cause: "lost-or-stolen" }), perform: help.replacePhone },
  fallBackToText: {
    before: () => {
      giveGateway(context);
      const number = ruth.cellPhone ?? "";
      const { issued, secret } = newCode(context, ruth.id, "phone-proof", "0000000");
      const sent = { ...issued, use: "phone-proof", channel: "text", cellPhone: number, expiresAt: null } as const;
      immediately(context.db, () => {
        const subject = ruth.id;
        recordEvent(context, subject, { kind: "token-issued", subject, data: sent }, { secrets: [secret] });
        const data = { cellPhone: number, channel: "text", code: issued.code } as const;
        recordEvent(context, subject, { kind: "phone-confirmed", subject, data });
      });
    },
    parameters: onRuth,
    perform: help.fallBackToText,
  },
  confirmNumber: {
    before: () => {
      const before = factsOf(ruth);
      const data = { before, after: { ...before, cellPhone: "+14155550177" }, reason: null };
      immediately(context.db, () => recordEvent(context, ruth.id, { kind: "account-edited", subject: ruth.id, data }));
    },
    parameters: onRuth,
    perform: help.confirmNumber,
  },
  correctClock: { parameters: () => ({ correctionMs: 240_000, reason: "agreed" }), perform: correctClock },
  addBackupFolder: { parameters: () => ({ path: "/mnt/safe" }), perform: addBackupFolder },
  removeBackupFolder: {
    before: () => note({ kind: "backup-folder-added", subject: null, data: { folder: "safe", path: "/mnt/safe" } }),
    parameters: () => ({ folder: "safe" }),
    perform: removeBackupFolder,
  },
  restoreOverVault: {
    parameters: () => ({ backup: "0".repeat(64), madeAt: 1_790_000_000_000 }),
    perform: mayRestoreOver,
  },
  changePassphrase: { parameters: () => ({}), perform: beginning("changePassphrase", "passphrase") },
  openByKeyStore: { parameters: () => ({}), perform: beginning("openByKeyStore", "to-key-store") },
  openByPassphrase: { parameters: () => ({}), perform: beginning("openByPassphrase", "to-passphrase") },
  changeVaultKey: { parameters: () => ({}), perform: beginning("changeVaultKey", "vault-key") },
  makeNewKit: { parameters: () => ({ reason: "seen" }), perform: mayMakeKit },
  changeBackupGenerations: {
    parameters: () => ({ daily: 1, weekly: 0, monthly: 0 }),
    perform: changeBackupGenerations,
  },
  saveGateway: {
    parameters: () => ({ ...GATEWAY, token: "another-token" }),
    perform: saveGateway,
  },
  removeGateway: { before: () => giveGateway(context), parameters: () => ({}), perform: removeGateway },
  startTwoFactor: {
    before: () => note({ kind: "two-factor-disabled", subject: ruth.id, data: {} }),
    parameters: () => ({ account: ruth.id }),
    perform: acts.startTwoFactor,
  },
  unlockAccount: {
    before: () => {
      const data = refusedWith("app", countedAs({ afterPassword: true, held: true }), 20);
      note({ kind: "attempt-refused", subject: ruth.id, data });
    },
    parameters: onRuth,
    perform: help.unlockAccount,
  },
  resetTwoFactor: { parameters: () => ({ ...onRuth(), cause: "new-phone" }), perform: help.resetTwoFactor },
  confirmAccount: {
    before: () => note({ kind: "account-held", subject: ruth.id, data: { steps: {} } }),
    parameters: onRuth,
    perform: confirmAccount,
  },
  forgetRememberedSignIn: {
    before: () => {
      const before = settingsOf(thePractice(context.db));
      note({ kind: "settings-changed", subject: null, data: { before, after: { ...before, rememberDays: 30 } } });
      const { issued, secret } = newCode(context, ruth.id, "remembered-sign-in", "a secret");
      const data = { ...issued, expiresAt: context.clock.now() + 86_400_000, after: null };
      immediately(context.db, () =>
        recordEvent(context, ruth.id, { kind: "sign-in-remembered", subject: ruth.id, data }, { secrets: [secret] }),
      );
    },
    parameters: onRuth,
    perform: forgetRememberedSignIn,
  },
  updateSettings: {
    parameters: () => {
      const { name: practiceName, ...settings } = settingsOf(thePractice(context.db));
      return { ...settings, practiceName, textTokenMinutes: 60 };
    },
    perform: updateSettings,
  },
  changePolicy: {
    before: () => {
      const rule = { id: "a".repeat(26), applies: { to: "role", role: "auditor" }, fromOn: "2026-12-01" } as const;
      const after = [{ ...rule, fromAt: Date.UTC(2026, 11, 1, 6), graceDays: 14, methods: "app-only" as const }];
      note({ kind: "policy-changed", subject: null, data: { before: [], after, reason: "first" } });
    },
    parameters: () => ({ rules: [], reason: "agreed" }),
    perform: changePolicy,
  },
  exemptPerson: { parameters: () => ({ ...onRuth(), untilOn: "2026-12-01" }), perform: exemptPerson },
  exportEntries: {
    parameters: () => ({ person: null, group: null, from: null, to: null, format: "json", reason: "agreed" }),
    perform: exportEntries,
  },
};

describe.each(APPROVED_ACTS)("%s", (act) => {
  const row = rows[act];
  const perform = (caller: Caller, parameters: Record<string, unknown>) =>
    carriedOut(context, row.perform(context, caller, { ...parameters, proof: PROOF, identity: IDENTITY } as never));

  test("takes a second manager, passes with their approval once, and looks the same when it is asked about", async () => {
    row.before?.();
    const parameters = row.parameters();
    expect(getApproval(context, joan, { act, parameters })).toEqual({ ok: true, value: { is: "needed" } });
    const refusals = await kindsLeftBy(context, undefined, async () =>
      expect(await perform(joan, parameters)).toEqual({
        ok: false,
        refusal: { code: "may-not", because: "second-manager" },
      }),
    );
    // Where there is a gateway, the person hears of it by text too.
    expect(refusals.filter((kind) => kind !== "notice-queued")).toEqual(["act-refused"]);
    const asked = askApproval(context, joan, { act, parameters });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    expect(asked.value.sentence).toMatch(/^[A-Z].+\.$/);
    expect(await two.approve(asked.value.id, sam)).toMatchObject({ ok: true });
    const kinds = await kindsLeftBy(context, undefined, async () =>
      expect(await perform(joan, parameters)).toMatchObject({ ok: true }),
    );
    expect(kinds.filter((kind) => kind === "approval-used")).toHaveLength(1);
    expect(kinds).not.toContain("act-refused");
    expect(await perform(joan, parameters)).not.toMatchObject({ ok: true, value: { code: expect.anything() } });
    const again = await kindsLeftBy(context, undefined, () => perform(joan, parameters));
    expect(again.filter((kind) => kind !== "act-refused" && kind !== "notice-queued")).toEqual([]);
  });
});
