import { canonicalText } from "../../domain/canonical";
import type { Entry } from "../../domain/events";
import type { Knowing } from "../../domain/order";
import type { PracticeSettings } from "../../domain/practice-facts";
import { latest, settingInForce } from "../../domain/settle";
import { policyInForce } from "../../domain/settle-policy";
import { type Db, prepared } from "../open";
import { findSettings } from "../settings";
import { claim } from "./claims";
import { type Effects, none, run } from "./effect";

export const practiceEffects = {
  "practice-created": (db, owner, { data, workstation }) => {
    const { vaultId, name, region, timeZone, publicKey } = data;
    prepared(
      db,
      "INSERT OR IGNORE INTO practice (owner, vault_id, workstation, name, region, time_zone) VALUES (?, ?, ?, ?, ?, ?)",
    ).run(owner, vaultId, workstation, name, region, timeZone);
    prepared(db, "INSERT OR IGNORE INTO workstations (id, owner, public_key) VALUES (?, ?, ?)").run(
      workstation,
      owner,
      publicKey,
    );
  },
  "practice-setup-finished": (db, owner, { at }) =>
    run(db, "UPDATE practice SET set_up_at = ? WHERE owner = ?", at, owner),
  "settings-changed": changeSettings,
  "gateway-changed": (db, owner, entry, knowing) => {
    const { after } = entry.data;
    const [own, ...apart] = claim(db, { owner, field: "gateway" }, { entry, knowing, value: after });
    if (latest([own, ...apart]) !== own) return;
    run(db, "DELETE FROM gateways WHERE owner = ?", owner);
    if (after === null) return;
    const { baseUrl, accountSid, sender, secret } = after;
    const sql = "INSERT OR IGNORE INTO gateways (owner, url, sid, sender, secret) VALUES (?, ?, ?, ?, ?)";
    run(db, sql, owner, baseUrl, accountSid, sender, secret);
  },
  "delivery-tested": none,
  "vault-opened": none,
  "vault-closed": none,
  exchanged: none,
  "audit-log-exported": none,
  "trouble-found": none,
  "head-not-written": none,
  "head-written-again": none,
  "signing-key-changed": (db, owner, { data, workstation }) =>
    run(db, "UPDATE workstations SET public_key = ? WHERE owner = ? AND id = ?", data.publicKey, owner, workstation),
  "workstation-added": (db, owner, { data: { workstation, name, publicKey, from } }) => {
    const sql = "INSERT OR IGNORE INTO workstations (id, owner, name, public_key, goes_on_from) VALUES (?, ?, ?, ?, ?)";
    run(db, sql, workstation, owner, name, publicKey, from?.workstation ?? null);
  },
  // Removed once, it stays so; of two who did, the one that takes in less holds.
  "workstation-removed": (db, owner, { data: { workstation, acceptedUpTo } }) => {
    const sql = `UPDATE workstations SET accepted_up_to = min(coalesce(accepted_up_to, @upTo), @upTo)
      WHERE owner = @owner AND id = @id`;
    prepared(db, sql).run({ owner, id: workstation, upTo: acceptedUpTo });
  },
  "practice-keys-kept": none,
  "tables-rebuilt": none,
  "vault-restored": none,
  "restore-tested": none,
  "vault-confirmed": (db, owner, { at, workstation, seq, data: { held } }) => {
    if (held === undefined) return;
    const note = "INSERT OR IGNORE INTO restores (owner, workstation, seq, at, backup_made_at) VALUES (?, ?, ?, ?, ?)";
    run(db, note, owner, workstation, seq, at, held.backupMadeAt);
  },
  "policy-changed": (db, owner, entry, knowing) => {
    const rules = policyInForce(claim(db, { owner, field: "policy" }, { entry, knowing, value: entry.data.after }));
    run(db, "INSERT OR REPLACE INTO policies (owner, rules) VALUES (?, ?)", owner, canonicalText(rules));
  },
  "people-exported": none,
  "report-exported": none,
  "evidence-pack-made": none,
  "vault-checked": none,
  "evidence-kept": none,
  "sign-off-sheet-made": none,
  "people-imported": none,
  "import-undone": none,
  "people-deactivated": none,
  "people-reminded": none,
  "enrollment-sheets-made": none,
} satisfies Effects;

type Setting = keyof Required<PracticeSettings>;

/** Each setting by itself: what was set apart of another one stays as it is. */
function changeSettings(
  db: Db,
  owner: string,
  entry: Extract<Entry, { kind: "settings-changed" }>,
  knowing: Knowing,
): void {
  const before = { textForApp: false, ...entry.data.before };
  const after = { textForApp: false, ...entry.data.after };
  const now = findSettings(db) ?? after;
  const inForce = <F extends Setting>(field: F): Required<PracticeSettings>[F] => {
    if (before[field] === after[field]) return now[field];
    const said = { entry, knowing, value: after[field] };
    return settingInForce[field](claim<Required<PracticeSettings>[F]>(db, { owner, field }, said));
  };
  const textTokenMinutes = inForce("textTokenMinutes");
  run(
    db,
    `INSERT OR REPLACE INTO settings (owner, name, region, time_zone, still_stuck, text_token_minutes, digits,
       idle_minutes, remember_days, text_for_app) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    owner,
    inForce("name"),
    inForce("region"),
    inForce("timeZone"),
    inForce("stillStuck"),
    textTokenMinutes === "never" ? null : textTokenMinutes,
    inForce("digits"),
    inForce("idleMinutes"),
    inForce("rememberDays"),
    inForce("textForApp") ? 1 : 0,
  );
}
