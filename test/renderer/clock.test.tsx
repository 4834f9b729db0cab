import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { ClockView } from "../../src/contract/clock/views";
import { ok, refuse } from "../../src/contract/result";
import type { SessionState } from "../../src/contract/session-state";
import type { Settings } from "../../src/contract/settings/views";
import { SettingsScreen } from "../../src/renderer/features/settings/settings-screen";
import { type FakeReplies, testAppState, testNow } from "../support/fake-wardkey";
import { marcus } from "../support/people";
import { renderFace } from "../support/render-face";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const fine: ClockView = { state: { is: "fine" }, correctionMs: 0, correctedAt: null, now: testNow, phones: [] };

function at(view: Partial<ClockView> = {}, replies: FakeReplies = {}, sessionState: SessionState = "manager") {
  const known: FakeReplies = {
    getSettings: ok({ gateway: null } as Settings),
    getClock: ok({ ...fine, ...view }),
    correctClock: ok(null),
    ...replies,
  };
  return renderFace(<SettingsScreen section="clock" />, testAppState(sessionState), known, "/settings/clock");
}

type Face = ReturnType<typeof at>;

const clock = async () => within(await screen.findByRole("region", { name: "The clock of this computer" }));
const dialogNamed = async (name: string) => within(await screen.findByRole("dialog", { name }));

async function openCorrection({ user }: Face) {
  await user.click((await clock()).getByRole("button", { name: "Correct the clock" }));
  return dialogNamed("Correct the clock?");
}

/** What a manager reads off a clock that is trusted. */
function setTime(dialog: ReturnType<typeof within>, time: string) {
  // Typing into a time field stops at its minutes here.
  fireEvent.change(dialog.getByLabelText("Time"), { target: { value: time } });
}

async function prove({ user }: Face, dialog: ReturnType<typeof within>, confirm: string) {
  await user.type(dialog.getByLabelText("Reason"), "the battery is empty");
  await user.type(dialog.getByLabelText("Your password"), "correct horse");
  await user.click(dialog.getByRole("button", { name: confirm }));
}

const given = { reason: "the battery is empty", proof: { password: "correct horse", token: null } };

describe("the clock in Settings", () => {
  it("says that nothing speaks against it, and what it shows", async () => {
    at();
    const card = await clock();
    expect(card.getByText("Nothing speaks against it.")).toBeVisible();
    expect(card.getByText(/^2 Nov 2026, 14:0\d:\d\d$/)).toBeVisible();
    expect(card.getByText(/None: the computer’s clock counts as it is/)).toBeVisible();
    expect(card.queryByRole("button", { name: "It is right" })).toBeNull();
  });

  it("says which way a correction goes, and since when", async () => {
    at({ correctionMs: -(4 * MINUTE + 30_000), correctedAt: testNow - 86_400_000 });
    const card = await clock();
    expect(card.getByText("4 min 30 s are taken off the computer’s clock.")).toBeVisible();
    expect(card.getByText("1 Nov 2026, 14:05")).toBeVisible();
  });

  it("says what several phones agree on", async () => {
    at({ state: { is: "workstation-off", byMs: 3 * MINUTE } });
    expect((await clock()).getByText("Several phones agree that it is 3 min fast")).toBeVisible();
  });

  it("lists the phones by how far each is off, each with a link to its person", async () => {
    const person = { id: marcus.id, name: marcus.name };
    at({
      phones: [
        { person, byMs: -4 * MINUTE, seenAt: testNow - 3_600_000 },
        { person: { id: "c".repeat(26), name: "Ana Castillo" }, byMs: 0, seenAt: testNow },
      ],
    });
    const rows = within(await screen.findByRole("table", { name: "Phones" })).getAllByRole("row");
    expect(rows.slice(1).map(({ textContent }) => textContent)).toEqual([
      "Marcus Webb4 min slow1 hour ago",
      "Ana CastilloRightjust now",
    ]);
    expect(screen.getByRole("link", { name: "Marcus Webb" })).toHaveAttribute("href", `#/people/${marcus.id}`);
  });

  it("is corrected by what a trusted clock shows, on top of what is in force", async () => {
    const face = at({ correctionMs: HOUR });
    const dialog = await openCorrection(face);
    expect(dialog.getByLabelText("Date")).toHaveValue("2026-11-02");
    setTime(dialog, "14:15:00");
    expect(dialog.getByText(/^The clock goes (10 min|9 min \d+ s) forward\.$/)).toBeVisible();
    await prove(face, dialog, "Correct the clock");
    expect(await screen.findByText("The clock is corrected.")).toBeVisible();
    const [asked] = face.fake.calls("correctClock");
    expect(asked).toEqual({ ...given, correctionMs: expect.any(Number) });
    // The clock went on while the dialog was open.
    expect(asked?.correctionMs).toBeGreaterThan(HOUR + 9 * MINUTE);
    expect(asked?.correctionMs).toBeLessThanOrEqual(HOUR + 10 * MINUTE);
  });

  it("corrects nothing before another time was typed", async () => {
    const face = at();
    const dialog = await openCorrection(face);
    await prove(face, dialog, "Correct the clock");
    await vi.waitFor(() =>
      expect(dialog.getByLabelText("Time")).toHaveAccessibleDescription(/what the clock shows already/),
    );
    expect(face.fake.calls("correctClock")).toEqual([]);
  });

  it("asks for a second manager about exactly the correction that was typed", async () => {
    const face = at({}, { getApproval: ok({ is: "needed" }), askApproval: refuse({ code: "not-allowed" }) });
    const dialog = await openCorrection(face);
    setTime(dialog, "14:00:00");
    await face.user.type(dialog.getByLabelText("Reason"), "battery");
    await face.user.click(await dialog.findByRole("button", { name: "Ask for a second manager" }));
    await vi.waitFor(() => expect(face.fake.calls("askApproval")).toHaveLength(1));
    const [asked] = face.fake.calls("askApproval");
    expect(asked?.act).toBe("correctClock");
    expect(asked?.parameters["reason"]).toBe("battery");
    expect(asked?.parameters["correctionMs"]).toBeLessThanOrEqual(-5 * MINUTE);
  });

  it("says at the time why main does not take it", async () => {
    const answer = refuse({ code: "bad-input", fields: { correctionMs: "out-of-range" } });
    const face = at({}, { correctClock: answer });
    const dialog = await openCorrection(face);
    setTime(dialog, "13:00:00");
    await prove(face, dialog, "Correct the clock");
    await vi.waitFor(() =>
      expect(dialog.getByLabelText("Time")).toHaveAccessibleDescription(/outside what is possible/),
    );
  });

  it("may be said to be right where it stands before the newest entry", async () => {
    const face = at({ state: { is: "behind", byMs: 3 * 3_600_000 }, correctionMs: 7000 });
    const card = await clock();
    expect(card.getByText("It stands 3 h before the newest entry of the audit log")).toBeVisible();
    await face.user.click(card.getByRole("button", { name: "It is right" }));
    const dialog = await dialogNamed("Is the clock right as it is?");
    await prove(face, dialog, "It is right");
    expect(await screen.findByText("The clock counts as right.")).toBeVisible();
    expect(face.fake.calls("correctClock")).toEqual([{ ...given, correctionMs: 7000 }]);
  });

  it("is not there in emergency access, which decides nothing", async () => {
    at({ state: { is: "behind", byMs: MINUTE * 9 } }, {}, "emergency-access");
    expect(await screen.findByRole("heading", { level: 1 })).toBeVisible();
    expect(screen.queryByRole("region", { name: "The clock of this computer" })).toBeNull();
    expect(screen.queryByRole("tab")).toBeNull();
  });
});
