import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ok, refuse } from "../../src/contract/result";
import type { Destination, Source } from "../../src/main/core/asking";
import type { Connection } from "../../src/main/core/dispatch";
import type { Paper } from "../../src/main/core/ports";
import { carryingOut, type Desk, readAtMost } from "../../src/main/desktop/carry-out";

/* The desktop's part, with a core that says what it asks for, and real files. */

let folder: string;
let happened: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-out-"));
  happened = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PAPER: Paper = { title: "Recovery codes", html: "<p>codes</p>" };
const canceled = refuse({ code: "not-now", because: "dialog-open" });

function connection(asks: Destination | Source, more: Partial<Connection> = {}): Connection {
  const note = <T>(what: unknown, answer: T) => {
    happened.push(what);
    return Promise.resolve(answer);
  };
  const content = "to" in asks && (asks.to === "pdf" || asks.to === "printer") ? PAPER : "Name,Email\r\n";
  return {
    call: async () => ({ ticket: "t", asks }),
    commit: () => note("commit", ok(content)),
    give: (_ticket, given) => note(given, ok("taken in")),
    close: (_ticket, outcome) => note(outcome, ok(`closed: ${outcome.is}`)),
    ...more,
  };
}

function desk(place: string | null, more: Partial<Desk> = {}, dialogs: Partial<Desk["dialogs"]> = {}): Desk {
  const asked = async () => {
    happened.push("asked");
    return ok(place);
  };
  return {
    dialogs: {
      save: asked,
      open: asked,
      alone: async (ask) => ok(await ask()),
      hasPrinter: async () => true,
      stand: () => false,
      ...dialogs,
    },
    clipboard: { copy: async (text) => void happened.push(["copied", text]) },
    chosenBackup: () => {
      throw new Error("no backup is chosen here");
    },
    printing: {
      drawPdf: async ({ html }) => new TextEncoder().encode(`%PDF ${html}`),
      printOnPaper: async ({ title }) => ({ is: "out", name: title }),
    },
    incident: (what) => ({ number: "ABCDEF", what: what === "exportPeople" ? "unknown" : "disk-full" }),
    ...more,
  };
}

const press = (asks: Destination | Source, at: Desk, more: Partial<Connection> = {}) =>
  carryingOut(connection(asks, more), at)("exportPeople", {});
const TABLE = { to: "file", name: "people.csv" } as const;
const written = () => readdirSync(folder);

test("a method that asks for nothing is answered as the core answers", async () => {
  expect(await press(TABLE, desk(null), { call: async () => ok(7) })).toEqual(ok(7));
  expect(happened).toEqual([]);
});

describe("a file", () => {
  test("is committed after the place is known, written there, and answered with the name it has there", async () => {
    const place = join(folder, "list of staff.csv");
    expect(await press(TABLE, desk(place))).toEqual(ok("closed: out"));
    expect(happened).toEqual(["asked", "commit", { is: "out", name: "list of staff.csv" }]);
    expect(readFileSync(place, "utf8")).toBe("Name,Email\r\n");
  });

  test("is not committed where the person cancels", async () => {
    expect(await press(TABLE, desk(null))).toEqual(ok("closed: canceled"));
    expect(happened).toEqual(["asked", { is: "canceled" }]);
  });

  test("is neither committed nor left waiting where another dialog stands", async () => {
    const busy = desk(null, {}, { save: async () => canceled });
    expect(await press(TABLE, busy)).toEqual(canceled);
    expect(happened).toEqual([{ is: "canceled" }]);
  });

  test("is not written where the core does not let it out, and that is what the person hears", async () => {
    const over = refuse({ code: "not-now", because: "session-over" });
    expect(await press(TABLE, desk(join(folder, "x.csv")), { commit: async () => over })).toEqual(over);
    expect(written()).toEqual([]);
  });

  test("that its place does not take is a trouble in words, and nothing lies there under a good name", async () => {
    mkdirSync(join(folder, "x.csv"));
    await press(TABLE, desk(join(folder, "x.csv")));
    await press(TABLE, desk(join(folder, "gone", "x.csv")));
    expect(happened.filter((one) => typeof one === "object")).toEqual([
      { is: "trouble", trouble: "not-written" },
      { is: "trouble", trouble: "not-written" },
    ]);
    expect(readdirSync(join(folder, "x.csv"))).toEqual([]);
  });
});

describe("a paper", () => {
  const [pdf, printer] = (["pdf", "printer"] as const).map((to) => ({ to, name: PAPER.title }));

  test("is drawn once it is committed, and saved", async () => {
    const place = join(folder, "codes.pdf");
    expect(await press(pdf as Destination, desk(place))).toEqual(ok("closed: out"));
    expect(readFileSync(place, "utf8")).toBe("%PDF <p>codes</p>");
  });

  test("whose drawing breaks is closed, so that it is taken back, and said with a number", async () => {
    const drawPdf = async () => {
      throw new Error("the window is gone");
    };
    const at = desk(join(folder, "codes.pdf"));
    const answer = await press(pdf as Destination, { ...at, printing: { ...at.printing, drawPdf } });
    expect(answer).toEqual(refuse({ code: "incident", number: "ABCDEF", what: "unknown" }));
    expect(happened).toEqual(["asked", "commit", { is: "broken" }]);
    expect(written()).toEqual([]);
  });

  test("whose session was locked while it was drawn is not written, and is taken back", async () => {
    const at = desk(join(folder, "codes.pdf"));
    const locked = { ...at, printing: { ...at.printing, drawPdf: async () => undefined } };
    expect(await press(pdf as Destination, locked)).toEqual(ok("closed: canceled"));
    expect(happened).toEqual(["asked", "commit", { is: "canceled" }]);
    expect(written()).toEqual([]);
  });

  test("is committed only where there is a printer", async () => {
    await press(printer as Destination, desk(null, {}, { hasPrinter: async () => false }));
    expect(happened).toEqual([{ is: "trouble", trouble: "no-printer" }]);
    happened = [];
    expect(await press(printer as Destination, desk(null))).toEqual(ok("closed: out"));
    expect(happened).toEqual(["commit", { is: "out", name: "Recovery codes" }]);
  });
});

test("a text for the clipboard asks nobody, and is not copied where the core does not let it out", async () => {
  const codes = { to: "clipboard", name: "" } as const;
  await press(codes, desk(null));
  expect(happened).toEqual(["commit", ["copied", "Name,Email\r\n"], { is: "out", name: "" }]);
  happened = [];
  const gone = refuse({ code: "not-now", because: "no-paper" });
  expect(await press(codes, desk(null), { commit: async () => gone })).toEqual(gone);
  expect(happened).toEqual([{ is: "canceled" }]);
});

describe("a file that is chosen", () => {
  test("crosses as bytes and a name, never as a path", async () => {
    writeFileSync(join(folder, "staff.csv"), "Name\nAna");
    expect(await press({ choose: "table" }, desk(join(folder, "staff.csv")))).toEqual(ok("taken in"));
    expect(happened).toEqual(["asked", { is: "table", file: { name: "staff.csv", bytes: Buffer.from("Name\nAna") } }]);
    expect(JSON.stringify(happened)).not.toContain(folder);
  });

  test("is closed where the person cancels", async () => {
    expect(await press({ choose: "table" }, desk(null))).toEqual(ok("closed: canceled"));
  });

  test("is read no further than the limit, and not at all where it is gone or a folder", async () => {
    const file = join(folder, "long.csv");
    writeFileSync(file, Buffer.alloc(200_000, "a"));
    expect((await readAtMost(file, 150_001))?.byteLength).toBe(150_001);
    expect((await readAtMost(file, 300_000))?.byteLength).toBe(200_000);
    expect(await readAtMost(join(folder, "gone.csv"), 10)).toBeNull();
    expect(await readAtMost(folder, 10)).toBeNull();
    writeFileSync(file, "");
    expect((await readAtMost(file, 10))?.byteLength).toBe(0);
  });
});
