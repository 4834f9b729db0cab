import { act, cleanup, screen, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import type { Overview } from "../../src/contract/reporting/views";
import { ok, refuse } from "../../src/contract/result";
import type { AppState } from "../../src/contract/session/views";
import type { Role } from "../../src/contract/vocabulary";
import { PeopleScreen } from "../../src/renderer/features/people/people-screen";
import { OverviewScreen } from "../../src/renderer/features/reporting/overview-screen";
import { type FakeReplies, testAppState, testNow, testSession } from "../support/fake-wardkey";
import { clinicOf, personRow } from "../support/people";
import { renderFace } from "../support/render-face";
import { coverageOf, figure, overviewOf } from "../support/reports";

function at(
  overview: Partial<Overview> = {},
  role: Role = "manager",
  replies: FakeReplies = {},
  more: Partial<AppState> = {},
) {
  const known: FakeReplies = {
    getOverview: ok(overviewOf(overview)),
    getEmergencyCodes: ok(null),
    listEmergencyAccesses: ok([]),
    ...replies,
  };
  return renderFace(<OverviewScreen />, testAppState(role, more), known, "/overview");
}

const region = (name: string) => screen.findByRole("region", { name });
const hrefOf = (within_: HTMLElement, name: string) => within(within_).getByRole("link", { name }).getAttribute("href");

/** The list that figures lead to, and the overview. */
function Screens() {
  const [people, setPeople] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setPeople(!people)}>
        the other screen
      </button>
      {people ? <PeopleScreen /> : <OverviewScreen />}
    </>
  );
}

describe("the overview", () => {
  it("has the list behind its figures read and counted anew", async () => {
    const people = (count: number) => clinicOf(Array.from({ length: count }, (_, i) => personRow(i)));
    const known = {
      ...people(100),
      getOverview: ok(overviewOf()),
      getEmergencyCodes: ok(null),
      listEmergencyAccesses: ok([]),
    };
    const { user, fake } = renderFace(<Screens />, testAppState("manager"), known, "/overview");
    await screen.findByText("100 people");
    fake.answer(people(90));
    await user.click(screen.getByRole("button", { name: "the other screen" }));
    await region("Needs attention");
    await user.click(screen.getByRole("button", { name: "the other screen" }));
    expect(await screen.findByText("90 people")).toBeVisible();
  });

  it("begins with what needs attention, each number leading to the people it counts", async () => {
    at();
    const attention = await region("Needs attention");
    expect(screen.getAllByRole("region")[0]).toBe(attention);
    expect(hrefOf(attention, "6 Overdue")).toBe("#/people?status=overdue");
    expect(hrefOf(attention, "0 Locked")).toBe("#/people?status=locked");
    expect(hrefOf(attention, "3 Days left")).toBe("#/people?status=days-left");
    expect(hrefOf(attention, "2 Recovery codes low")).toBe("#/people?codes=low");
    expect(hrefOf(attention, "1 Managers without two-factor")).toBe("#/people?status=active&role=manager&method=none");
  });

  it("says where nothing needs anybody", async () => {
    const none = figure(0);
    const figures = {
      overdue: none,
      locked: none,
      daysLeft: none,
      codesLow: none,
      managersWithout: none,
      notAsked: none,
    };
    at({ attention: { ...figures, inPerson: { day: 0, week: 0, entries: [] }, reviews: 0, conflicts: 0, held: 0 } });
    expect(await region("Needs attention")).toHaveTextContent("Nothing needs you right now.");
  });

  it("never says that nothing is needed while people are unprotected and no rule asks them", async () => {
    const none = figure(0);
    const calm = { overdue: none, locked: none, daysLeft: none, codesLow: none, managersWithout: none };
    const notAsked = figure(25, { status: "not-set-up" });
    at({
      rules: 0,
      attention: { ...calm, notAsked, inPerson: { day: 0, week: 0, entries: [] }, reviews: 0, conflicts: 0, held: 0 },
    });
    const attention = await region("Needs attention");
    expect(attention).not.toHaveTextContent("Nothing needs you right now.");
    expect(hrefOf(attention, "25 Without two-factor, and not required")).toBe("#/people?status=not-set-up");
  });

  it("has owed reviews of emergency access until they are done", async () => {
    at({ attention: { ...overviewOf().attention, reviews: 2 } });
    expect(hrefOf(await region("Needs attention"), "2 Emergency accesses to review")).toBe(
      "#/settings/emergency-access",
    );
  });

  it("has conflicts until they are settled, and no trace of them where there are none", async () => {
    at({ attention: { ...overviewOf().attention, conflicts: 2 } });
    expect(hrefOf(await region("Needs attention"), "2 Conflicts to settle")).toBe("#/audit-log/conflicts");
    cleanup();
    at({});
    expect(await region("Needs attention")).not.toHaveTextContent(/conflict/i);
  });

  it("leads auditors to the emergency accesses here", async () => {
    at({ attention: { ...overviewOf().attention, reviews: 1 } }, "auditor");
    const link = hrefOf(await region("Needs attention"), "1 Emergency access to review");
    expect(link).toBe("#/overview/emergency-access");
    expect(await region("Emergency accesses")).toHaveTextContent("Nobody has used emergency access yet.");
  });

  it("tells managers who was helped in person, and leads there", async () => {
    const joan = { id: "a".repeat(26), name: "Joan Field" };
    const entry = { arrival: 9, seq: 9, at: testNow, kind: "x", actor: joan, subject: null, changes: [], hash: "0" };
    const entries = [{ ...entry, sentence: "Joan Field made sure who asked, to unlock Marcus Webb." }];
    at({ attention: { ...overviewOf().attention, inPerson: { day: 1, week: 4, entries } } });
    const attention = await region("Needs attention");
    expect(hrefOf(attention, "1 Helped in person today 4 within 7 days")).toBe("#/overview/in-person");
    const card = await region("Helped in person");
    expect(card).toHaveTextContent("Joan Field made sure who asked");
    expect(card).toHaveTextContent("The newest 1 of 4 within 7 days");
  });

  it("brings the part that the address names into sight", async () => {
    const entry = { arrival: 9, seq: 9, at: testNow, kind: "x", actor: null, subject: null, changes: [], hash: "0" };
    const inPerson = { day: 1, week: 1, entries: [{ ...entry, sentence: "Seen." }] };
    const known: FakeReplies = {
      getOverview: ok(overviewOf({ attention: { ...overviewOf().attention, inPerson } })),
      getEmergencyCodes: ok(null),
    };
    renderFace(<OverviewScreen part="in-person" />, testAppState("manager"), known, "/overview/in-person");
    const card = await region("Helped in person");
    expect(card.parentElement).toHaveFocus();
  });

  it("says that there are no complete emergency codes, to whoever prints them", async () => {
    const { fake } = at();
    const card = await region("If a phone were lost today");
    expect(await within(card).findByText(/no complete emergency codes/)).toBeVisible();
    expect(hrefOf(card, "Print them")).toBe("#/settings/emergency-access");
    const half = { by: { id: "a".repeat(26), name: "Joan Field" }, at: testNow };
    const halves = [
      { ...half, half: "first" as const },
      { ...half, half: "second" as const },
    ];
    fake.answer({ getEmergencyCodes: ok({ number: 1, halves, endsOn: "2027-11-01", endsAt: testNow + 1e9 }) });
    act(() => fake.changed("getEmergencyCodes"));
    await vi.waitFor(() => expect(within(card).queryByText(/no complete/)).toBeNull());
  });

  it("says how many are protected, and with what", async () => {
    at();
    const card = await region("Protected");
    expect(hrefOf(card, "50% Protected of 44 people")).toBe("#/people?status=active");
    expect(hrefOf(card, "18 App")).toBe("#/people?status=active&method=app");
    expect(hrefOf(card, "22 None")).toBe("#/people?status=active&method=none");
  });

  it("never calls whole what is not: the share is rounded down", async () => {
    const counts = { app: figure(99_999), text: figure(0), none: figure(1) };
    at({ active: figure(100_000, { status: "active" }), protectedBy: counts });
    expect(await region("Protected")).toHaveTextContent("99.9%");
  });

  it("has the numbers of the chart as a table", async () => {
    const { user } = at();
    const card = await region("Two-factor over the last 90 days");
    await user.click(within(card).getByRole("button", { name: "Show as table" }));
    const table = within(card).getByRole("table");
    expect(within(table).getAllByRole("row")).toHaveLength(20);
    expect(within(table).getByRole("row", { name: /2 Nov 2026/ })).toHaveTextContent("2 Nov 202618422");
  });

  it("says since when there are figures where that is too short for a chart", async () => {
    at({ coverage: coverageOf(1) });
    const card = await region("Two-factor over the last 90 days");
    expect(card).toHaveTextContent("There are figures since 2 Nov 2026.");
    expect(within(card).queryByRole("button", { name: "Show as table" })).toBeNull();
  });

  it("is not kept from showing the rest by a chart that fails", async () => {
    at({ coverage: { ...coverageOf(3), markers: [{ on: "no day", label: "Required" }] } });
    expect(await screen.findByText(/^The chart could not be drawn/)).toBeVisible();
    expect(screen.getByRole("link", { name: "6 Overdue" })).toBeVisible();
    expect(screen.getByRole("region", { name: "Last entries" })).toBeVisible();
  });

  it("leads from the next deadlines to whom they concern", async () => {
    at();
    expect(hrefOf(await region("Next deadlines"), "3 people due by 9 Nov 2026")).toBe(
      "#/people?status=days-left&dueOn=2026-11-09",
    );
  });

  it("says who could not get back in, and leads to them", async () => {
    at();
    const card = await region("If a phone were lost today");
    expect(hrefOf(card, "5 No recovery code left, and no backup password")).toBe("#/people?codes=no-way-back");
    expect(hrefOf(card, "4 Text message only")).toBe("#/people?status=active&method=text");
  });

  it("tells the last entries as sentences", async () => {
    const joan = { id: "a".repeat(26), name: "Joan Field" };
    const entry = { arrival: 9, seq: 9, at: testNow, kind: "x", actor: joan, subject: null, changes: [], hash: "0" };
    at({ entries: [{ ...entry, sentence: "Joan Field changed the 2FA policy." }] });
    const card = await region("Last entries");
    expect(card).toHaveTextContent("Joan Field changed the 2FA policy.");
    expect(hrefOf(card, "All entries")).toBe("#/audit-log");
  });

  it("says that it could not be read, and tries again", async () => {
    const { user, fake } = at({}, "manager", {
      getOverview: refuse({ code: "incident", number: "7", what: "unknown" }),
    });
    await screen.findByRole("alert");
    fake.answer({ getOverview: ok(overviewOf()) });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await region("Needs attention");
  });
});

describe("the first steps", () => {
  const alone = { active: figure(1, { status: "active" }), rules: 0 };

  it("stand there while nobody but the manager does, with what is done already", async () => {
    at(alone, "manager", {}, { session: testSession("manager", { twoFactor: "app" }) });
    const card = await region("First steps");
    const steps = within(card).getAllByRole("listitem");
    expect(steps.map((step) => within(step).getByText(/^(Done|To do)$/).textContent)).toEqual([
      "Done",
      "To do",
      "To do",
      "To do",
      "To do",
    ]);
    expect(hrefOf(card, "Open People")).toBe("#/people");
    expect(hrefOf(card, "Open 2FA policy")).toBe("#/policy");
    expect(hrefOf(card, "Open Backups")).toBe("#/settings/backups");
  });

  it("are gone with the second person", async () => {
    at();
    await region("Needs attention");
    expect(screen.queryByRole("region", { name: "First steps" })).toBeNull();
  });

  it("are not for an auditor", async () => {
    at(alone, "auditor");
    await region("Needs attention");
    expect(screen.queryByRole("region", { name: "First steps" })).toBeNull();
  });
});
