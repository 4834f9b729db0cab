import { type Db, prepared } from "../open";
import { type Effects, none, run } from "./effect";

export const backupEffects = {
  // A kit that was never checked by typing a part of it back is void once there is another one.
  "recovery-kit-made": (db, owner, { at, data: { kit, backups, reason = null } }) => {
    run(db, "DELETE FROM kits WHERE owner = ? AND confirmed = 0", owner);
    const { number = null, madeAt = at, recipient = null, seal = null } = backups ?? {};
    const sql = `INSERT OR IGNORE INTO kits (owner, kit, number, made_at, recipient, seal, reason)
      SELECT @owner, @kit, coalesce(@number, 1 + coalesce(max(number), 0)), @madeAt, @recipient, @seal, @reason
      FROM kits WHERE owner = @owner`;
    prepared(db, sql).run({ owner, kit, number, madeAt, recipient, seal, reason });
  },
  "recovery-kit-confirmed": (db, owner, { workstation, data }) => {
    const sql = "UPDATE kits SET confirmed = 1, confirmed_on = ? WHERE owner = ? AND kit = ?";
    run(db, sql, workstation, owner, data.kit);
  },
  // Its number is not given again, so that no two papers have the same.
  "recovery-kit-dropped": none,
  "practice-key-made": (db, owner, { data: { publicKey, secret, recipient, identity } }) => {
    const sql = `INSERT OR REPLACE INTO practice_keys (owner, public_key, secret, recipient, identity)
      VALUES (?, ?, ?, ?, ?)`;
    run(db, sql, owner, publicKey, secret, recipient, identity);
  },
  "key-change-begun": (db, owner, { at, workstation, data: { change, what, leadsTo } }) => {
    const sql = `INSERT OR IGNORE INTO key_changes (owner, change, workstation, what, leads_to, begun_at)
      VALUES (?, ?, ?, ?, ?, ?)`;
    run(db, sql, owner, change, workstation, what, leadsTo, at);
  },
  "key-change-ended": (db, owner, { at, workstation, data: { change, because } }) => {
    const sql = `UPDATE key_changes SET ended_at = ?, because = ?
      WHERE owner = ? AND change = ? AND workstation = ? AND ended_at IS NULL`;
    run(db, sql, at, because, owner, change, workstation);
  },
  "backup-folder-added": (db, owner, { at, workstation, data: { folder, path } }) =>
    addFolder(db, owner, { id: folder, workstation, path, at }),
  // Removed once, it stays so.
  "backup-folder-removed": (db, owner, { data }) =>
    run(db, "UPDATE backup_folders SET removed = 1 WHERE owner = ? AND id = ?", owner, data.folder),
  "backup-generations-changed": (db, owner, { data: { after } }) => {
    const sql = "INSERT OR REPLACE INTO backup_generations (owner, daily, weekly, monthly) VALUES (?, ?, ?, ?)";
    run(db, sql, owner, after.daily, after.weekly, after.monthly);
  },
  "backup-made": (db, owner, { at, workstation, data: { folder, file, bytes, entries, people, kit } }) => {
    if (folder === workstation) addFolder(db, owner, { id: folder, workstation, path: null, at });
    const sql = `UPDATE backup_folders SET last_at = ?, last_file = ?, last_bytes = ?, last_entries = ?, last_people = ?,
      last_kit = ? WHERE owner = ? AND id = ? AND workstation = ?`;
    run(db, sql, at, file, bytes, entries, people, kit, owner, folder, workstation);
    run(db, "DELETE FROM backups_late WHERE owner = ?", owner);
  },
  "backup-failed": none,
  "backups-late": (db, owner, { at }) =>
    run(db, "INSERT OR IGNORE INTO backups_late (owner, at) VALUES (?, ?)", owner, at),
} satisfies Effects;

type Added = { readonly id: string; readonly workstation: string; readonly path: string | null; readonly at: number };

function addFolder(db: Db, owner: string, { id, workstation, path, at }: Added): void {
  const sql = "INSERT OR IGNORE INTO backup_folders (owner, id, workstation, path, added_at) VALUES (?, ?, ?, ?, ?)";
  run(db, sql, owner, id, workstation, path, at);
}
