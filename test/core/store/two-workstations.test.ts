import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DomainEvent } from "../../../src/main/core/domain/events";
import { findApproval } from "../../../src/main/core/store/approvals";
import { findClockTrouble, findCorrection, latestAfter } from "../../../src/main/core/store/clock-signs";
import { findNumberChange } from "../../../src/main/core/store/edits";
import { listHelperStarts } from "../../../src/main/core/store/helper-starts";
import {
  findLastSignIn,
  findLastSignIns,
  hasEntriesAfter,
  listEntriesAbout,
  wasThereBefore,
} from "../../../src/main/core/store/ledger/entries-about";
import { findBeginningAt } from "../../../src/main/core/store/ledger/entries-of-kinds";
import { cameBySince, listShown } from "../../../src/main/core/store/notice-periods";
import {
  added,
  agree,
  created,
  createWorkstation,
  factsOf,
  hand,
  practiceOfTwo,
  type Workstation,
  write,
} from "../../support/workstations";

/*
 * What is read of a practice with two workstations: the same on both, in whatever order they took in each other's entries,
 * but for what is told of one workstation's own clock and hours.
 */

const START = Date.UTC(2026, 10, 2, 9);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let north: Workstation;
let south: Workstation;
beforeEach(() => {
  [north, south] = practiceOfTwo(START, "manager");
});
afterEach(() => {
  for (const { db } of [north, south]) db.close();
});

const both = () => [north, south];

const demoted: DomainEvent = {
  kind: "role-changed",
  subject: "ana",
  data: { before: "manager", after: "support", reason: "" },
};
const asked: DomainEvent = {
  kind: "approval-asked",
  subject: null,
  data: { approval: "a", act: "removeGateway", parameters: "{}", digest: "d", endsAt: START + 30 * DAY },
};
const signedIn: DomainEvent = { kind: "signed-in", subject: "ben", data: { factors: [{ factor: "password" }] } };
const shown: DomainEvent = { kind: "notices-shown", subject: null, data: { forMs: 30 * MINUTE } };
const newNumber: DomainEvent = {
  kind: "account-edited",
  subject: "ana",
  data: { before: factsOf("ana", "+14155550101"), after: factsOf("ana", "+14155550102"), reason: "" },
};

function corrected(byMs: number, from: number): DomainEvent {
  const how = { where: "settings", with: null, reason: null } as const;
  return { kind: "clock-corrected", subject: null, data: { before: 0, after: byMs, ...how, from, rightUntil: null } };
}

describe("what somebody asked", () => {
  it.each([
    ["goes with the role that they lost later", 2 * HOUR, "void"],
    ["stays where they had lost it before, though that was heard of later", 0, "open"],
  ])("%s", (_what, after, state) => {
    north.clock = START + HOUR;
    south.clock = START + after;
    const where = write(north, asked, { actor: "ana" });
    write(south, demoted, { actor: "ben" });
    agree(both());
    for (const { db } of both()) {
      expect(findApproval(db, "a")).toMatchObject({ state, asked: { workstation: "north", seq: where.seq } });
    }
  });

  it("has no approval any more of whoever lost the role after it", () => {
    write(north, asked, { actor: "ben" });
    hand(north, south, "north");
    south.clock = START + HOUR;
    const given = { approval: "a", until: START + DAY };
    write(south, { kind: "approval-given", subject: null, data: given }, { actor: "ana" });
    agree(both());
    for (const { db } of both()) expect(findApproval(db, "a")?.approvedBy).toBe("ana");
    north.clock = START + 2 * HOUR;
    write(north, demoted, { actor: "ben" });
    agree(both());
    for (const { db } of both()) expect(findApproval(db, "a")?.approvedBy).toBe(null);
  });
});

describe("a notice", () => {
  it("counts for how long one workstation showed it, since that one knew of it", () => {
    south.clock = START + HOUR;
    write(south, shown);
    const began = write(north, asked, { actor: "ana" });
    north.clock = START + HOUR;
    write(north, shown);
    hand(north, south, "north");
    const since = [write(south, shown), write(south, shown)];
    agree(both());
    for (const { db } of both()) {
      expect(listShown(db, "north", began)).toHaveLength(1);
      expect(listShown(db, "south", began).map(({ seq }) => seq)).toEqual(since.map(({ seq }) => seq));
    }
  });

  it("is not shown on a workstation that has not heard of it", () => {
    const began = write(north, asked, { actor: "ana" });
    south.clock = START + DAY;
    write(south, shown);
    hand(south, north, "south");
    expect(listShown(north.db, "south", began)).toEqual([]);
  });

  it("was seen by whoever came by at a workstation that knew of it", () => {
    south.clock = START + HOUR;
    write(south, signedIn, { actor: "ben" });
    const began = write(north, asked, { actor: "ana" });
    hand(north, south, "north");
    expect([...cameBySince(south.db, "south", began)]).toEqual([]);
    const { seq } = write(south, signedIn, { actor: "ben" });
    expect([...cameBySince(south.db, "south", began)]).toEqual([{ account: "ben", seq, at: START + HOUR }]);
    expect([...cameBySince(south.db, "north", began)]).toEqual([]);
  });
});

describe("the clock", () => {
  it("of one workstation is told by its own entries", () => {
    south.clock = START + 900 * DAY;
    write(south, signedIn, { actor: "ben" });
    south.clock = START;
    write(south, { kind: "clock-trouble", subject: null, data: { is: "behind", byMs: 900 * DAY } });
    const { seq } = write(south, corrected(-900 * DAY, START + 900 * DAY));
    agree(both());
    for (const { db } of both()) {
      expect(findCorrection(db, "north")).toBe(0);
      expect(findCorrection(db, "south")).toBe(seq);
      expect(latestAfter(db, { workstation: "north", seq: 0 })).toBe(START);
      expect(latestAfter(db, { workstation: "south", seq: 0 })).toBe(START + 900 * DAY);
      expect(latestAfter(db, { workstation: "south", seq })).toBe(START);
      expect(findClockTrouble(db, "behind", { workstation: "north", seq: 0 })).toBe(undefined);
      expect(findClockTrouble(db, "behind", { workstation: "south", seq: 0 })).toMatchObject({ byMs: 900 * DAY });
    }
  });

  it.each([
    ["moves when its own entries were", "north", START - 10 * DAY],
    ["leaves alone when the other one's were", "south", START],
  ])("that was set right on one %s", (_what, where, at) => {
    write(north, newNumber, { actor: "ben" });
    write(north, demoted, { actor: "ben" });
    agree(both());
    const workstation = where === "north" ? north : south;
    // Its numbers are higher than those of the other one.
    for (let n = 0; n < 9; n++) write(workstation, shown);
    workstation.clock = START - 10 * DAY;
    write(workstation, corrected(-10 * DAY, START));
    agree(both());
    for (const { db } of both()) {
      expect(findNumberChange(db, "ana")).toBe(at);
      expect(listHelperStarts(db, "ana")).toContainEqual({ by: "ben", isNew: false, at });
    }
  });
});

describe("entries about an account", () => {
  it("stand in one order on both, whichever came first", () => {
    south.clock = START + 2 * HOUR;
    const later = write(south, signedIn, { actor: "ben" });
    north.clock = START + HOUR;
    const earlier = write(north, signedIn, { actor: "ben" });
    agree(both());
    for (const { db } of both()) {
      const listed = listEntriesAbout(db, "ben", { kinds: ["signed-in"], from: 0, limit: 5 });
      expect(listed.map(({ hash }) => hash)).toEqual([later.hash, earlier.hash]);
      expect(findLastSignIns(db, "ben", 2).map(({ workstation }) => workstation)).toEqual(["south", "north"]);
      expect(findLastSignIn(db, "north", "ben")?.hash).toBe(earlier.hash);
      expect(hasEntriesAfter(db, "ben", earlier, [])).toBe(true);
      expect(hasEntriesAfter(db, "ben", later, [])).toBe(false);
    }
  });

  it("begin where it was created, before what came later in that order alone", () => {
    south.clock = START + HOUR;
    write(south, created("cyd", "manager"));
    const early = write(north, asked, { actor: "ana" });
    agree(both());
    north.clock = START + 2 * HOUR;
    const late = write(north, { kind: "session-unlocked", subject: "ana", data: {} });
    agree(both());
    for (const { db } of both()) {
      expect(wasThereBefore(db, "cyd", early)).toBe(false);
      expect(wasThereBefore(db, "cyd", late)).toBe(true);
    }
  });

  it("go back to the first of all", () => {
    write(north, added("a"));
    const old = createWorkstation("a", START - DAY);
    write(old, { kind: "vault-closed", subject: null, data: {} });
    hand(old, north, "a");
    expect(findBeginningAt(north.db)).toBe(START - DAY);
    expect(findBeginningAt(south.db)).toBe(START);
    old.db.close();
  });
});
