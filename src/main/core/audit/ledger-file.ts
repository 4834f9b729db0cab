import { changeInLine, exportHeadings } from "../../../contract/audit/change-messages";
import type { EntryView } from "../../../contract/audit/views";
import type { VaultContext } from "../context";
import { BYTE_ORDER_MARK, type Papa, tableText } from "../documents/csv";
import type { ExportFilter } from "../domain/events";
import { type LedgerRow, toEntry } from "../store/ledger/row";
import { thePractice } from "../store/practice";
import { toEntryView } from "./entry-view";

/** Collects entries, page by page, into the text of a file. */
export type EntryWriter = { readonly add: (page: readonly LedgerRow[]) => void; readonly text: () => string };

/** A table for spreadsheets (RFC 4180), formulas defused. */
export function csvWriter(context: VaultContext, papa: Papa): EntryWriter {
  const { region } = thePractice(context.db);
  const toText = (lines: string[][]) => tableText(papa, lines, region);
  const pages = [toText([Object.values(exportHeadings)])];
  return {
    add: (page) => {
      if (page.length > 0) pages.push(toText(page.map((row) => lineOf(row, toEntryView(context, toEntry(row))))));
    },
    text: () => BYTE_ORDER_MARK + pages.join("\r\n"),
  };
}

function lineOf({ seq, at, kind, prev, hash }: LedgerRow, view: EntryView): string[] {
  const cells: Record<keyof typeof exportHeadings, string> = {
    number: String(seq),
    time: instant(at),
    event: kind,
    who: view.actor?.name ?? "",
    whom: view.subject?.name ?? "",
    sentence: view.sentence,
    changes: view.changes.map(changeInLine).join("; "),
    previousHash: prev,
    hash,
  };
  return (Object.keys(exportHeadings) as (keyof typeof exportHeadings)[]).map((column) => cells[column]);
}

/**
 * Everything, for programs: each entry with the very text of `data` that its hash covers, so that the chain can be
 * verified from the file alone (hash = SHA-256 over the canonical text of [prev, workstation, seq, at, actor, kind,
 * version, subject, cause, data]).
 */
export function jsonWriter(
  context: VaultContext,
  asked: { readonly filter: ExportFilter; readonly now: number },
): EntryWriter {
  const entries: string[] = [];
  return {
    add: (page) => {
      entries.push(...page.map((row) => JSON.stringify(recordOf(row, toEntryView(context, toEntry(row))))));
    },
    text: () => {
      const { name: practice, vaultId } = thePractice(context.db);
      const about = { practice, vaultId, exportedAt: instant(asked.now), filter: asked.filter, count: entries.length };
      return `${JSON.stringify(about).slice(0, -1)},"entries":[\n${entries.join(",\n")}\n]}\n`;
    },
  };
}

function recordOf(row: LedgerRow, { actor, subject, sentence, changes }: EntryView) {
  const { arrival: _, h: _h, stream: _stream, ...chained } = row;
  return { ...chained, time: instant(row.at), actorName: actor?.name, subjectName: subject?.name, sentence, changes };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
