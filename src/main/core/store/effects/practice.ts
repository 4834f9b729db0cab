import { canonicalText } from "../../domain/canonical";
import type { PracticeSettings } from "../../domain/events";
import { type Db, prepared } from "../open";
import { type Effects, none, run } from "./effect";

export const practiceEffects = {
  "practice-created": (db, owner, { data, workstation }) => {
    prepared(
      db,
      `INSERT INTO practice (owner, vault_id, workstation, public_key, name, region, time_zone, digits, idle_minutes, text_token_minutes)
       VALUES (?, ?, ?, ?, ?, ?, ?, 7, 10, 10)`,
    ).run(owner, data.vaultId, workstation, data.publicKey, data.name, data.region, data.timeZone);
  },
  "practice-setup-finished": (db, owner, { at }) =>
    run(db, "UPDATE practice SET founded_at = ? WHERE owner = ?", at, owner),
  "recovery-kit-made": (db, owner, { data }) =>
    run(db, "UPDATE practice SET kit = ?, kit_confirmed = 0 WHERE owner = ?", data.kit, owner),
  "recovery-kit-confirmed": (db, owner, { data }) =>
    run(db, "UPDATE practice SET kit_confirmed = 1 WHERE owner = ? AND kit = ?", owner, data.kit),
  "settings-changed": (db, owner, { data }) => changeSettings(db, owner, data.after),
  "gateway-changed": (db, owner, { data: { after } }) =>
    run(
      db,
      "UPDATE practice SET gateway_url = ?, gateway_sid = ?, gateway_sender = ?, gateway_secret = ? WHERE owner = ?",
      after?.baseUrl ?? null,
      after?.accountSid ?? null,
      after?.sender ?? null,
      after?.secret ?? null,
      owner,
    ),
  "delivery-tested": none,
  "vault-opened": none,
  "vault-closed": none,
  "audit-log-exported": none,
  "trouble-found": none,
  "head-not-written": none,
  "head-written-again": none,
  "signing-key-changed": (db, owner, { data }) =>
    run(db, "UPDATE practice SET public_key = ? WHERE owner = ?", data.publicKey, owner),
  "tables-rebuilt": none,
  "vault-confirmed": none,
  "policy-changed": (db, owner, { data }) =>
    run(db, "UPDATE practice SET policy = ? WHERE owner = ?", canonicalText(data.after), owner),
  "people-exported": none,
  "report-exported": none,
  "evidence-pack-made": none,
  "people-imported": none,
  "import-undone": none,
  "people-deactivated": none,
  "people-reminded": none,
  "enrollment-sheets-made": none,
} satisfies Effects;

function changeSettings(db: Db, owner: string, after: PracticeSettings): void {
  run(
    db,
    `UPDATE practice SET name = ?, region = ?, time_zone = ?, still_stuck = ?, text_token_minutes = ?, digits = ?,
       idle_minutes = ?, remember_days = ?, text_for_app = ?, text_tokens_chosen = 1 WHERE owner = ?`,
    after.name,
    after.region,
    after.timeZone,
    after.stillStuck,
    after.textTokenMinutes === "never" ? null : after.textTokenMinutes,
    after.digits,
    after.idleMinutes,
    after.rememberDays,
    after.textForApp === true ? 1 : 0,
    owner,
  );
}
