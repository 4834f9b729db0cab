import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { HeldAccount, HeldAccounts } from "../../src/contract/people/views";
import { ok } from "../../src/contract/result";
import { StillActiveScreen } from "../../src/renderer/features/people/still-active-screen";
import { ConfirmScreen } from "../../src/renderer/features/vault/confirm-screen";
import { testAppState, testNow, testPractice } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

const person = (name: string, more: Partial<HeldAccount> = {}): HeldAccount => ({
  id: name.toLowerCase().padEnd(26, "x").slice(0, 26).replace(/\W/g, "x"),
  ...{ name, email: "x@lakeside.example", role: "member", accountType: "staff", lastSignInAt: null },
  ...{ is: "closed", proceedsAt: null, ...more },
});
const rows = [
  person("Victor Hahn", { role: "manager", proceedsAt: testNow + 8 * 86_400_000 }),
  person("Ana Castillo"),
  person("Brian Neill", { is: "left" }),
];
const held: HeldAccounts = {
  ...{ rows, found: 3, toDecide: 2, members: 1, of: 3, restoredAt: testNow, backupMadeAt: testNow - 86_400_000 },
};

describe("who is still active", () => {
  const at = (state: "manager" | "emergency-access") => {
    const decideHeldAccount = vi.fn(() => ok(null));
    const app = testAppState(state);
    renderFace(<StillActiveScreen />, app, { listHeldAccounts: () => ok(held), decideHeldAccount });
    return decideHeldAccount;
  };
  const row = async (name: string) => within(await screen.findByRole("row", { name: new RegExp(name) }));

  it("decides a person at once, and says how many are left", async () => {
    const decide = at("manager");
    (await row("Ana Castillo")).getByRole("button", { name: "Ana Castillo works here" }).click();
    await vi.waitFor(() => expect(decide).toHaveBeenCalledWith({ account: rows[1]?.id, is: "works-here" }));
    expect(screen.getAllByText("2 of 3 to decide")[0]).toBeVisible();
    expect((await row("Brian Neill")).getByText("Left the practice")).toBeVisible();
    expect((await row("Brian Neill")).queryByRole("button")).toBeNull();
  });

  it("asks for a second manager where it is a manager, and leaves no manager out of the act on all", async () => {
    const decide = at("manager");
    const victor = await row("Victor Hahn");
    expect(victor.getByText(/^Waits until/)).toBeVisible();
    expect(victor.queryByRole("checkbox")).toBeNull();
    victor.getByRole("button", { name: "Victor Hahn works here" }).click();
    expect(await screen.findByRole("dialog", { name: "Does Victor Hahn still work here?" })).toBeVisible();
    expect(decide).not.toHaveBeenCalled();
  });

  it("offers in emergency access that somebody works here, and nothing else", async () => {
    at("emergency-access");
    const ana = await row("Ana Castillo");
    expect(ana.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["Works here"]);
    expect((await row("Victor Hahn")).queryByRole("button")).toBeNull();
    expect(screen.queryByRole("button", { name: "Confirm all, with exceptions" })).toBeNull();
  });
});

describe("where newer entries are known to be gone", () => {
  it("says how long the wait is, and takes both halves of the emergency codes in its place", async () => {
    const wait = { isOver: false, expectedAt: testNow + 7 * 86_400_000 };
    renderFace(
      <ConfirmScreen because="head-missing" kitTyped wait={wait} />,
      testAppState("sealed", { practice: testPractice }),
      {},
    );
    expect(await screen.findByText("Newer entries are missing")).toBeVisible();
    expect(screen.queryByLabelText("First half")).toBeNull();
    screen.getByRole("radio", { name: /Both halves of the emergency codes/ }).click();
    expect(await screen.findByLabelText("First half")).toBeVisible();
    expect(screen.getByLabelText("Second half")).toBeVisible();
  });
});
