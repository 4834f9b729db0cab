import type { EmergencyHalf } from "../../../../contract/vocabulary";
import { afterRecovery } from "../../domain/lockout";
import type { OrderKey } from "../../domain/order";
import { type Db, prepared } from "../open";
import { openCode } from "./codes";
import { type Effects, run } from "./effect";
import { clearFailures, setFailures } from "./failures";
import { switchTwoFactorOff } from "./second-factor";

/** The emergency codes, the shifts they opened, and manager recoveries. */
export const emergencyEffects = {
  "emergency-half-made": (db, owner, entry, knowing) => {
    const { h, workstation, seq, at, actor, data } = entry;
    if (data.half === "first") {
      voidOthers(db, owner, data.emergencyCodes);
      run(
        db,
        `INSERT OR IGNORE INTO emergency_codes (id, owner, number, ends_on, ends_at, state) VALUES (?, ?, ?, ?, ?, 'open')`,
        data.emergencyCodes,
        owner,
        data.number,
        data.endsOn,
        data.expiresAt,
      );
    }
    const made = {
      first: `UPDATE emergency_codes SET first_by = @actor, first_at = @at, first_h = @h,
        first_workstation = @workstation, first_seq = @seq WHERE owner = @owner AND id = @emergencyCodes`,
      second:
        "UPDATE emergency_codes SET second_by = @actor, second_at = @at WHERE owner = @owner AND id = @emergencyCodes",
    } as const satisfies Record<EmergencyHalf, string>;
    prepared(db, made[data.half]).run({ owner, actor, at, h, workstation, seq, emergencyCodes: data.emergencyCodes });
    openCode(db, owner, `emergency-${data.half}`, data, { entry, knowing });
  },
  "emergency-codes-voided": (db, owner, { data }) => closeEmergencyCodes(db, owner, data.emergencyCodes, "void"),
  "emergency-codes-opened": (db, owner, { data }) => closeEmergencyCodes(db, owner, data.emergencyCodes, "opened"),
  "emergency-access-opened": (db, owner, { h, workstation, seq, at, data }) =>
    run(
      db,
      `INSERT OR IGNORE INTO emergency_accesses (id, owner, emergency_codes, number, opened_at, opened_h, opened_workstation,
         opened_seq, until_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      data.access,
      owner,
      data.emergencyCodes,
      data.number,
      at,
      h,
      workstation,
      seq,
      data.until,
      data.reason,
    ),
  "emergency-access-reviewed": (db, owner, { at, actor, data }) =>
    run(
      db,
      "UPDATE emergency_accesses SET reviewed_by = ?, reviewed_at = ?, note = ? WHERE owner = ? AND id = ? AND reviewed_at IS NULL",
      actor,
      at,
      data.note,
      owner,
      data.access,
    ),
  "manager-recovery-asked": (db, owner, { h, workstation, seq, at, data }) =>
    run(
      db,
      `INSERT OR IGNORE INTO manager_recoveries (id, owner, emergency_codes, asked_at, asked_h, asked_workstation, asked_seq,
         ends_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
      data.recovery,
      owner,
      data.emergencyCodes,
      at,
      h,
      workstation,
      seq,
      data.endsAt,
    ),
  "manager-recovery-shown": (db, owner, entry) => addShown(db, owner, entry, entry.data.forMs),
  "notices-shown": (db, owner, entry) => addShown(db, owner, entry, entry.data.forMs),
  "manager-recovery-stopped": (db, owner, { data: { recovery } }) =>
    run(
      db,
      "UPDATE manager_recoveries SET state = 'stopped' WHERE owner = ? AND id = ? AND state = 'open'",
      owner,
      recovery,
    ),
  "manager-recovery-finished": {
    changesMethod: (db, owner, entry, knowing) => {
      const { h, workstation, seq, data } = entry;
      const done = `UPDATE manager_recoveries SET state = 'done', done_h = ?, done_workstation = ?, done_seq = ?
        WHERE owner = ? AND id = ?`;
      run(db, done, h, workstation, seq, owner, data.recovery);
      switchTwoFactorOff(db, owner, { entry, knowing }, "reset");
      if (data.inAll === undefined) clearFailures(db, owner, knowing, afterRecovery);
      else setFailures(db, owner, entry, data.inAll);
      // Kit and emergency codes have proven enough: there may be nobody left who could give a setup code.
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 0, enrollment_open = 2 WHERE owner = ?", owner);
    },
  },
} satisfies Effects;

function addShown(db: Db, owner: string, { workstation, seq }: OrderKey, forMs: number): void {
  const sql = "INSERT OR IGNORE INTO shown (workstation, seq, owner, for_ms) VALUES (?, ?, ?, ?)";
  run(db, sql, workstation, seq, owner, forMs);
}

/** There is one pair of emergency codes at a time; both halves belong to the practice. */
function voidOthers(db: Db, owner: string, id: string): void {
  run(db, "UPDATE emergency_codes SET state = 'void' WHERE owner = ? AND state = 'open' AND id <> ?", owner, id);
  revokeHalves(db, owner);
}

function closeEmergencyCodes(db: Db, owner: string, id: string, state: "void" | "opened"): void {
  run(db, "UPDATE emergency_codes SET state = ? WHERE owner = ? AND id = ? AND state = 'open'", state, owner, id);
  revokeHalves(db, owner);
}

function revokeHalves(db: Db, owner: string): void {
  prepared(
    db,
    "UPDATE codes SET state = 'revoked' WHERE owner = ? AND sort IN ('emergency-first', 'emergency-second') AND state = 'open'",
  ).run(owner);
}
