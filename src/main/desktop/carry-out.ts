import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { importWords } from "../../contract/import/messages";
import type { Incident } from "../../contract/refusals";
import { type Refusal, type Result, refuse } from "../../contract/result";
import type { Destination, Given, Outcome, Source } from "../core/asking";
import type { Connection } from "../core/dispatch";
import { IMPORT_BYTES_MAX } from "../core/domain/import-table";
import type { ChosenBackup, Paper } from "../core/ports";
import { chosenVault, writeDurably } from "../platform/vault-folder";
import type { OwnClipboard } from "./clipboard";
import type { Dialogs } from "./dialogs";
import type { Call } from "./ipc";
import type * as printing from "./printing";

/* What a method needs of a person, or of this computer, on its way to an answer (core/asking.ts): files, printer, clipboard. */

export type Desk = {
  readonly dialogs: Dialogs;
  readonly clipboard: Pick<OwnClipboard, "copy">;
  readonly chosenBackup: (file: string) => ChosenBackup;
  readonly printing: Pick<typeof printing, "drawPdf" | "printOnPaper">;
  /** Writes what broke to the log and returns its number. */
  readonly incident: (what: string, broken: unknown) => Omit<Incident, "code">;
};

type Answer = Result<unknown, Refusal>;

/** The window's calls: where a method asks for something, the person is asked, and hears what came of it. */
export function carryingOut(connection: Connection, desk: Desk): Call {
  return async (method, input) => {
    const answered = await connection.call(method, input);
    if ("ok" in answered) return answered;
    const { ticket, asks } = answered;
    try {
      return "choose" in asks
        ? await takeIn(connection, ticket, asks, desk)
        : await putOut(connection, ticket, asks, desk);
    } catch (broken) {
      await connection.close(ticket, { is: "broken" });
      return refuse({ code: "incident", ...desk.incident(method, broken) });
    }
  };
}

async function takeIn(connection: Connection, ticket: string, { choose }: Source, desk: Desk): Promise<Answer> {
  const { dialogs } = desk;
  const chosen = await dialogs.open(
    choose === "folder" ? { properties: ["openDirectory"] } : { filters: fileFilters[choose] },
  );
  if (chosen.ok && chosen.value !== null) return connection.give(ticket, await chosenFile(choose, chosen.value, desk));
  const canceled = await connection.close(ticket, { is: "canceled" });
  return chosen.ok ? canceled : chosen;
}

const fileFilters = {
  vault: [{ name: "Wardkey", extensions: ["db"] }],
  backup: [
    { name: "Wardkey", extensions: ["age"] },
    { name: importWords.fileKinds.all, extensions: ["*"] },
  ],
  table: [
    { name: importWords.fileKinds.tables, extensions: ["csv", "tsv", "txt", "tab"] },
    { name: importWords.fileKinds.all, extensions: ["*"] },
  ],
};

async function chosenFile(choose: Source["choose"], place: string, desk: Desk): Promise<Given> {
  if (choose === "backup") return { is: "backup", backup: desk.chosenBackup(place) };
  if (choose === "folder") return { is: "folder", path: place };
  if (choose === "vault") return { is: "vault", vault: chosenVault(place) };
  return { is: "table", file: { name: basename(place), bytes: await readAtMost(place, IMPORT_BYTES_MAX + 1) } };
}

/** The beginning of a file; null where it cannot be read: gone, a folder, open in another program, not allowed. */
export async function readAtMost(place: string, most: number): Promise<Uint8Array | null> {
  try {
    if (!(await stat(place)).isFile()) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of createReadStream(place, { end: most - 1 })) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch {
    return null;
  }
}

type Commit = () => ReturnType<Connection["commit"]>;
type PutOut = Outcome | { readonly is: "refused"; readonly answer: Answer };

async function putOut(connection: Connection, ticket: string, { to, name }: Destination, desk: Desk): Promise<Answer> {
  const outcome = await ways[to](() => connection.commit(ticket), name, desk);
  if (outcome.is !== "refused") return connection.close(ticket, outcome);
  // Another dialog stands there, or the core did not let it out.
  await connection.close(ticket, { is: "canceled" });
  return outcome.answer;
}

const ways: Readonly<Record<Destination["to"], (commit: Commit, name: string, desk: Desk) => Promise<PutOut>>> = {
  file: (commit, name, desk) => save(commit, name, desk, async (content) => textIn(content)),
  pdf: (commit, name, desk) => save(commit, `${name}.pdf`, desk, (content) => desk.printing.drawPdf(paperIn(content))),
  printer: async (commit, _name, desk) => {
    const printed = await desk.dialogs.alone(() => print(commit, desk));
    return printed.ok ? printed.value : { is: "refused", answer: printed };
  },
  clipboard: async (commit, name, { clipboard }) => {
    const content = await commit();
    if (!content.ok) return { is: "refused", answer: content };
    await clipboard.copy(textIn(content.value));
    return { is: "out", name };
  },
};

/** Asks for a place, and only then for what is to lie there. */
async function save(
  commit: Commit,
  suggested: string,
  { dialogs }: Desk,
  draw: (content: string | Paper) => Promise<string | Uint8Array | undefined>,
): Promise<PutOut> {
  const place = await dialogs.save(suggested);
  if (!place.ok) return { is: "refused", answer: place };
  if (place.value === null) return { is: "canceled" };
  const content = await commit();
  if (!content.ok) return { is: "refused", answer: content };
  const drawn = await draw(content.value);
  // Locked while it was drawn: nothing is written for whoever was there.
  return drawn === undefined ? { is: "canceled" } : writeTo(place.value, drawn);
}

/** Looks for a printer before anything is committed: what is recorded as printed has to have a chance of it. */
async function print(commit: Commit, { dialogs, printing }: Desk): Promise<PutOut> {
  if (!(await dialogs.hasPrinter())) return { is: "trouble", trouble: "no-printer" };
  const content = await commit();
  if (!content.ok) return { is: "refused", answer: content };
  return printing.printOnPaper(paperIn(content.value));
}

/** Writes what is to lie at a place; where the place does not take it, that is no fault of Wardkey. */
function writeTo(place: string, content: string | Uint8Array): Outcome {
  try {
    writeDurably(place, content);
    return { is: "out", name: basename(place) };
  } catch {
    return { is: "trouble", trouble: "not-written" };
  }
}

function textIn(content: string | Paper): string {
  if (typeof content !== "string") throw new Error("a paper where a text was asked for");
  return content;
}

function paperIn(content: string | Paper): Paper {
  if (typeof content === "string") throw new Error("a text where a paper was asked for");
  return content;
}
