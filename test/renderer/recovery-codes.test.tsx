import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ok, refuse } from "../../src/preload/result";
import type { Security } from "../../src/preload/views";
import { RecoveryCodesCard } from "../../src/renderer/features/recovery-codes/recovery-codes-card";
import { UnfinishedSetUp } from "../../src/renderer/features/recovery-codes/unfinished-set-up";
import { type FakeAnswers, testSituation } from "../support/fake-wardkey";
import { appIsOn, tenCodes, textIsOn } from "../support/own-account";
import { renderFace } from "../support/render-face";

const button = (name: string) => screen.getByRole("button", { name });
const soon = (name: string) => screen.findByRole("button", { name });

const kept: FakeAnswers = {
  makeRecoveryCodes: ok({ codes: tenCodes }),
  storeRecoveryCodes: ok(null),
  copyRecoveryCodes: ok(null),
  printPaper: ok(null),
  savePaper: ok({ name: "recovery-codes.pdf" }),
};

function card(counts: Security["recoveryCodes"], answers: FakeAnswers = kept) {
  return renderFace(<RecoveryCodesCard counts={counts} />, testSituation("member"), answers);
}

describe("the card", () => {
  it.each([
    [{ left: 7, total: 10, stored: true }, "7 of 10 left", "New codes"],
    [{ left: 0, total: 0, stored: false }, "None yet", "Make recovery codes"],
    [{ left: 10, total: 10, stored: false }, "Not stored yet", "New codes"],
  ])("says how many are left: %o", async (counts, said, action) => {
    card(counts);
    expect(await screen.findByText(said)).toBeVisible();
    expect(button(action)).toBeVisible();
  });

  it("warns when few are left", async () => {
    card({ left: 2, total: 10, stored: true });
    expect(await screen.findByText(/You are running low/)).toBeVisible();
  });
});

describe("New codes", () => {
  async function openNew(answers: FakeAnswers = kept) {
    const face = card({ left: 7, total: 10, stored: true }, answers);
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
  function arrive(security: Security, answers: FakeAnswers = kept) {
    return renderFace(<UnfinishedSetUp />, testSituation("member"), { ...answers, getMySecurity: ok(security) });
  }
  const unfinished: Security = { ...appIsOn, recoveryCodes: { left: 0, total: 0, stored: false } };

  it("is asked for them first when the app is in use, and cannot turn away", async () => {
    const { user } = arrive(unfinished);
    await screen.findByRole("dialog", { name: "Don't get locked out" });
    await user.keyboard("{Escape}");
    await user.click(button("Make recovery codes"));
    expect(await screen.findByRole("dialog", { name: "Your recovery codes" })).toBeVisible();
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
