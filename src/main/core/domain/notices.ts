import { type ConflictKind, HELP_ACTS, NOTICE_ACTS, type NoticeTopic } from "../../../contract/vocabulary";
import type { DomainEvent, EventKind, ProvenFactor } from "./events";
import { CALL_BACK_AFTER_MS, isSuspicious } from "./identity";

/*
 * What a person is told of their account: by text to the phones on file, and by the banner at their next sign-in. It is
 * told whoever did it, since whoever did it may not have been who they seemed (NIST SP 800-63B-4 §4.6).
 */

/** How long the number before the present one is told too: as long as the new one cannot serve for a call-back. */
export const FORMER_NUMBER_MS = CALL_BACK_AFTER_MS;
/** Help that is refused again and again is one thing to tell. */
export const REFUSALS_NOTIFIED_MS = 60 * 60_000;

type Of<K extends EventKind> = Extract<DomainEvent, { kind: K }>;

/** What of the account was there before the entry. */
export type Before = {
  readonly cellPhone: string | null;
  readonly confirmedPhone: string | null;
  readonly hasPassword: boolean;
  readonly hasTwoFactor: boolean;
};

/** In the banner: whoever did it, where somebody else could have been in the person's place; or what others did. */
type Banner = "whoever" | "others" | "never";

type NoticeRule<K extends EventKind> = {
  /** What a text says; null: there is none. */
  readonly text: NoticeTopic | null | ((event: Of<K>, before: Before) => NoticeTopic | null);
  readonly banner: Banner | ((event: Of<K>) => Banner);
};

const notified: { readonly [K in EventKind]?: NoticeRule<K> } = {
  "account-edited": {
    text: ({ data: { before, after } }) => {
      const email = before.emailKey !== after.emailKey;
      if (email && before.name !== after.name) return "identity-changed";
      const number = before.cellPhone !== null && before.cellPhone !== after.cellPhone;
      return email || number ? "account-edited" : null;
    },
    banner: "others",
  },
  "approval-asked": {
    text: ({ data: { act } }) => askedTopic(act),
    banner: ({ data: { act } }) => (isIn(NOTICE_ACTS, act) ? "others" : "never"),
  },
  "role-changed": { text: "role-changed", banner: "others" },
  "account-deactivated": { text: null, banner: "others" },
  "account-reactivated": { text: null, banner: "others" },
  "email-lifted": { text: "email-lifted", banner: "others" },
  "account-unlocked": { text: "account-unlocked", banner: "others" },
  "account-locked": {
    text: ({ data }) => (data.until === null ? "account-locked" : null),
    banner: ({ data }) => (data.until === null ? "whoever" : "never"),
  },
  "act-refused": {
    text: (event) => (isSuspicious(event.data) ? "help-refused" : null),
    banner: (event) => (isSuspicious(event.data) ? "others" : "never"),
  },
  "number-confirmed": { text: "number-confirmed", banner: "others" },
  // The number that proves the first second factor is told that two-factor is on.
  "phone-confirmed": {
    text: ({ data }, before) =>
      before.hasTwoFactor && before.confirmedPhone !== data.cellPhone ? "phone-confirmed" : null,
    banner: "others",
  },

  // A first password takes nobody's place: there is nothing to lose yet.
  "setup-code-issued": {
    text: (_, { hasPassword }) => (hasPassword ? "setup-code-issued" : null),
    banner: "others",
  },
  "bypass-code-issued": { text: "bypass-code-issued", banner: "others" },
  "password-set": {
    text: ({ data: { by } }) => (by === "practice-setup" || by === "rehash" ? null : "password-set"),
    banner: ({ data: { by } }) => (by === "setup-code" || by === "recovery" ? "whoever" : "never"),
  },
  "backup-password-set": { text: "backup-password-set", banner: "others" },
  "backup-password-removed": { text: "backup-password-removed", banner: "others" },

  "two-factor-started": { text: null, banner: "others" },
  "two-factor-enabled": { text: "two-factor-enabled", banner: "others" },
  "two-factor-disabled": { text: "two-factor-disabled", banner: "others" },
  "two-factor-reset": { text: "two-factor-reset", banner: "others" },
  "text-messages-chosen": { text: "text-messages-chosen", banner: "others" },
  "text-fallback-given": { text: "text-fallback-given", banner: "others" },
  "phone-replaced": { text: "phone-replaced", banner: "others" },
  // Where the phone itself was the proof, its token has told already.
  "recovery-proven": {
    text: ({ data }) => (data.proof === "recovery-token" ? null : "recovery-proven"),
    banner: "whoever",
  },
  "phone-recovered": { text: "phone-recovered", banner: "whoever" },
  "authenticator-enabled": { text: "authenticator-enabled", banner: "others" },
  "authenticator-revoked": {
    text: ({ data }) => (data.cause === "too-many-failures" ? "authenticator-revoked" : null),
    banner: ({ data }) => (data.cause === "too-many-failures" ? "whoever" : "never"),
  },
  "authenticator-resynced": { text: "authenticator-resynced", banner: "others" },
  "recovery-codes-made": { text: "recovery-codes-made", banner: "others" },

  "recovery-kit-used": { text: "recovery-kit-used", banner: "whoever" },
  "emergency-access-opened": { text: "emergency-access-opened", banner: "whoever" },
  "manager-recovery-asked": { text: "manager-recovery-asked", banner: "whoever" },
  "manager-recovery-stopped": { text: "manager-recovery-stopped", banner: "others" },
  "manager-recovery-finished": { text: "manager-recovery-finished", banner: "whoever" },
  // Somebody else may have the sheet, the phone or the password; text messages go out where it was used.
  "conflict-found": {
    text: null,
    banner: ({ data: { conflict } }) => (isOfWayIn(conflict.what) ? "whoever" : "never"),
  },
  "signed-in": {
    text: ({ data }) => codeUsed(data.factors),
    banner: ({ data }) => (codeUsed(data.factors) === null ? "never" : "whoever"),
  },
  "proof-accepted": {
    text: ({ data }) => codeUsed(data.factors),
    banner: ({ data }) => (codeUsed(data.factors) === null ? "never" : "whoever"),
  },
};

function askedTopic(act: string): NoticeTopic | null {
  if (act === "liftEmail") return "email-lift-asked";
  if (act === "reactivatePerson") return "reactivation-asked";
  return isIn(HELP_ACTS, act) ? "reset-asked" : null;
}

function isOfWayIn(what: ConflictKind): boolean {
  return what === "code-used-twice" || what === "two-factor" || what === "password";
}

function isIn(acts: readonly string[], act: string): boolean {
  return acts.includes(act);
}

/** Of these whoever has left hears too: to come back, and what becomes of their e-mail, is not over for them. */
const notifiedAfterLeaving: readonly EventKind[] = ["approval-asked", "email-lifted"];

/** Whether somebody is told of a kind of entry whose account is closed. */
export function isNotifiedAfterLeaving(kind: EventKind): boolean {
  return notifiedAfterLeaving.includes(kind);
}

/** The kinds of entries of which some are told. */
export const NOTIFIED_KINDS = Object.keys(notified) as readonly EventKind[];

export function isNotified(kind: EventKind): boolean {
  return kind in notified;
}

/** What a text tells of an entry; null where none goes out. */
export function textTopic(event: DomainEvent, before: Before): NoticeTopic | null {
  const text = noticeRuleOf(event)?.text ?? null;
  return typeof text === "function" ? text(event, before) : text;
}

/** Whether the banner tells the account's owner of an entry by `actor`; null: nobody known, or the app itself. */
export function isInBanner(event: DomainEvent & { readonly actor: string | null }): boolean {
  const rule = noticeRuleOf(event)?.banner ?? "never";
  const banner = typeof rule === "function" ? rule(event) : rule;
  return banner === "whoever" || (banner === "others" && event.actor !== null && event.actor !== event.subject);
}

/** The rule of a kind takes entries of that kind alone; the compiler cannot follow that through the table. */
function noticeRuleOf(event: DomainEvent): NoticeRule<EventKind> | undefined {
  return notified[event.kind] as NoticeRule<EventKind> | undefined;
}

/** A code in the place of the phone: whoever found the paper, or talked support round, has it too. */
function codeUsed(factors: readonly ProvenFactor[]): "recovery-code-used" | "bypass-code-used" | null {
  if (factors.some(({ factor }) => factor === "recovery-code")) return "recovery-code-used";
  return factors.some(({ factor }) => factor === "bypass-code") ? "bypass-code-used" : null;
}
