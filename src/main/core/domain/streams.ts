import type { ConflictKind } from "../../../contract/vocabulary";
import type { DomainEvent, EventKind } from "./events";

/**
 * What is folded on its own: an account, whoever tries an e-mail that belongs to nobody (by its digest), or a part of the
 * practice. Every entry belongs to exactly one, and so does every row that entries yield (LEDGER-13).
 */
export type Stream = string;

/** The parts of the practice; each workstation's clock is one of its own. */
type PracticePart =
  | "settings"
  | "policy"
  | "messaging"
  | "kit"
  | "backups"
  | "emergency"
  | "approvals"
  | "clock"
  | "workstations"
  | "conflicts";

export const practiceStream = (part: Exclude<PracticePart, "clock">): Stream => `practice:${part}`;
export const clockStream = (workstation: string): Stream => `practice:clock:${workstation}`;

export function isPracticeStream(stream: Stream): boolean {
  return stream.startsWith("practice:");
}

/** Where entries of a kind belong that concern no account. */
const parts: { readonly [K in EventKind]?: PracticePart } = {
  "settings-changed": "settings",
  "policy-changed": "policy",
  "gateway-changed": "messaging",
  "delivery-tested": "messaging",
  "recovery-kit-made": "kit",
  "recovery-kit-confirmed": "kit",
  "recovery-kit-dropped": "kit",
  "practice-key-made": "kit",
  "key-change-begun": "kit",
  "key-change-ended": "kit",
  "backup-folder-added": "backups",
  "backup-folder-removed": "backups",
  "backup-generations-changed": "backups",
  "backup-made": "backups",
  "backup-failed": "backups",
  "backups-late": "backups",
  "emergency-half-made": "emergency",
  "emergency-codes-voided": "emergency",
  "emergency-codes-opened": "emergency",
  "approval-asked": "approvals",
  "approval-given": "approvals",
  "approval-declined": "approvals",
  "approval-used": "approvals",
  "clock-trouble": "clock",
  "clock-corrected": "clock",
  "notices-shown": "workstations",
};

/** Where conflicts belong that concern no account, or several of them. */
const partsInConflict: { readonly [K in ConflictKind]?: PracticePart } = {
  policy: "policy",
  settings: "settings",
  gateway: "messaging",
};

/** The stream of an entry; what is only told of the practice goes with its workstations. */
export function streamOf({ kind, subject, data }: DomainEvent, workstation: string): Stream {
  if (subject !== null) return subject;
  if (kind === "stranger-refused") return data.stranger;
  if (kind === "deadlines-moved" && data.stranger !== undefined) return data.stranger;
  if (kind === "secrets-revoked") return practiceStream(data.part ?? "messaging");
  if (kind === "conflict-found") return streamOfConflict(data.conflict.what);
  if (kind === "conflict-settled") return streamOfConflict(data.what);
  const part = parts[kind] ?? "workstations";
  return part === "clock" ? clockStream(workstation) : practiceStream(part);
}

/** Where a conflict belongs that concerns no account alone. */
export function streamOfConflict(what: ConflictKind): Stream {
  return `practice:${partsInConflict[what] ?? "conflicts"}`;
}
