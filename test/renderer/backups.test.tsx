import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BackupFolderView, BackupState, BackupsView } from "../../src/contract/backups/views";
import { ok, refuse } from "../../src/contract/result";
import { BackupBanner, BackupStatus } from "../../src/renderer/features/backups/backup-state";
import { BackupsOverview } from "../../src/renderer/features/backups/backups-overview";
import { BackupsSection } from "../../src/renderer/features/backups/backups-section";
import { type FakeReplies, testAppState, testNow } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

const DAY = 86_400_000;
const last = { at: testNow, file: "wardkey-2026-11-02-1405-abcdefgh.age", bytes: 300_000 };
const here: BackupFolderView = {
  id: "here",
  path: "/home/joan/.config/wardkey/backups",
  isHere: true,
  last,
  trouble: null,
  free: 212_000_000_000,
  sameDisk: true,
};
const share: BackupFolderView = {
  ...here,
  id: "share",
  path: "\\\\harbor-files\\wardkey",
  isHere: false,
  free: null,
  sameDisk: false,
};
const good: BackupsView = {
  kit: { number: 1, madeAt: testNow - 40 * DAY, takesBackups: true },
  fingerprint: "ABCD-EFGH-JKMN-PQRS",
  folders: [here, share],
  lastGood: { at: testNow, people: 42, entries: 1284 },
  lastTest: null,
  running: null,
  ended: null,
  generations: { daily: 7, weekly: 5, monthly: 12 },
  kept: { daily: 7, weekly: 5, monthly: 2, oldestOn: "2026-09-30", bytes: 31_000_000 },
};

const at = (view: Partial<BackupsView> = {}, replies: FakeReplies = {}, role: "manager" | "auditor" = "manager") =>
  renderFace(<BackupsSection />, testAppState(role), { getBackups: ok({ ...good, ...view }), ...replies });

const rowOf = async (name: RegExp) => within(await screen.findByRole("row", { name }));
const buttons = () => screen.queryAllByRole("button").map((one) => one.getAttribute("aria-label") ?? one.textContent);

describe("Settings > Backups", () => {
  it("says when the last good one was made, and what was checked", async () => {
    at();
    expect(await screen.findByRole("heading", { name: "Last good backup: today, 14:05" })).toBeVisible();
    expect(screen.getByText(/42 people, 1,284 entries, no tampering found\.$/)).toBeVisible();
    expect((await rowOf(/This computer/)).getByText("212 GB")).toBeVisible();
    expect((await rowOf(/harbor-files/)).getByText("Verified")).toBeVisible();
    expect(screen.getByText("2 of 12")).toBeVisible();
    expect(screen.getByText("Oldest: 30 Sept 2026. All together 31 MB a folder.")).toBeVisible();
  });

  it("names the kit that the backups take, and the fingerprint that stands on it", async () => {
    at();
    expect(await screen.findByText("Never keep the recovery kit and a backup together.")).toBeVisible();
    expect(screen.getByText(/These backups need kit no\. 1 of 23 Sept 2026\.$/)).toBeVisible();
    expect(screen.getByText(/ABCD-EFGH-JKMN-PQRS$/)).toBeVisible();
  });

  it("warns while all of them are on this computer", async () => {
    at({ folders: [here] });
    expect(await screen.findByText("All backups are on this computer only.")).toBeVisible();
  });

  it("does not count a folder that has none yet", async () => {
    at({ folders: [here, { ...share, last: null }] });
    expect(await screen.findByText("All backups are on this computer only.")).toBeVisible();
    expect((await rowOf(/harbor-files/)).getByText("No backup yet")).toBeVisible();
  });

  it("does not count another folder on the vault’s own disk", async () => {
    at({ folders: [here, { ...share, sameDisk: true }] });
    expect(await screen.findByText("All backups are on this computer only.")).toBeVisible();
    expect((await rowOf(/harbor-files/)).getByText("On the same disk as the vault")).toBeVisible();
  });

  it("says nothing of that once another folder has one", async () => {
    at();
    await screen.findByRole("heading", { name: /^Last good/ });
    expect(screen.queryByText("All backups are on this computer only.")).toBeNull();
  });

  it("says what is wrong with a folder and what helps", async () => {
    const away = { because: "vanished", at: testNow } as const;
    at({ folders: [here, { ...share, last: { ...last, at: testNow - 4 * DAY }, trouble: away }] });
    expect((await rowOf(/harbor-files/)).getByText("4 days old")).toBeVisible();
    expect(screen.getByText("wardkey has had no backup since 29 Oct 2026.")).toBeVisible();
    expect(screen.getByText(/Plug in the stick or connect the share\. Wardkey writes to it/)).toBeVisible();
  });

  it("shows how far one is, and stops it", async () => {
    const { user, fake } = at({ running: { step: "verify", done: 30, of: 120 } }, { stopBackup: ok(null) });
    expect(await screen.findByText("Checking what was written: 25%", { ignore: "[role=status]" })).toBeVisible();
    expect(buttons()).not.toContain("Back up now");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(fake.calls("stopBackup")).toHaveLength(1);
  });

  it("says how it ended to whoever watched it", async () => {
    const { fake } = at({ running: { step: "write", done: 0, of: 1 } });
    await screen.findByText("Backing up");
    fake.answer({ getBackups: ok({ ...good, ended: { at: testNow, because: null, good: 1, of: 2 } }) });
    fake.changed("getBackups");
    expect(await screen.findByText("The backup is in 1 of 2 folders.")).toBeVisible();
  });

  it("says that it was stopped, and that nothing happened to earlier ones", async () => {
    at({ ended: { at: testNow, because: "stopped", good: 0, of: 2 } });
    expect(await screen.findByText("The backup was stopped.")).toBeVisible();
  });

  it("says why none was made at all", async () => {
    at({ ended: { at: testNow, because: "disk-full", good: 0, of: 2 } });
    const said = await screen.findByRole("alert");
    expect(said).toHaveTextContent("No backup was made today, 14:05.");
    expect(said).toHaveTextContent("The disk is full. Make room, or add another folder.");
  });

  it("says why none begins", async () => {
    const refused = refuse({ code: "backup-refused", because: "running" } as const);
    const { user } = at({}, { backUpNow: refused });
    await user.click(await screen.findByRole("button", { name: "Back up now" }));
    expect(await screen.findByText("A backup is running already.")).toBeVisible();
  });

  it("offers none where the kit takes none", async () => {
    at({ kit: { number: 1, madeAt: testNow, takesBackups: false }, lastGood: null, fingerprint: null, kept: null });
    expect(await screen.findByText("Wardkey cannot make backups yet")).toBeVisible();
    expect(buttons()).not.toContain("Back up now");
    expect(screen.queryByText("Never keep the recovery kit and a backup together.")).toBeNull();
    expect(screen.getByText("0 of 7")).toBeVisible();
  });

  it("cannot remove the one on this computer", async () => {
    at();
    await screen.findByRole("heading", { name: /^Last good/ });
    expect(buttons()).toEqual(["Back up now", "Add folder", "Remove wardkey", "Change", "Test restore", "Restore…"]);
  });

  it("is read by auditors, who change nothing", async () => {
    at({}, {}, "auditor");
    await screen.findByRole("heading", { name: /^Last good/ });
    expect(buttons()).toEqual([]);
  });

  it("says that it could not be read, and tries again", async () => {
    const { user, fake } = at({}, { getBackups: refuse({ code: "not-allowed" }) });
    await screen.findByRole("button", { name: "Try again" });
    fake.answer({ getBackups: ok(good) });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { name: /^Last good/ })).toBeVisible();
  });
});

const alone = ok({ is: "not-needed" } as const);

describe("a change of the folders", () => {
  it("takes a whole path, and says so of anything else", async () => {
    const { user, fake } = at({}, { getApproval: alone, addBackupFolder: ok(null) });
    await user.click(await screen.findByRole("button", { name: "Add folder" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a backup folder" }));
    await user.type(dialog.getByLabelText("Folder"), "backups");
    expect(dialog.getByText("Type the folder’s whole path, or choose it.")).toBeVisible();
    await user.clear(dialog.getByLabelText("Folder"));
    await user.type(dialog.getByLabelText("Folder"), "/mnt/safe ");
    expect(dialog.queryByText("Type the folder’s whole path, or choose it.")).toBeNull();
    await user.type(await dialog.findByLabelText("Your password"), "correct horse");
    await user.click(dialog.getByRole("button", { name: "Add folder" }));
    const proof = { password: "correct horse", token: null };
    expect(fake.calls("addBackupFolder")).toEqual([{ path: "/mnt/safe", proof }]);
  });

  it("takes what the system's dialog gives", async () => {
    const { user } = at({}, { getApproval: alone, chooseBackupFolder: ok({ path: "/media/SAFE 2" }) });
    await user.click(await screen.findByRole("button", { name: "Add folder" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a backup folder" }));
    await user.click(dialog.getByRole("button", { name: "Choose…" }));
    expect(await dialog.findByDisplayValue("/media/SAFE 2")).toBeVisible();
  });

  it("removes one by its whole path", async () => {
    const { user, fake } = at({}, { getApproval: alone, removeBackupFolder: ok(null) });
    await user.click(await screen.findByRole("button", { name: "Remove wardkey" }));
    const named = { name: "Make no more backups in \\\\harbor-files\\wardkey?" };
    const dialog = within(await screen.findByRole("dialog", named));
    await user.type(await dialog.findByLabelText("Your password"), "correct horse");
    await user.click(dialog.getByRole("button", { name: "Remove" }));
    expect(fake.calls("removeBackupFolder")).toMatchObject([{ folder: "share" }]);
  });

  it("keeps as many backups as are typed, within bounds", async () => {
    const { user, fake } = at({}, { getApproval: alone, changeBackupGenerations: ok(null) });
    await user.click(await screen.findByRole("button", { name: "Change" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.clear(dialog.getByLabelText("Days"));
    await user.type(dialog.getByLabelText("Days"), "40");
    expect(dialog.getByText("A whole number from 1 to 31.")).toBeVisible();
    await user.clear(dialog.getByLabelText("Days"));
    await user.type(dialog.getByLabelText("Days"), "14");
    await user.type(await dialog.findByLabelText("Your password"), "correct horse");
    await user.click(dialog.getByRole("button", { name: "Change" }));
    expect(fake.calls("changeBackupGenerations")).toMatchObject([{ daily: 14, weekly: 5, monthly: 12 }]);
  });
});

describe("what every screen of a manager says", () => {
  const say = (backups: BackupState | null) =>
    renderFace(
      <>
        <BackupBanner />
        <BackupStatus />
        <BackupsOverview />
      </>,
      testAppState("manager", { backups }),
    );
  const links = () => screen.getAllByRole("link").map(({ textContent }) => textContent);

  it("is the last backup, and no banner", async () => {
    say({ is: "good", at: testNow - DAY, onlyHere: false });
    expect(await screen.findByRole("link", { name: "Last backup: yesterday, 14:05" })).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.queryByText("Add a backup folder on another disk")).toBeNull();
  });

  it("asks for another disk until that was put away", async () => {
    const { user } = say({ is: "good", at: testNow, onlyHere: true });
    expect(await screen.findByText("Add a backup folder on another disk")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Put away" }));
    expect(screen.queryByText("Add a backup folder on another disk")).toBeNull();
  });

  it("is since when there is none, why, and the way to Backups", async () => {
    say({ is: "late", since: testNow - 3 * DAY, because: "read-only" });
    const banner = await screen.findByRole("alert");
    expect(banner).toHaveTextContent("There has been no good backup since 30 Oct 2026, 14:05.");
    expect(banner).toHaveTextContent("Wardkey may not write there.");
    expect(within(banner).getByRole("link", { name: "Open Backups" })).toHaveAttribute("href", "#/settings/backups");
    expect(links()).toContain("Backup overdue");
  });

  it("is that an old kit takes none", async () => {
    say({ is: "no-kit" });
    expect(await screen.findByRole("alert")).toHaveTextContent("Wardkey cannot make backups yet");
  });

  it("is nothing to anybody else", () => {
    const { container } = say(null);
    expect(container.querySelector("a")).toBeNull();
  });
});
