import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordEvent } from "../../../src/main/core/context";
import type { DomainEvent } from "../../../src/main/core/domain/events";
import type { Heads } from "../../../src/main/core/ports";
import { findHead } from "../../../src/main/core/store/ledger/ledger";
import { record } from "../../../src/main/core/store/ledger/record";
import { immediately, openDatabase } from "../../../src/main/core/store/open";
import { ingest } from "../../../src/main/core/workstations/ingest";
import { type Computer, createComputer } from "../../support/computer";
import { expectReplayEqualsTables } from "../../support/entries";
import { contextOf, crashed, keepHeads, type Open, setUpPracticeOn, started } from "../../support/heads";
import { added, chainOf, createWorkstation, hand, type Workstation, write } from "../../support/workstations";

/* What was taken in from other workstations is signed for too, by the head of the workstation that took it in. */

const OPENED: DomainEvent = { kind: "vault-closed", subject: null, data: {} };

let computer: Computer;
let installation: Open;
let elsewhere: Workstation;
beforeEach(async () => {
  computer = createComputer({ keyStore: true });
  ({ installation } = await setUpPracticeOn(computer));
  const context = contextOf(installation);
  immediately(context.db, () => recordEvent(context, null, added("elsewhere")));
  elsewhere = createWorkstation("elsewhere", computer.clock.now());
  hand({ id: context.workstation, db: context.db, clock: 0 }, elsewhere, context.workstation);
});
afterEach(() => {
  elsewhere.db.close();
  installation.close();
  computer.clear();
});

const removalOf = (workstation: string): DomainEvent => {
  const data = { workstation, name: "here", acceptedUpTo: 1000, reason: "stolen" };
  return { kind: "workstation-removed", subject: null, data };
};

/** Takes in what has been written elsewhere, which the next start has to find as it was. */
function takeIn(events = 1): void {
  for (let n = 0; n < events; n++) write(elsewhere, OPENED);
  const context = contextOf(installation);
  const known = findHead(context.db, "elsewhere")?.seq ?? 0;
  expect(ingest(context, chainOf(elsewhere, "elsewhere", known), [])).toMatchObject({ is: "taken" });
}

async function restart(): Promise<void> {
  installation = await crashed(installation, computer);
}

/** Writes to the closed vault with its key, as somebody does who got hold of both. */
async function writeByHand(...events: readonly DomainEvent[]): Promise<void> {
  const { key } = installation.now;
  if (key === null) throw new Error("no key");
  const commitmentKey = contextOf(installation).keys.commitments;
  installation.close();
  const db = openDatabase(join(computer.folder, "data", "vault", "vault.db"), key, { mustExist: true });
  const how = { workstation: "elsewhere", at: computer.clock.now(), actor: null, commitmentKey };
  immediately(db, () => {
    for (const event of events) record(db, how, event);
  });
  db.close();
  installation = await started(computer);
}

describe("a vault that has taken in another workstation's entries", () => {
  test("opens after a crash, whether or not it has written anything of its own since", async () => {
    takeIn(2);
    await restart();
    expect(installation.now.vault).toEqual({ is: "open" });
    takeIn();
    const context = contextOf(installation);
    immediately(context.db, () => recordEvent(context, null, OPENED));
    await restart();
    expect(installation.now.vault).toEqual({ is: "open" });
    expect(await contextOf(installation).ledgerCheck.done()).toBe(true);
    expectReplayEqualsTables(contextOf(installation));
  });

  test("opens where the crash kept the head of that from being written outside", async () => {
    const putHeadsBack = keepHeads(computer);
    takeIn();
    installation.close();
    putHeadsBack();
    installation = await started(computer);
    expect(installation.now.vault).toEqual({ is: "open" });
  });

  test("waits for a manager where more than one commit of its own is missing outside", async () => {
    const putHeadsBack = keepHeads(computer);
    takeIn();
    const context = contextOf(installation);
    for (let n = 0; n < 2; n++) immediately(context.db, () => recordEvent(context, null, OPENED));
    installation.close();
    putHeadsBack();
    installation = await started(computer);
    expect(installation.now.vault).toMatchObject({ is: "unconfirmed", because: "head-behind" });
  });

  test("takes in that it was removed also while no head can be written", () => {
    write(elsewhere, removalOf(contextOf(installation).workstation));
    const heads = installation.heads as { write: Heads["write"] };
    const keptWrite = heads.write;
    heads.write = () => {
      throw Object.assign(new Error("cut off"), { code: "ENOSPC" });
    };
    takeIn();
    expect(contextOf(installation).memory.unsealed).toMatchObject({ because: "disk-full" });
    heads.write = keptWrite;
  });

  test("does not open any more once it was removed, and says so", async () => {
    write(elsewhere, removalOf(contextOf(installation).workstation));
    takeIn();
    for (let start = 0; start < 2; start++) {
      await restart();
      expect(installation.now).toMatchObject({ vault: { is: "trouble", trouble: "removed" }, context: null });
    }
  });

  test("does not open where somebody has written on in the other's name", async () => {
    takeIn();
    await writeByHand(OPENED);
    expect(installation.now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });

  test("does not open where the other's chain begins by hand", async () => {
    await writeByHand(OPENED);
    expect(installation.now.vault).toEqual({ is: "trouble", trouble: "changed" });
  });
});
