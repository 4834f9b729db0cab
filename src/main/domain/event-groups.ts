import type { EventKind } from "./events";

/** What the ledger screen filters by. */
export type EventGroup = "sign-in" | "two-factor" | "people" | "settings" | "ledger";

const groups: { readonly [K in EventKind]: EventGroup } = {
  "practice-founded": "settings",
  "founding-finished": "settings",
  "settings-changed": "settings",
  "gateway-changed": "settings",
  "requirement-changed": "settings",
  "delivery-tested": "settings",

  "recovery-kit-made": "ledger",
  "recovery-kit-confirmed": "ledger",
  "vault-opened": "ledger",
  "vault-closed": "ledger",
  "ledger-exported": "ledger",
  "people-exported": "ledger",
  "report-exported": "ledger",
  "evidence-pack-made": "ledger",
  "trouble-found": "ledger",

  "account-created": "people",
  "account-edited": "people",
  "role-changed": "people",
  "account-deactivated": "people",
  "account-reactivated": "people",
  "account-unlocked": "people",
  "act-refused": "people",
  "exemption-granted": "people",
  "exemption-ended": "people",
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
  "enrolment-sheets-made": "people",
  "set-up-code-issued": "people",
  "set-up-code-claimed": "people",
  "set-up-code-revoked": "people",
  "bypass-code-issued": "people",
  "recovery-kit-used": "people",
  "password-set": "people",

  "two-factor-started": "two-factor",
  "two-factor-enabled": "two-factor",
  "two-factor-disabled": "two-factor",
  "two-factor-reset": "two-factor",
  "text-messages-chosen": "two-factor",
  "phone-confirmed": "two-factor",
  "authenticator-offered": "two-factor",
  "authenticator-withdrawn": "two-factor",
  "sealed-key-issued": "two-factor",
  "sealed-key-used": "two-factor",
  "authenticator-enabled": "two-factor",
  "authenticator-revoked": "two-factor",
  "recovery-codes-made": "two-factor",
  "recovery-codes-stored": "two-factor",

  "token-issued": "sign-in",
  "token-delivered": "sign-in",
  "token-not-delivered": "sign-in",
  "attempt-refused": "sign-in",
  "account-locked": "sign-in",
  "stranger-refused": "sign-in",
  "signed-in": "sign-in",
  "workstation-remembered": "sign-in",
  "workstation-forgotten": "sign-in",
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
