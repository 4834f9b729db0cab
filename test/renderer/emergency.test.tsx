import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { EntryView } from "../../src/contract/audit/views";
import type { EmergencyAccesses, EmergencyCodesView } from "../../src/contract/emergency/views";
import { ok, refuse } from "../../src/contract/result";
import type { Settings } from "../../src/contract/settings/views";
import { SettingsScreen } from "../../src/renderer/features/settings/settings-screen";
import { type FakeReplies, testAppState, testNow } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

const joan = { id: "a".repeat(26), name: "Joan Field" };
const sam = { id: "c".repeat(26), name: "Sam Cole" };
const marcus = { id: "b".repeat(26), name: "Marcus Webb" };

const begun: EmergencyCodesView = {
  number: 3,
  halves: [{ half: "first", by: joan, at: testNow - 86_400_000 }],
  endsOn: "2027-11-01",
  endsAt: testNow + 364 * 86_400_000,
};
const whole: EmergencyCodesView = { ...begun, halves: [...begun.halves, { half: "second", by: sam, at: testNow }] };

const done: EntryView = {
  ...{ arrival: 40, seq: 40, at: testNow - 3_000_000, kind: "two-factor-reset", actor: marcus, subject: null },
  ...{ sentence: "Marcus Webb reset Ana Castillo's two-factor.", changes: [], hash: "00" },
};
const access: EmergencyAccesses = {
  id: "d".repeat(26),
  codes: 2,
  by: marcus,
  role: "support",
  openedAt: testNow - 3_600_000,
  until: testNow + 7 * 3_600_000,
  reason: "Both managers are ill.",
  entries: [done],
  reviewed: null,
  mayReview: true,
};

function at(codes: EmergencyCodesView | null, accesses: readonly EmergencyAccesses[] = [], replies: FakeReplies = {}) {
  const known: FakeReplies = {
    getSettings: ok({ gateway: null } as Settings),
    getEmergencyCodes: ok(codes),
    listEmergencyAccesses: ok(accesses),
    ...replies,
  };
  return renderFace(
    <SettingsScreen section="emergency-access" />,
    testAppState("manager"),
    known,
    "/settings/emergency-access",
  );
}

type Face = ReturnType<typeof at>;

const region = async (name: string) => within(await screen.findByRole("region", { name }));
const dialogNamed = async (name: string) => within(await screen.findByRole("dialog", { name }));
const proof = { password: "correct horse", token: null };

async function press({ user }: Face, button: string) {
  await user.click(await screen.findByRole("button", { name: button }));
}

async function prove({ user }: Face, dialog: ReturnType<typeof within>, confirm: string) {
  await user.type(dialog.getByLabelText("Your password"), "correct horse");
  await user.click(dialog.getByRole("button", { name: confirm }));
}

describe("the emergency codes", () => {
  it("says what it is for where there is none, and prints its first half for a year", async () => {
    const face = at(null, [], { makeEmergencyHalf: ok({ name: "" }) });
    const card = await region("Emergency codes");
    expect(await card.findByText("There are no emergency codes")).toBeVisible();
    await press(face, "Print the first half");
    const dialog = await dialogNamed("Print the first half?");
    expect(dialog.getByLabelText("Opens until the end of")).toHaveValue("2027-11-02");
    await prove(face, dialog, "Print this half");
    expect(await screen.findByText(/The half went to the printer/)).toBeVisible();
    expect(face.fake.calls("makeEmergencyHalf")).toEqual([
      { half: "first", endsOn: "2027-11-02", to: "printer", size: "A4", proof },
    ]);
  });

  it("promises no more than what emergency access opens", async () => {
    at(null);
    const card = await region("Emergency codes");
    expect(await card.findByText(/can help people in and read lists/)).toBeVisible();
    expect(card.queryByText(/manager’s rights/)).toBeNull();
  });

  it("says who printed which half, and prints the second one as a file", async () => {
    const face = at(begun, [], { makeEmergencyHalf: ok({ name: "half.pdf" }) });
    const card = await region("Emergency codes");
    expect(await card.findByText("The second half is missing")).toBeVisible();
    expect(card.getByText("Joan Field, 1 Nov 2026, 14:05")).toBeVisible();
    expect(card.getByText("Not printed yet")).toBeVisible();
    await press(face, "Print the second half");
    const dialog = await dialogNamed("Print the second half?");
    expect(dialog.queryByLabelText("Opens until the end of")).toBeNull();
    await face.user.click(dialog.getByRole("radio", { name: "PDF" }));
    await prove(face, dialog, "Save this half");
    expect(await screen.findByText(/Saved as half.pdf/)).toBeVisible();
    expect(face.fake.calls("makeEmergencyHalf")).toEqual([
      { half: "second", endsOn: null, to: "pdf", size: "A4", proof },
    ]);
  });

  it.each([
    ["same-occasion", /Sign in again later/],
    ["other-manager-needed", /Another manager has to print the second half/],
    ["first-half-missing", /Print the first half of new emergency codes first/],
  ] as const)("says in the dialog why a half is not printed: %s", async (because, words) => {
    const face = at(begun, [], { makeEmergencyHalf: refuse({ code: "not-now", because }) });
    await press(face, "Print the second half");
    const dialog = await dialogNamed("Print the second half?");
    await prove(face, dialog, "Print this half");
    expect(await dialog.findByText(words)).toBeVisible();
  });

  it("says at the day what is wrong with it, and that nothing good is left where nothing was printed", async () => {
    const bad = refuse({ code: "bad-input", fields: { endsOn: "out-of-range" } });
    const face = at(null, [], { makeEmergencyHalf: bad });
    await press(face, "Print the first half");
    const dialog = await dialogNamed("Print the first half?");
    await prove(face, dialog, "Print this half");
    const day = dialog.getByLabelText("Opens until the end of");
    await vi.waitFor(() => expect(day).toHaveAccessibleDescription(/outside what is possible/));
    face.fake.answer({ makeEmergencyHalf: refuse({ code: "paper-trouble", trouble: "codes-void" }) });
    await face.user.click(dialog.getByRole("button", { name: "Print this half" }));
    expect(await dialog.findByText(/these emergency codes are void/)).toBeVisible();
    expect(dialog.queryByText(/sheets/)).toBeNull();
  });

  it("stays open where the print dialog was left", async () => {
    const face = at(null, [], { makeEmergencyHalf: ok(null) });
    await press(face, "Print the first half");
    const dialog = await dialogNamed("Print the first half?");
    await prove(face, dialog, "Print this half");
    await vi.waitFor(() => expect(face.fake.calls("makeEmergencyHalf")).toHaveLength(1));
    expect(dialog.getByLabelText("Opens until the end of")).toBeVisible();
  });

  it("says that a new one voids the old one, and is voided for a reason", async () => {
    const face = at(whole, [], { voidEmergencyCodes: ok(null) });
    const card = await region("Emergency codes");
    expect(await card.findByText(/They open together until the end of 1 Nov 2027/)).toBeVisible();
    await press(face, "New emergency codes");
    const anew = await dialogNamed("Print new emergency codes?");
    expect(anew.getByText(/Emergency codes 3 stop working/)).toBeVisible();
    await face.user.click(anew.getByRole("button", { name: "Cancel" }));
    await press(face, "Void them");
    const dialog = await dialogNamed("Void the emergency codes?");
    await face.user.type(dialog.getByLabelText("Reason"), "seal broken");
    await prove(face, dialog, "Void the emergency codes");
    expect(await screen.findByText(/The emergency codes are void/)).toBeVisible();
    expect(face.fake.calls("voidEmergencyCodes")).toEqual([{ reason: "seal broken", proof }]);
  });
});

describe("emergency accesses", () => {
  it("are told with what was done in them, and reviewed with a note", async () => {
    const face = at(whole, [access], { reviewEmergencyAccess: ok(null) });
    const list = await region("Emergency accesses");
    const item = within(await list.findByRole("listitem", { name: /Marcus Webb/ }));
    expect(item.getByRole("heading", { name: "Marcus Webb, 2 Nov 2026, 13:05" })).toBeVisible();
    expect(item.getByText("Review owed")).toBeVisible();
    expect(item.getByText("Both managers are ill.")).toBeVisible();
    expect(item.getByText("Marcus Webb reset Ana Castillo's two-factor.")).toBeVisible();
    await press(face, "Review the emergency access of Marcus Webb");
    const dialog = await dialogNamed("Review the emergency access of Marcus Webb?");
    await face.user.type(dialog.getByLabelText("What you found"), "All in order.");
    await prove(face, dialog, "Record the review");
    expect(await screen.findByText("The review is recorded.")).toBeVisible();
    expect(face.fake.calls("reviewEmergencyAccess")).toEqual([{ access: access.id, note: "All in order.", proof }]);
  });

  it("say why somebody may not review one", async () => {
    at(whole, [{ ...access, mayReview: "own-emergency-access" }]);
    const button = await screen.findByRole("button", { name: /Review the emergency access/ });
    expect(button).toHaveAccessibleDescription(/Nobody reviews their own emergency access/);
    expect(button).toHaveAttribute("aria-disabled", "true");
  });

  it("say at the note what is missing", async () => {
    const answer = refuse({ code: "bad-input", fields: { note: "missing" } });
    const face = at(whole, [access], { reviewEmergencyAccess: answer });
    await press(face, "Review the emergency access of Marcus Webb");
    const dialog = await dialogNamed("Review the emergency access of Marcus Webb?");
    await prove(face, dialog, "Record the review");
    const note = dialog.getByLabelText("What you found");
    await vi.waitFor(() => expect(note).toHaveAccessibleDescription(/fill this in/));
  });

  it("keep the review with them", async () => {
    at(whole, [{ ...access, reviewed: { by: sam, at: testNow, note: "It was one.\nNothing else." } }]);
    const list = await region("Emergency accesses");
    expect(await list.findByText("Reviewed by Sam Cole, 2 Nov 2026, 14:05")).toBeVisible();
    expect(list.getByText(/It was one/)).toBeVisible();
    expect(list.queryByRole("button", { name: /Review/ })).toBeNull();
  });
});
