import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { SignOffAnswer } from "../../src/contract/audit/views";
import { ok } from "../../src/contract/result";
import { AuditLogScreen } from "../../src/renderer/features/audit/audit-log-screen";
import { type FakeReplies, testAppState } from "../support/fake-wardkey";
import { clinicOf } from "../support/people";
import { renderFace } from "../support/render-face";

function atLedger(replies: FakeReplies = {}) {
  const known: FakeReplies = {
    ...clinicOf([]),
    listEntries: ok({ entries: [], total: 0, next: null }),
    getLedgerState: ok({ is: "checking", done: 0, of: 10 }),
    ...replies,
  };
  return renderFace(<AuditLogScreen />, testAppState("auditor"), known, "/audit-log");
}

describe("a sign-off sheet", () => {
  it("is printed, or saved as PDF, without a password", async () => {
    const { user, fake } = atLedger({ makeSignOffSheet: ok({ name: "Sign-off sheet.pdf" }) });
    await user.click(await screen.findByRole("button", { name: "Sign-off sheet" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Make a sign-off sheet" }));
    expect(dialog.getByRole("radio", { name: "Printed page" })).toBeChecked();
    await user.click(dialog.getByRole("radio", { name: "PDF" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved as Sign-off sheet.pdf.")).toBeVisible();
    expect(fake.calls("makeSignOffSheet")).toEqual([{ to: "pdf", size: "A4" }]);
    expect(screen.queryByRole("dialog", { name: "Make a sign-off sheet" })).toBeNull();
  });

  it("stays asked for where no place was chosen", async () => {
    const { user } = atLedger({ makeSignOffSheet: ok(null) });
    await user.click(await screen.findByRole("button", { name: "Sign-off sheet" }));
    await user.click(screen.getByRole("button", { name: "Print" }));
    expect(await screen.findByRole("dialog", { name: "Make a sign-off sheet" })).toBeVisible();
  });
});

describe("checking a sheet", () => {
  const WHERE = "the first workstation";
  const replies: readonly (readonly [SignOffAnswer, string, string])[] = [
    [
      { is: "contained", seq: 1204, at: Date.UTC(2026, 10, 2, 9), hash: "ab", workstation: WHERE },
      "The audit log still holds this entry",
      "Its hash is the one on the sheet.",
    ],
    [
      { is: "missing", from: 1144, to: 1204, workstation: WHERE },
      "Entries are missing",
      "Entries 1,144 to 1,204 of the first workstation are not in this audit log.",
    ],
    [
      { is: "missing", from: 1204, to: 1204, workstation: WHERE },
      "Entries are missing",
      "Entry 1,204 of the first workstation is not in this audit log.",
    ],
    [
      { is: "another", seq: 12, workstation: WHERE },
      "The entry is another one",
      "The audit log was changed after the sheet was printed.",
    ],
    [
      { is: "unknown-workstation", seq: 12 },
      "This audit log does not know the workstation",
      "Then entries 1 to 12 of that workstation are missing.",
    ],
    [
      { is: "wrong-count", count: 11 },
      "11 words instead of twelve",
      "Type all twelve words. Nothing is wrong with the audit log.",
    ],
    [
      { is: "wrong-words", wrong: [{ place: 4, typed: "wierd", perhaps: ["weird", "wire", "width"] }] },
      "Check how you typed it",
      "Word 4: “wierd” is probably “weird”, “wire” or “width”.",
    ],
    [
      { is: "wrong-words", wrong: [{ place: 4, typed: "qqq", perhaps: [] }] },
      "Check how you typed it",
      "Word 4: “qqq” is not on any sheet.",
    ],
    [
      { is: "mismatch" },
      "The words do not fit each other",
      "Compare each with the sheet. Nothing is wrong with the audit log because of it.",
    ],
  ];

  it.each(replies)("says %j in words, until something else is typed", async (answer, title, body) => {
    const { user, fake } = atLedger({ checkSignOffSheet: ok(answer) });
    await user.click(await screen.findByRole("button", { name: "Check a sign-off sheet" }));
    await user.type(screen.getByRole("textbox", { name: "Twelve words" }), "zoo zone");
    await user.click(screen.getByRole("button", { name: "Check" }));
    const said = within(await screen.findByRole("alert"));
    expect(said.getByText(title)).toBeVisible();
    expect(said.getByText(body)).toBeVisible();
    expect(fake.calls("checkSignOffSheet")).toEqual([{ typed: "zoo zone" }]);
    await user.type(screen.getByRole("textbox", { name: "Twelve words" }), " wire");
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
