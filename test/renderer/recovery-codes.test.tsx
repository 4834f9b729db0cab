import { screen, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it, vi } from "vitest";
import type { Security } from "../../src/contract/enrollment/views";
import { ok, refuse } from "../../src/contract/result";
import { RecoveryCodesBanner } from "../../src/renderer/features/recovery/codes-banner";
import { RecoveryCodesCard } from "../../src/renderer/features/recovery/recovery-codes-card";
import { UnfinishedSetup } from "../../src/renderer/features/recovery/unfinished-setup";
import { type FakeReplies, testAppState, testSession } from "../support/fake-wardkey";
import { appIsOn, codesOnSheet, tenCodes, textIsOn } from "../support/own-account";
import { renderFace } from "../support/render-face";

const button = (name: string) => screen.getByRole("button", { name });
const soon = (name: string) => screen.findByRole("button", { name });

const kept: FakeReplies = {
  makeRecoveryCodes: ok({ codes: tenCodes }),
  storeRecoveryCodes: ok(null),
  copyRecoveryCodes: ok(null),
  printPaper: ok(null),
  savePaper: ok({ name: "recovery-codes.pdf" }),
};

/** What is drawn at the same time tells that nothing of the part itself is to come. */
function drawn(part: ReactNode) {
  return (
    <>
      {part}
      <p>Everything else</p>
    </>
  );
}

const noCodes: Security["recoveryCodes"] = { left: 0, total: 0, stored: false, list: [] };
const seven = codesOnSheet([2, 5, 9]);

function card(recoveryCodes: Security["recoveryCodes"], replies: FakeReplies = kept, more: Partial<Security> = {}) {
  const security = { ...appIsOn, recoveryCodes, ...more };
  return renderFace(<RecoveryCodesCard security={security} />, testAppState("member"), replies);
}

describe("the card", () => {
  it.each([
    [seven, "7 of 10 left", "New codes"],
    [noCodes, "None yet", "Make recovery codes"],
    [codesOnSheet([], false), "Not stored yet", "New codes"],
  ])("says how many are left: %o", async (counts, said, action) => {
    card(counts);
    expect(await screen.findByText(said)).toBeVisible();
    expect(button(action)).toBeVisible();
  });

  it("warns when few are left", async () => {
    card(codesOnSheet([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(await screen.findByText(/You are running low/)).toBeVisible();
  });
});

describe("the codes by number", () => {
  it("are shown as used with the day, or as not used, and nothing of the codes themselves", async () => {
    card(seven);
    const list = await screen.findByRole("list", { name: "The codes by their numbers on paper" });
    const lines = within(list)
      .getAllByRole("listitem")
      .map((line) => line.textContent);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe("1. Not used");
    expect(lines[1]).toBe("2. Used 1 Nov 2026");
    expect(lines.filter((line) => line?.includes("Used "))).toHaveLength(3);
  });

  it("are not there before there are codes", async () => {
    card(noCodes);
    await soon("Make recovery codes");
    expect(screen.queryByRole("list")).not.toBeInTheDocument();
  });
});

describe("the first codes of whoever has no backup password yet", () => {
  const due = { backupPassword: { setAt: null, skipped: false } };

  it("come after the question for one", async () => {
    const { user, fake } = card(noCodes, { ...kept, skipBackupPassword: ok(null) }, due);
    await user.click(await soon("Make recovery codes"));
    expect(await screen.findByLabelText("Backup password")).toBeVisible();
    await user.click(button("Skip"));
    await user.click(button("Go on without one"));
    const asked = await screen.findByRole("dialog", { name: "Make recovery codes" });
    await user.click(within(asked).getByRole("button", { name: "Make recovery codes" }));
    expect(await screen.findByRole("dialog", { name: "Your recovery codes" })).toBeVisible();
    expect(fake.calls("skipBackupPassword")).toEqual([{}]);
  });

  it("come at once where they have said that they do without", async () => {
    const { user } = card(noCodes, kept, { backupPassword: { setAt: null, skipped: true } });
    await user.click(await soon("Make recovery codes"));
    expect(await screen.findByRole("dialog", { name: "Make recovery codes" })).toBeVisible();
  });
});

describe("the banner", () => {
  function banner(session: Parameters<typeof testSession>[1], replies: FakeReplies = kept) {
    const appState = testAppState("member", { session: testSession("member", { twoFactor: "app", ...session }) });
    return renderFace(<RecoveryCodesBanner />, appState, replies);
  }
  const fresh = { code: "wxyz-abcd-efgh-jkmn", number: 4 };

  it("offers a fresh code after a sign-in with one, shown once under the old one's number", async () => {
    const { user, fake } = banner(
      { recoveryCodeUsed: true },
      {
        ...kept,
        replaceRecoveryCode: () => {
          fake.sessionState(testAppState("member", { session: testSession("member", { twoFactor: "app" }) }));
          return ok(fresh);
        },
      },
    );
    expect(await screen.findByText("You signed in with a recovery code")).toBeVisible();
    await user.click(button("Get a new code"));
    await screen.findByRole("dialog", { name: "A new code for the one you used?" });
    expect(fake.calls("replaceRecoveryCode")).toEqual([]);
    await user.click(button("Make the new code"));
    const shown = await screen.findByRole("dialog", { name: "Your new code no. 4" });
    expect(shown).toHaveTextContent("wxyzabcdefghjkmn");
    await user.keyboard("{Escape}");
    await user.click(button("Done"));
    expect(fake.calls("storeRecoveryCodes")).toEqual([]);
    await user.click(button("Print"));
    await user.click(screen.getByRole("checkbox", { name: "I have stored it" }));
    await user.click(button("Done"));
    await vi.waitFor(() => expect(shown).not.toBeInTheDocument());
    expect(fake.calls("printPaper")).toEqual([{ paper: "recovery-codes", size: "A4" }]);
    expect(fake.calls("storeRecoveryCodes")).toEqual([{}]);
    expect(screen.queryByText("You signed in with a recovery code")).not.toBeInTheDocument();
    expect(document.body).not.toHaveTextContent("wxyz");
  });

  it("says why there is no fresh code, and can be put away", async () => {
    const { user } = banner(
      { recoveryCodeUsed: true },
      { replaceRecoveryCode: refuse({ code: "not-now", because: "no-code-to-replace" }) },
    );
    await user.click(await soon("Get a new code"));
    await user.click(await soon("Make the new code"));
    expect(await screen.findByText(/so there is none to replace/)).toBeVisible();
    await user.click(button("Later"));
    await user.click(button("Put away"));
    expect(screen.queryByText("You signed in with a recovery code")).not.toBeInTheDocument();
  });

  it.each([
    [0, "You have no recovery codes"],
    [1, "You have 1 recovery code left"],
    [3, "You have 3 recovery codes left"],
  ])("says that %i are left, with the way to new ones", async (left, said) => {
    banner({ recoveryCodesLow: left });
    expect(await screen.findByText(said)).toBeVisible();
    expect(screen.getByRole("link", { name: "Make new codes" })).toHaveAttribute("href", "#/account/security");
  });

  it("is not there where there are enough", async () => {
    renderFace(drawn(<RecoveryCodesBanner />), testAppState("member"), kept);
    await screen.findByText("Everything else");
    expect(screen.queryByRole("status")).not.toBeInTheDocument();
  });

  it("is not there in emergency access", async () => {
    const emergency = testSession("manager", { recoveryCodesLow: 0, emergencyUntil: Date.UTC(2026, 10, 2, 22) });
    renderFace(drawn(<RecoveryCodesBanner />), testAppState("emergency-access", { session: emergency }), kept);
    await screen.findByText("Everything else");
    expect(screen.queryByRole("status")).not.toBeInTheDocument();
  });
});

describe("New codes", () => {
  async function openNew(replies: FakeReplies = kept) {
    const face = card(seven, replies);
    await face.user.click(await soon("New codes"));
    const asked = await screen.findByRole("dialog", { name: "Make new recovery codes?" });
    return { ...face, asked };
  }

  it("says first that the old ones stop working, and makes none when one turns away", async () => {
    const { user, fake, asked } = await openNew();
    expect(asked).toHaveAccessibleDescription(/The 7 codes you have left stop working now/);
    await user.click(within(asked).getByRole("button", { name: "Keep the old ones" }));
    expect(fake.calls("makeRecoveryCodes")).toEqual([]);
  });

  async function makeNew() {
    const face = await openNew();
    await face.user.click(within(face.asked).getByRole("button", { name: "New codes" }));
    await screen.findByRole("dialog", { name: "Your recovery codes" });
    return face;
  }

  it("shows them once, prints, saves and copies them, and says that the clipboard is emptied", async () => {
    const { user, fake } = await makeNew();
    expect(within(screen.getByRole("list", { name: "Recovery codes" })).getAllByRole("listitem")).toHaveLength(10);
    await user.click(button("Print"));
    await user.click(button("Save as PDF"));
    await user.click(button("Copy"));
    expect(await screen.findByText(/The clipboard is emptied after 30 seconds/)).toBeVisible();
    expect(fake.calls("printPaper")).toEqual([{ paper: "recovery-codes", size: "A4" }]);
    expect(fake.calls("savePaper")).toHaveLength(1);
    expect(fake.calls("copyRecoveryCodes")).toEqual([{}]);
  });

  it("keeps them on the screen until they are stored, and then has them nowhere", async () => {
    const { user, fake } = await makeNew();
    await user.keyboard("{Escape}");
    expect(screen.getByRole("dialog", { name: "Your recovery codes" })).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "I have stored these" }));
    await user.click(button("Done"));
    await vi.waitFor(() =>
      expect(screen.queryByRole("dialog", { name: "Your recovery codes" })).not.toBeInTheDocument(),
    );
    expect(fake.calls("storeRecoveryCodes")).toEqual([{}]);
    expect(document.body).not.toHaveTextContent(tenCodes[0] ?? "");
  });

  it("says why none were made", async () => {
    const { user, asked } = await openNew({
      makeRecoveryCodes: refuse({ code: "not-now", because: "two-factor-off" }),
    });
    await user.click(within(asked).getByRole("button", { name: "New codes" }));
    expect(await screen.findByText("Two-factor authentication is off.")).toBeVisible();
  });
});

describe("whoever arrives without recovery codes", () => {
  function arrive(security: Security, replies: FakeReplies = kept) {
    return renderFace(<UnfinishedSetup />, testAppState("member"), { ...replies, getMySecurity: ok(security) });
  }
  const unfinished: Security = { ...appIsOn, recoveryCodes: noCodes };

  it("is asked for them first when the app is in use, and cannot turn away", async () => {
    const { user } = arrive(unfinished);
    await screen.findByRole("dialog", { name: "Don't get locked out" });
    await user.keyboard("{Escape}");
    await user.click(button("Make recovery codes"));
    expect(await screen.findByRole("dialog", { name: "Your recovery codes" })).toBeVisible();
  });

  it("is asked for a backup password before them, and cannot turn away from that either", async () => {
    const { user, fake } = arrive(
      { ...unfinished, backupPassword: { setAt: null, skipped: false } },
      { ...kept, checkPassword: ok({ score: 4, problem: null }), setBackupPassword: ok(null) },
    );
    await user.type(await screen.findByLabelText("Backup password"), "seven green clocks sing");
    await user.keyboard("{Escape}");
    await user.keyboard("{Enter}");
    expect(await soon("Make recovery codes")).toBeVisible();
    expect(fake.calls("setBackupPassword")).toEqual([{ backupPassword: "seven green clocks sing" }]);
  });

  it("is asked nothing in emergency access, where they cannot be made", async () => {
    const appState = testAppState("emergency-access", { session: testSession("manager") });
    const { fake } = renderFace(drawn(<UnfinishedSetup />), appState, { ...kept, getMySecurity: ok(unfinished) });
    await screen.findByText("Everything else");
    expect(fake.calls("getMySecurity")).toEqual([]);
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  it("can turn away where making them is refused", async () => {
    const incident = refuse({ code: "incident", number: "7QK2", what: "disk-full" } as const);
    const { user } = arrive(unfinished, { makeRecoveryCodes: incident });
    await user.click(await soon("Make recovery codes"));
    await user.click(await soon("Later"));
    await vi.waitFor(() =>
      expect(screen.queryByRole("dialog", { name: "Don't get locked out" })).not.toBeInTheDocument(),
    );
  });

  it.each([
    ["has stored them", appIsOn],
    ["stays on text messages", textIsOn],
  ])("is left alone when one %s", async (_name, security) => {
    const { fake } = arrive(security);
    await vi.waitFor(() => expect(fake.calls("getMySecurity")).toHaveLength(1));
    expect(screen.queryByRole("dialog", { name: "Don't get locked out" })).not.toBeInTheDocument();
  });
});
