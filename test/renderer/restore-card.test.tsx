import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { LastRestoreTest } from "../../src/contract/backups/views";
import { ok } from "../../src/contract/result";
import { RestoreCard } from "../../src/renderer/features/backups/restore-card";
import { type FakeReplies, testAppState, testNow } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

const facts = {
  backup: "0".repeat(64),
  practice: "Harbor Street Family Medicine",
  place: { region: "US", timeZone: "America/Chicago" },
  madeAt: testNow,
  computer: "front-desk",
  entries: 1284,
  people: 42,
  fingerprint: "K7Q2-M9XK-D4TB-2HXW",
  tookMs: 5200,
};
const chosen = { name: "wardkey-2027-03-05-0200-k4w7n2qd.age", kit: { number: 2, madeAt: testNow } };

const at = (lastTest: LastRestoreTest | null, replies: FakeReplies = {}, role: "manager" | "auditor" = "manager") =>
  renderFace(<RestoreCard lastTest={lastTest} />, testAppState(role), {
    chooseBackup: ok(chosen),
    checkBackup: ok(facts),
    getProgress: ok(null),
    ...replies,
  });

it("says when a restore was tested last, by whom, and how long a real one takes", async () => {
  at({ at: testNow, by: "Joan Price", problem: null, tookMs: 5200 });
  expect(await screen.findByText(/, by Joan Price$/)).toBeVisible();
  expect(screen.getByText("Everything came back")).toBeVisible();
  expect(screen.getByText("About 6 seconds")).toBeVisible();
});

it("says so where nobody has, and where the last one failed", async () => {
  at(null);
  expect(await screen.findByText("Never")).toBeVisible();
  at({ at: testNow, by: null, problem: "incomplete", tookMs: null });
  expect(await screen.findByText("It cannot be restored")).toBeVisible();
});

it("tests a backup with the kit, and changes nothing", async () => {
  const { user, fake } = at(null);
  await user.click(await screen.findByRole("button", { name: "Test restore" }));
  await user.click(await screen.findByRole("button", { name: "Choose the backup …" }));
  await user.type(await screen.findByLabelText("Recovery key"), "aaaaa{Enter}");
  expect(await screen.findByText("This backup is whole")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(fake.calls("restoreOverVault")).toEqual([]);
});

it("asks for the password only once the backup has passed, and for exactly this one", async () => {
  const { user, fake } = at(null, { restoreOverVault: ok(null) });
  await user.click(await screen.findByRole("button", { name: "Restore…" }));
  expect(screen.queryByLabelText(/password/i)).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Choose the backup …" }));
  await user.type(await screen.findByLabelText("Recovery key"), "aaaaa{Enter}");
  await user.click(await screen.findByRole("button", { name: "Restore this backup" }));
  expect(await screen.findByRole("dialog", { name: "Restore a backup over this vault?" })).toBeVisible();
  await user.type(screen.getByLabelText("Your password"), "a password");
  await user.click(screen.getByRole("button", { name: "Restore this backup" }));
  expect(fake.calls("restoreOverVault")).toEqual([
    { backup: facts.backup, madeAt: testNow, proof: { password: "a password", token: null } },
  ]);
});

it("lets auditors read, and no more", async () => {
  at(null, {}, "auditor");
  expect(await screen.findByText("Never")).toBeVisible();
  expect(screen.queryAllByRole("button")).toEqual([]);
});
