import type { AccountFacts, Entry, EventData } from "../../domain/events";
import type { Knowing } from "../../domain/order";
import { searchTextOf } from "../../domain/search";
import { latest } from "../../domain/settle";
import { listClaims } from "../claims";
import { type Db, prepared } from "../open";
import { claim } from "./claims";
import { closeCodes } from "./codes";
import { type Effects, run } from "./effect";
import { noteEdit, noteHelp } from "./history";

/** Who an account says that it is, and the number that is used for it. */
export const profileEffects = {
  "account-edited": (db, owner, entry, knowing) => {
    const {
      at,
      actor,
      data: { before, after },
    } = entry;
    noteEdit(db, owner, entry);
    changeFacts(db, owner, entry, knowing);
    if (before.cellPhone !== after.cellPhone) changeNumber(db, owner, { before: before.cellPhone, at, actor });
  },
  "number-confirmed": (db, owner, entry, knowing) => {
    // Whoever says that it is theirs has a hand in where their tokens go.
    if (takesTokens(db, owner)) noteHelp(db, owner, entry, "second");
    // Where it was changed apart, whoever confirms one has to have both in sight.
    if (!listClaims(db, { owner, field: "cellPhone" }).every((claim) => knowing.saw(claim))) return;
    confirmNumber(db, owner, entry.actor, entry.data);
  },
} satisfies Effects;

function takesTokens(db: Db, owner: string): boolean {
  const sql = "SELECT 1 FROM accounts WHERE owner = ? AND confirmed_phone IS NOT NULL";
  return prepared(db, sql).get(owner) !== undefined;
}

type NumberChange = { readonly before: string | null; readonly at: number; readonly actor: string | null };

/** A changed number waits: whoever could change it must not at once get the tokens and the call-backs (SETUP-10). */
function changeNumber(db: Db, owner: string, { before, at, actor }: NumberChange): void {
  // A proof that is under way is for the number it was sent to.
  closeCodes(db, owner, "phone-proof", "revoked");
  closeCodes(db, owner, "recovery-token", "revoked");
  closeCodes(db, owner, "remembered-sign-in", "revoked");
  // Whoever gave their word, or approved, meant the number before it.
  for (const table of ["vouchings", "approvals"]) {
    run(db, `UPDATE ${table} SET state = 'void' WHERE owner = ? AND act = 'confirmNumber' AND state = 'open'`, owner);
  }
  prepared(
    db,
    // One that was taken off before makes no other one the first.
    `UPDATE accounts SET phone_first = (@first AND phone_since IS NULL), phone_since = @at, phone_in_person = 0, phone_helper = @helper,
       phone_waits = (cell_phone IS NOT NULL AND cell_phone IS NOT confirmed_phone) WHERE owner = @owner`,
  ).run({ at, first: before === null ? 1 : 0, helper: actor === owner ? null : actor, owner });
}

function confirmNumber(
  db: Db,
  owner: string,
  actor: string | null,
  { cellPhone, inPerson, complete }: EventData["number-confirmed"],
): void {
  const number = { owner, actor, cellPhone };
  if (!complete) {
    const first = "UPDATE accounts SET phone_helper = @actor WHERE owner = @owner AND cell_phone = @cellPhone";
    prepared(db, first).run(number);
    return;
  }
  // What went to the number before this one is good no longer.
  closeCodes(db, owner, "text-token", "revoked");
  closeCodes(db, owner, "recovery-token", "revoked");
  prepared(
    db,
    `UPDATE accounts SET phone_waits = 0, phone_in_person = @inPerson,
       confirmed_phone = CASE WHEN confirmed_phone IS NULL THEN NULL ELSE @cellPhone END
     WHERE owner = @owner AND cell_phone = @cellPhone`,
  ).run({ owner, cellPhone, inPerson: inPerson ? 1 : 0 });
}

/** Each field by itself: what was changed apart leaves the others alone, and of one field the latest is in force. */
function changeFacts(db: Db, owner: string, entry: Extract<Entry, { kind: "account-edited" }>, knowing: Knowing): void {
  const facts = findFacts(db, owner);
  if (facts === undefined) return;
  const { before, after } = entry.data;
  const isLatest = (field: ProfileField) => {
    if (before[field] === after[field]) return false;
    const [own, ...apart] = claim(db, { owner, field }, { entry, knowing, value: after[field] });
    return latest([own, ...apart]) === own;
  };
  if (isLatest("name")) facts.name = after.name;
  // A case or form alone is another text of one e-mail.
  if (isLatest("email")) [facts.email, facts.emailKey] = [after.email, after.emailKey];
  if (isLatest("cellPhone")) facts.cellPhone = after.cellPhone;
  if (isLatest("accountType")) facts.accountType = after.accountType;
  prepared(
    db,
    `UPDATE accounts SET name = @name, email = @email, email_key = @emailKey, cell_phone = @cellPhone, account_type = @accountType,
       search_text = @searchText, email_used = EXISTS (SELECT 1 FROM used_emails u
         WHERE u.owner = @owner AND u.email_key = @emailKey AND u.lifted_for IS NULL)
     WHERE owner = @owner`,
  ).run({ ...facts, owner, searchText: searchTextOf(facts, facts.twoFactorId) });
}

type ProfileField = "name" | "email" | "cellPhone" | "accountType";

function findFacts(db: Db, owner: string): (AccountFacts & { twoFactorId: string }) | undefined {
  const sql = `SELECT name, email, email_key AS emailKey, cell_phone AS cellPhone, account_type AS accountType,
    two_factor_id AS twoFactorId FROM accounts WHERE owner = ?`;
  return prepared(db, sql).get(owner) as (AccountFacts & { twoFactorId: string }) | undefined;
}
