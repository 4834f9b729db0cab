import type { EventKind } from "./events";

/** What the ledger screen filters by. */
export type EventGroup = "sign-in" | "two-factor" | "people" | "settings" | "ledger";

const groups: { readonly [K in EventKind]: EventGroup } = {
  "practice-created": "settings",
  "practice-setup-finished": "settings",
  "settings-changed": "settings",
  "gateway-changed": "settings",
  "policy-changed": "settings",
  "delivery-tested": "settings",

  "clock-trouble": "settings",
  "clock-corrected": "settings",
  "deadlines-moved": "settings",
  "emergency-half-made": "settings",
  "emergency-codes-voided": "settings",
  "emergency-codes-opened": "settings",
  "emergency-access-reviewed": "settings",

  "recovery-kit-made": "ledger",
  "recovery-kit-confirmed": "ledger",
  "vault-opened": "ledger",
  "vault-closed": "ledger",
  exchanged: "ledger",
  "audit-log-exported": "ledger",
  "people-exported": "ledger",
  "report-exported": "ledger",
  "evidence-pack-made": "ledger",
  "trouble-found": "ledger",
  "head-not-written": "ledger",
  "head-written-again": "ledger",
  "signing-key-changed": "ledger",
  "workstation-added": "settings",
  "workstation-removed": "settings",
  "practice-keys-kept": "ledger",
  "tables-rebuilt": "ledger",
  "secrets-revoked": "ledger",
  "vault-confirmed": "ledger",

  "account-created": "people",
  "account-edited": "people",
  "role-changed": "people",
  "account-deactivated": "people",
  "account-reactivated": "people",
  "email-lifted": "people",
  "account-unlocked": "people",
  "act-refused": "people",
  "exemption-granted": "people",
  "exemption-ended": "people",
  "help-asked": "people",
  "help-closed": "people",
  "identity-proven": "people",
  "identity-vouched": "people",
  "number-confirmed": "people",
  "notice-queued": "people",
  "notice-delivered": "people",
  "notice-not-delivered": "people",
  "approval-asked": "people",
  "approval-given": "people",
  "approval-declined": "people",
  "approval-used": "people",
  "people-imported": "people",
  "import-undone": "people",
  "people-deactivated": "people",
  "people-reminded": "people",
  "reminder-queued": "people",
  "reminder-delivered": "people",
  "reminder-not-delivered": "people",
  "enrollment-sheets-made": "people",
  "setup-code-issued": "people",
  "setup-code-claimed": "people",
  "setup-code-revoked": "people",
  "bypass-code-issued": "people",
  "recovery-kit-used": "people",
  "password-set": "people",
  "backup-password-set": "people",
  "backup-password-skipped": "people",
  "backup-password-removed": "people",
  "manager-recovery-finished": "people",
  "manager-recovery-asked": "people",
  "manager-recovery-shown": "people",
  "manager-recovery-stopped": "people",
  "notices-shown": "people",

  "two-factor-started": "two-factor",
  "two-factor-enabled": "two-factor",
  "two-factor-disabled": "two-factor",
  "two-factor-reset": "two-factor",
  "text-messages-chosen": "two-factor",
  "phone-replaced": "two-factor",
  "recovery-proven": "two-factor",
  "phone-recovered": "two-factor",
  "text-fallback-given": "two-factor",
  "phone-confirmed": "two-factor",
  "authenticator-offered": "two-factor",
  "authenticator-withdrawn": "two-factor",
  "sealed-key-issued": "two-factor",
  "sealed-key-used": "two-factor",
  "authenticator-enabled": "two-factor",
  "authenticator-revoked": "two-factor",
  "authenticator-resynced": "two-factor",
  "recovery-code-replaced": "two-factor",
  "recovery-codes-made": "two-factor",
  "recovery-codes-stored": "two-factor",

  "emergency-access-opened": "sign-in",
  "token-issued": "sign-in",
  "token-delivered": "sign-in",
  "token-not-delivered": "sign-in",
  "attempt-refused": "sign-in",
  "account-locked": "sign-in",
  "stranger-refused": "sign-in",
  "guesses-summed": "sign-in",
  "signed-in": "sign-in",
  "sign-in-remembered": "sign-in",
  "remembered-sign-in-forgotten": "sign-in",
  "proof-accepted": "sign-in",
  "signed-out": "sign-in",
  "session-ended": "sign-in",
  "session-locked": "sign-in",
  "session-unlocked": "sign-in",
};

/** The group that an entry of this kind is found under. */
export function groupOf(kind: EventKind): EventGroup {
  return groups[kind];
}

/** All kinds of a group. */
export function kindsOf(group: EventGroup): readonly EventKind[] {
  return (Object.keys(groups) as EventKind[]).filter((kind) => groups[kind] === group);
}

/** Whether there is a kind of that name. */
export function isEventKind(name: string): name is EventKind {
  return Object.hasOwn(groups, name);
}
