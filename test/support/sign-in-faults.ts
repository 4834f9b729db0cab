import type { Entry } from "../../src/main/core/domain/events";
import type { TestContext } from "./context";
import { failuresNow } from "./failures";
import { headName, type Outside } from "./sign-in-rollback";

/**
 * @file Faults that the histories of `sign-in-model.test.ts` have to find: what a wrong rule would leave in the tables after
 * an entry, put there by hand. Were one of them not found, the histories would not come by where it shows.
 */

export type Fault = (context: TestContext, entry: Entry, outside: Outside) => void;

const cameBy = (entry: Entry, factor: string) =>
  entry.kind === "signed-in" && entry.data.factors.some((proven) => proven.factor === factor);

function giveBack(context: TestContext, { subject }: Entry): void {
  context.db.prepare("DELETE FROM failures WHERE owner = ?").run(subject);
}

function giveBackToApp(context: TestContext, { subject }: Entry): void {
  context.db.prepare("DELETE FROM authenticator_failures WHERE owner = ?").run(subject);
}

export const faults: Readonly<Record<string, Fault>> = {
  "a remembered sign-in clears the count": (context, entry) => {
    if (cameBy(entry, "remembered-sign-in")) giveBack(context, entry);
  },
  "a sign-in that reaches the setup only clears the count": (context, entry) => {
    if (entry.kind === "signed-in" && entry.data.setupOnly === true) giveBack(context, entry);
  },
  "an unlock of the screen clears the count": (context, entry) => {
    if (entry.kind === "session-unlocked") giveBack(context, entry);
  },
  "a proof of an act clears the count": (context, entry) => {
    if (entry.kind === "proof-accepted") giveBack(context, entry);
  },
  "a recovery code clears what the app has failed": (context, entry) => {
    if (cameBy(entry, "recovery-code")) giveBackToApp(context, entry);
  },
  "a bypass code clears what the app has failed": (context, entry) => {
    if (cameBy(entry, "bypass-code")) giveBackToApp(context, entry);
  },
  "a remembered sign-in clears what the app has failed": (context, entry) => {
    if (cameBy(entry, "remembered-sign-in")) giveBackToApp(context, entry);
  },
  "emergency access clears the count": (context, entry) => {
    if (entry.kind === "emergency-access-opened") giveBack(context, entry);
  },
  "emergency codes open twice": (context, entry) => {
    if (entry.kind !== "emergency-access-opened") return;
    context.db.prepare("UPDATE emergency_codes SET state = 'open' WHERE id = ?").run(entry.data.emergencyCodes);
    context.db.prepare("UPDATE codes SET state = 'open' WHERE owner = '' AND state = 'revoked'").run();
  },
  "the head outside is put back with the folder": (context, _entry, { computer, copied }) => {
    if (copied !== null) computer.stored.set(headName(context), copied.head);
  },
  "an unlock by support clears the count": (context, entry) => {
    if (entry.kind === "account-unlocked") giveBack(context, entry);
  },
  "a stranger's twenty wrong passwords hold": (context, entry) => {
    if (entry.kind !== "attempt-refused" || failuresNow(context, entry.subject ?? "").towardsHold !== 20) return;
    context.db.prepare("UPDATE failures SET held = 1 WHERE owner = ?").run(entry.subject);
  },
  "a new authenticator goes on with the failures of the old one": (context, entry) => {
    if (entry.kind !== "authenticator-enabled") return;
    const sql =
      "INSERT INTO authenticator_failures (owner, authenticator, workstation, seq, count) VALUES (?, ?, ?, ?, 1)";
    const { subject, workstation, seq, data } = entry;
    context.db.prepare(sql).run(subject, data.authenticator, workstation, seq);
  },
};
