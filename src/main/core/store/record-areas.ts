import type { RecordArea } from "../../../contract/vocabulary";
import type { SecretKind } from "../domain/events";
import type { Finding } from "./ledger/verify";
import type { ShadowTable } from "./shadow";

/* What tables and secrets are about, as whoever has to know what was changed in them calls it. */

const areasOfTables: Readonly<Record<ShadowTable, RecordArea>> = {
  practice: "settings",
  workstations: "workstations",
  restores: "history",
  settings: "settings",
  policies: "policy",
  gateways: "gateway",
  kits: "workstations",
  clocks: "workstations",
  clock_corrections: "workstations",
  clock_troubles: "workstations",
  accounts: "account",
  used_emails: "history",
  authenticators: "phone",
  drifts: "phone",
  codes: "codes",
  failures: "lock",
  authenticator_failures: "lock",
  approvals: "approvals",
  departures: "history",
  helper_starts: "history",
  edits: "history",
  in_person: "approvals",
  helps: "approvals",
  vouchings: "approvals",
  emergency_codes: "emergency",
  emergency_accesses: "emergency",
  manager_recoveries: "approvals",
  shown: "approvals",
  method_changes: "history",
  claims: "history",
  revocations: "history",
  conflicts: "history",
  commitments: "history",
  practice_keys: "backups",
  key_changes: "workstations",
  backup_folders: "backups",
  backup_generations: "backups",
  backups_late: "backups",
};

const areasOfSecrets: Readonly<Record<SecretKind, RecordArea>> = {
  password: "password",
  "backup-password": "password",
  "totp-key": "phone",
  code: "codes",
  "gateway-token": "gateway",
  "workstation-key": "workstations",
  "practice-root": "workstations",
  "practice-keys": "workstations",
  "practice-key": "backups",
  "backup-identity": "backups",
};

/** null for an entry of the audit log itself. */
export function areaOf(finding: Finding): RecordArea | null {
  if (finding.what === "row") return areasOfTables[finding.table];
  return finding.what === "secret" ? areasOfSecrets[finding.kind] : null;
}
