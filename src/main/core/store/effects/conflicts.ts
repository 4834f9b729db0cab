import { canonicalText } from "../../domain/canonical";
import { prepared } from "../open";
import type { Effects } from "./effect";

/** What was found to be in conflict, and what was settled. Whether it still is one follows from the tables (conflicts.ts). */
export const conflictEffects = {
  "conflict-found": (db, owner, { at, workstation, seq, data: { conflict } }, knowing) => {
    const found = { owner, id: conflict.id, conflict: canonicalText(conflict), at, workstation, seq };
    const known =
      "SELECT settled_workstation AS workstation, settled_seq AS seq FROM conflicts WHERE owner = ? AND id = ?";
    const settled = prepared(db, known).get(owner, conflict.id) as
      | { workstation: string | null; seq: number }
      | undefined;
    const { workstation: by = null, seq: bySeq = 0 } = settled ?? {};
    // It is there once more, unless whoever found it had not heard that it was settled.
    if (by !== null && knowing.saw({ workstation: by, seq: bySeq })) {
      prepared(db, "DELETE FROM conflicts WHERE owner = ? AND id = ?").run(owner, conflict.id);
    }
    prepared(
      db,
      `INSERT OR IGNORE INTO conflicts (owner, id, conflict, found_at, found_workstation, found_seq)
       VALUES (@owner, @id, @conflict, @at, @workstation, @seq)`,
    ).run(found);
  },
  "conflict-settled": (db, owner, entry) => {
    const { at, actor, workstation, seq } = entry;
    const { conflict, by, reason } = entry.data;
    prepared(
      db,
      `UPDATE conflicts SET settled_at = @at, settled_workstation = @workstation, settled_seq = @seq, settled_by = @actor,
         settled_reason = @reason, by_workstation = @byWorkstation, by_seq = @bySeq
       WHERE owner = @owner AND id = @id AND settled_at IS NULL`,
    ).run({
      ...{ owner, id: conflict, at, actor, workstation, seq, reason },
      ...{ byWorkstation: by?.workstation ?? null, bySeq: by?.seq ?? null },
    });
  },
} satisfies Effects;
