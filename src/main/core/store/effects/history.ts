import type { Role } from "../../../../contract/vocabulary";
import type { Entry } from "../../domain/events";
import type { OrderKey } from "../../domain/order";
import type { Db } from "../open";
import { run } from "./effect";

/* What is kept of single entries about an account, for rules that look back. */

/** Of an entry: its place in the canonical order, when it was and who acted. */
type Noted = OrderKey & Pick<Entry, "at" | "actor">;

/** With another role, or none, goes what somebody had asked and approved. */
export function noteDeparture(
  db: Db,
  owner: string,
  { h, workstation, seq, at, actor }: Noted,
  wasManager: boolean,
): void {
  const sql = `INSERT OR IGNORE INTO departures (owner, h, workstation, seq, at, actor, ended_manager)
    VALUES (?, ?, ?, ?, ?, ?, ?)`;
  run(db, sql, owner, h, workstation, seq, at, actor, wasManager ? 1 : 0);
}

/** By a role (before: null for somebody who was not there), or by coming back to whichever they had (HELP-6). */
export function noteHelperStart(
  db: Db,
  owner: string,
  { h, workstation, seq, at, actor }: Noted,
  by: "came-back" | { readonly before: Role | null; readonly after: Role },
): void {
  if (by !== "came-back" && !isHelper(by.after)) return;
  const isNew = by === "came-back" || !isHelper(by.before);
  const sql = `INSERT OR IGNORE INTO helper_starts (owner, h, workstation, seq, at, made_by, is_new)
    VALUES (?, ?, ?, ?, ?, ?, ?)`;
  run(db, sql, owner, h, workstation, seq, at, actor, isNew ? 1 : 0);
}

function isHelper(role: Role | null): boolean {
  return role === "manager" || role === "support";
}

/** Who an account said that it was, and its number before. */
export function noteEdit(
  db: Db,
  owner: string,
  { h, workstation, seq, at, data: { before, after } }: Extract<Entry, { kind: "account-edited" }>,
): void {
  const isOther = (what: "name" | "emailKey" | "cellPhone") => (before[what] === after[what] ? 0 : 1);
  run(
    db,
    `INSERT OR IGNORE INTO edits (owner, h, workstation, seq, at, name_changed, email_changed, number_changed, number_before)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[owner, h, workstation, seq, at, isOther("name"), isOther("emailKey"), isOther("cellPhone"), before.cellPhone],
  );
}

/** Somebody was seen with a photo ID by whoever helped them (HELP-9). */
export function noteInPerson(db: Db, owner: string, { h, workstation, seq, at }: Noted): void {
  const sql = "INSERT OR IGNORE INTO in_person (owner, h, workstation, seq, at) VALUES (?, ?, ?, ?, ?)";
  run(db, sql, owner, h, workstation, seq, at);
}

/** Which helper replaced which factor of whom (HELP-4); nobody helps where the person acts themselves. */
export function noteHelp(
  db: Db,
  owner: string,
  { h, workstation, seq, at, actor }: Noted,
  factor: "password" | "second",
): void {
  if (actor === null || actor === owner) return;
  run(
    db,
    "INSERT OR IGNORE INTO helps (owner, h, workstation, seq, helper, factor, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    owner,
    h,
    workstation,
    seq,
    actor,
    factor,
    at,
  );
}
