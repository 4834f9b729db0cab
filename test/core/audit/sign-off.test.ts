import { wordlist } from "@scure/bip39/wordlists/english.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SignOffAnswer } from "../../../src/contract/audit/views";
import { checkSignOffSheet, makeSignOffSheet } from "../../../src/main/core/audit/sign-off";
import { recordEvent, type VaultContext } from "../../../src/main/core/context";
import { entryHash } from "../../../src/main/core/domain/canonical";
import type { Head } from "../../../src/main/core/domain/head-signature";
import { signOffCode, signOffWords } from "../../../src/main/core/domain/sign-off";
import type { Caller } from "../../../src/main/core/session/session";
import { chainRows, findHead, listWorkstations } from "../../../src/main/core/store/ledger/ledger";
import { immediately } from "../../../src/main/core/store/open";
import { canceled, carriedOut } from "../../support/answering";
import { type Computer, createComputer } from "../../support/computer";
import { answeredBy, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { entriesAbout, newestEntry } from "../../support/entries";
import { contextOf, deleteHeads, type Open, setUpPracticeOn, started } from "../../support/heads";
import { readPaper } from "../../support/papers";

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
  for (let entry = 0; entry < 9; entry++) note();
});
afterEach(() => context.close());

function note(): void {
  immediately(context.db, () => recordEvent(context, null, { kind: "vault-closed", subject: null, data: {} }));
}

const headOf = ({ db, workstation }: VaultContext): Head => {
  const head = findHead(db, workstation);
  if (head === undefined) throw new Error("an empty audit log");
  return head;
};

function check(typed: readonly string[] | string, on: VaultContext = context): SignOffAnswer {
  const answer = checkSignOffSheet(on, joan, { typed: typeof typed === "string" ? typed : typed.join(" ") });
  if (!answer.ok) throw new Error("never refused");
  return answer.value;
}

/** What somebody with the vault's key does to its file; the audit log's triggers are in nobody's way then. */
function tamper(sql: string, ...values: readonly (string | number)[]): void {
  context.db.exec("DROP TRIGGER IF EXISTS ledger_is_never_updated; DROP TRIGGER IF EXISTS ledger_is_never_deleted;");
  expect(context.db.prepare(sql).run(...values).changes).toBeGreaterThan(0);
}

/** Writes the chain anew from an entry on, as whoever has the key can: every hash fits the one before. */
function rewriteFrom(seq: number): void {
  let prev = "";
  for (const row of chainRows(context.db, context.workstation)) {
    const changed = row.seq < seq ? row : { ...row, prev, at: row.seq === seq ? row.at + 1 : row.at };
    const hash = row.seq < seq ? row.hash : entryHash(changed);
    tamper("UPDATE ledger SET prev = ?, at = ?, hash = ? WHERE seq = ?", changed.prev, changed.at, hash, row.seq);
    prev = hash;
  }
}

const WHERE = "the first workstation";
const size = "Letter" as const;

describe("a sign-off sheet", () => {
  test("holds the newest entry as words, as a hash and for a scanner, and is an entry itself", async () => {
    const head = headOf(context);
    await carriedOut(context, makeSignOffSheet(context, joan, { to: "pdf", size }));
    const text = readPaper({ html: context.saved[0]?.text ?? "" });
    for (const word of signOffWords(head)) expect(text).toContain(word);
    expect(text).toContain(head.hash.match(/.{8}/g)?.join(" "));
    expect(text).toContain(`Entry ${head.seq}`);
    expect(newestEntry(context, undefined, "sign-off-sheet-made")).toMatchObject({
      actor: context.manager.id,
      seq: head.seq + 1,
      prev: head.hash,
      data: { to: "pdf", headSeq: head.seq, headHash: head.hash },
    });
  });

  test("holds what is newest when it leaves, whatever was recorded while its place was chosen", async () => {
    const before = headOf(context);
    const slow = answeredBy(context, {
      printer: async (commit, name) => {
        note();
        return context.answering.printer(commit, name);
      },
    });
    await carriedOut(slow, makeSignOffSheet(context, joan, { to: "printer", size }));
    expect(newestEntry(context, undefined, "sign-off-sheet-made")?.data).toMatchObject({ headSeq: before.seq + 1 });
    expect(readPaper({ html: context.saved[0]?.text ?? "" })).toContain(`Entry ${before.seq + 1}`);
  });

  test("that is not printed after all is no entry", async () => {
    const nobody = answeredBy(context, { printer: async () => canceled });
    const before = entriesAbout(context).length;
    await carriedOut(nobody, makeSignOffSheet(context, joan, { to: "printer", size }));
    expect(entriesAbout(context)).toHaveLength(before);
  });
});

describe("checking a sheet", () => {
  test("finds its entry, however much was recorded since", () => {
    const { seq, hash } = headOf(context);
    const [words, code] = [signOffWords(headOf(context)), signOffCode(headOf(context))];
    for (let entry = 0; entry < 30; entry++) note();
    const contained = { is: "contained", seq, hash, at: expect.any(Number), workstation: WHERE };
    expect(check(words)).toEqual(contained);
    expect(check(code)).toEqual(contained);
    expect(check(`  ${code.toUpperCase()}\r\n`)).toEqual(contained);
  });

  test("says which entries are missing, once the end was cut off", () => {
    const head = headOf(context);
    tamper("DELETE FROM ledger WHERE seq > ?", head.seq - 3);
    const missing = { is: "missing", from: head.seq - 2, to: head.seq, workstation: WHERE };
    expect(check(signOffWords(head))).toEqual(missing);
    expect(check(signOffCode(head))).toEqual(missing);
  });

  test("says that the entry is another one, once the chain was written anew", () => {
    const head = headOf(context);
    rewriteFrom(3);
    for (const typed of [signOffWords(head).join(" "), signOffCode(head)])
      expect(check(typed)).toEqual({ is: "another", seq: head.seq, workstation: WHERE });
  });

  test("believes no hash that stands beside another entry than it was worked out from", () => {
    const head = headOf(context);
    tamper("UPDATE ledger SET at = at + 1 WHERE seq = ?", head.seq);
    expect(check(signOffWords(head))).toMatchObject({ is: "another" });
  });

  test("says so of another practice's sheet, and of what a scanner read that fits no entry", () => {
    const foreign = { workstation: "b".repeat(26), seq: 4, hash: "7".repeat(64) };
    expect(check(signOffWords(foreign))).toEqual({ is: "unknown-workstation", seq: 4 });
    expect(check(signOffCode(foreign))).toEqual({ is: "unknown-workstation", seq: 4 });
    const { workstation, seq, hash } = headOf(context);
    expect(
      check(signOffCode({ workstation, seq, hash: hash.replace(/.$/, (last) => (last === "0" ? "1" : "0")) })),
    ).toMatchObject({ is: "another" });
  });
});

describe("a slip of whoever types is no error of the audit log", () => {
  test("one other word of the list is named for certain at each place, since the log holds what was meant", () => {
    const words = signOffWords(headOf(context));
    for (const [at, right] of words.entries()) {
      for (const other of wordlist.filter((word, number) => number % 97 === 0 && word !== right))
        expect(check(words.with(at, other))).toEqual({
          is: "wrong-words",
          wrong: [{ place: at + 1, typed: other, perhaps: [right] }],
        });
    }
  });

  test("two neighbors that were exchanged are named", () => {
    const words = signOffWords(headOf(context));
    const at = words.findIndex((word, place) => place < 11 && words[place + 1] !== word);
    const [first = "", second = ""] = [words[at], words[at + 1]];
    const answer = check(words.with(at, second).with(at + 1, first));
    expect(answer).toMatchObject({ is: "wrong-words", wrong: [{ place: at + 1 }, { place: at + 2 }] });
  });

  test("where the log does not hold it, a word that looks alike is named, and else nothing is guessed", () => {
    const head = { ...headOf(context), hash: "5".repeat(64) };
    const words = signOffWords(head);
    const readings = words.flatMap((right, at) =>
      wordlist
        .filter((word) => word !== right)
        .map((other) => ({ at, right, answer: check(words.with(at, other)) }))
        .slice(0, 20),
    );
    for (const { at, right, answer } of readings) {
      expect(["wrong-words", "mismatch"]).toContain(answer.is);
      if (answer.is === "wrong-words" && answer.wrong.some(({ place }) => place === at + 1))
        expect(answer.wrong.find(({ place }) => place === at + 1)?.perhaps).toEqual([right]);
    }
    expect(readings.some(({ answer }) => answer.is === "mismatch")).toBe(true);
  });

  test("too few words are counted", () => {
    expect(check(signOffWords(headOf(context)).slice(2))).toEqual({ is: "wrong-count", count: 10 });
  });
});

describe("in a later vault of the practice", () => {
  let computer: Computer;
  let installation: Open;
  beforeEach(async () => {
    computer = createComputer();
    ({ installation } = await setUpPracticeOn(computer));
  });
  afterEach(() => {
    installation.close();
    computer.clear();
  });

  test("that goes on as another workstation the sheets of both are found", async () => {
    const before = headOf(contextOf(installation));
    installation.close();
    deleteHeads(computer);
    installation = await started(computer);
    const later = contextOf(installation);
    expect(later.workstation).not.toBe(before.workstation);
    expect(listWorkstations(later.db)).toHaveLength(2);
    expect(check(signOffWords(before), later)).toMatchObject({ is: "contained", seq: before.seq, workstation: WHERE });
    const own = headOf(later);
    expect(check(signOffWords(own), later)).toMatchObject({ is: "contained", workstation: "front-desk" });
    const beyond = { ...before, seq: before.seq + 61 };
    expect(check(signOffWords(beyond), later)).toEqual({
      is: "missing",
      from: before.seq + 1,
      to: before.seq + 61,
      workstation: WHERE,
    });
  });
});
