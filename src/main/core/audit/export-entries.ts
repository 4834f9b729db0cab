import { setImmediate as otherWork } from "node:timers/promises";
import { exportFileName } from "../../../contract/audit/change-messages";
import type { InputOf, Reply } from "../../../contract/methods";
import { ok } from "../../../contract/result";
import { findPass, type Pass, usePass, withoutProof } from "../approvals/second-manager";
import type { Asking } from "../asking";
import { leastTime, recordEvent, recordRefusal, type VaultContext } from "../context";
import { dateIn } from "../domain/calendar";
import { EXPORTED_TOGETHER_MS, takenTogether } from "../domain/export-limit";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import {
  countEntriesOf,
  type EntryFilter,
  listExportsAlone,
  listLedgerRows,
  newestArrival,
} from "../store/ledger/entries";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { csvWriter, type EntryWriter, jsonWriter } from "./ledger-file";

/** Written in a few milliseconds, after which other calls have their turn. */
const PAGE = 200;

/**
 * Gives exactly the entries that fit, as they are when it begins, for a file that the person chooses; null when they
 * choose none. The whole ledger, or as good as that, takes a second manager where there are two, whose approval is looked at
 * again and used up once the place is known. Recorded before it is written.
 */
export async function exportEntries(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"exportEntries">,
): Promise<Reply<"exportEntries"> | Asking<Reply<"exportEntries">>> {
  const actor = ownAccount(context, caller).id;
  const { person, group, from, to, format, reason } = input;
  const filter = { person, group, from, to };
  const findOne = () =>
    isWholeLedger(context, actor, filter) ? findPass(context, caller, actor, aboutExport(input)) : oneself;
  const refused = { act: "exportEntries", because: "second-manager", subject: null } as const;
  if (findOne() === undefined) return immediately(context.db, () => recordRefusal(context, actor, refused));
  const now = context.clock.now();
  const writer =
    format === "csv" ? csvWriter(context, await import("papaparse")) : jsonWriter(context, { filter, now });
  const count = await writeAll(context, filter, writer);
  const fileName = `${exportFileName(dateIn(thePractice(context.db).timeZone, now))}.${format}`;
  return {
    ...{ to: "file", name: fileName },
    canceled: ok(null),
    commit: () =>
      immediately(context.db, () => {
        const pass = findOne();
        if (pass === undefined) return recordRefusal(context, actor, refused);
        usePass(context, actor, pass);
        const data = { count, format, filter, reason, alone: pass.by === "oneself" };
        recordEvent(context, actor, { kind: "audit-log-exported", subject: null, data });
        return ok(writer.text());
      }),
    done: (name) => ok({ name, count }),
  };
}

const oneself: Pass = { by: "oneself" };

const aboutExport = (input: InputOf<"exportEntries">) =>
  ({ act: "exportEntries", subject: null, parameters: withoutProof(input) }) as const;

/** Whether an export is as good as the whole ledger, with what the same account exported alone lately. */
export function isWholeLedger(context: VaultContext, actor: string, filter: EntryFilter): boolean {
  const lately = listExportsAlone(context.db, actor, leastTime(context) - EXPORTED_TOGETHER_MS);
  const taken = takenTogether([...lately, filter]);
  if (taken.is === "whole") return true;
  if (taken.period === null) return false;
  const everything = { person: null, group: null, from: null, to: null };
  return countEntriesOf(context.db, { ...everything, ...taken.period }) * 2 > countEntriesOf(context.db, everything);
}

/** Page by page from what is newest now, so that the app goes on living and later entries stay out. */
async function writeAll(context: VaultContext, filter: EntryFilter, writer: EntryWriter): Promise<number> {
  let before: number | undefined = newestArrival(context.db) + 1;
  let count = 0;
  while (before !== undefined) {
    const rows = listLedgerRows(context.db, filter, { before, limit: PAGE });
    writer.add(rows);
    count += rows.length;
    before = rows.at(-1)?.arrival;
    await otherWork();
  }
  return count;
}
