import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { VaultTrouble } from "../../src/contract/refusals";
import { ok, refuse } from "../../src/contract/result";
import { PracticeSetup } from "../../src/renderer/features/vault/practice-setup";
import { SealedScreen } from "../../src/renderer/features/vault/sealed-screen";
import { testAppState } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

const strong = ok({ score: 4, problem: null } as const);

describe("without a vault", () => {
  it("the first screen offers to set up, to open and to restore, and setting up is chosen", async () => {
    renderFace(<PracticeSetup />, testAppState("practice-setup"));
    const choices = await screen.findAllByRole("radio");
    expect(choices.map((choice) => choice.getAttribute("value"))).toEqual(["found", "open", "restore"]);
    expect(screen.getByRole("radio", { name: "Set up your practice" })).toBeChecked();
  });

  it("opening takes the vault's file and the recovery key, and names the group that was mistyped", async () => {
    const { user, fake } = renderFace(<PracticeSetup />, testAppState("practice-setup"), {
      chooseVaultFile: ok({ name: "vault.db" }),
      openVaultFile: refuse({ code: "wrong-key", group: 4 }),
    });
    await user.click(await screen.findByRole("radio", { name: "Open a vault" }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await user.click(await screen.findByRole("button", { name: "Choose the vault’s file …" }));
    expect(await screen.findByText("Chosen: vault.db")).toBeVisible();
    await user.type(screen.getByLabelText("Recovery key"), "aaaaa bbbbb{Enter}");
    expect(fake.calls("openVaultFile")).toEqual([{ recoveryKey: "aaaaa bbbbb", newPassphrase: null }]);
    expect(screen.getByLabelText("Recovery key")).toHaveAccessibleDescription(/Group 4 was mistyped/);
  });

  it("that is gone, restoring comes first, nothing is said to be lost, and putting it back can be tried", async () => {
    const appState = testAppState("practice-setup", { vault: { is: "none", gone: true } });
    const { user, fake } = renderFace(<PracticeSetup />, appState, { retryOpening: ok(null) });
    expect(await screen.findByText(/Wardkey has deleted nothing/)).toBeVisible();
    const choices = screen.getAllByRole("radio");
    expect(choices.map((choice) => choice.getAttribute("value"))).toEqual(["restore", "open", "found"]);
    expect(choices[0]).toBeChecked();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(fake.calls("retryOpening")).toHaveLength(1);
  });
});

describe("restoring a backup", () => {
  const chosen = { name: "wardkey-2027-03-05-0200-k4w7n2qd.age", kit: { number: 2, madeAt: Date.UTC(2027, 0, 8, 18) } };
  const facts = {
    backup: "0".repeat(64),
    practice: "Harbor Street Family Medicine",
    place: { region: "US", timeZone: "America/Chicago" },
    madeAt: Date.UTC(2027, 2, 5, 8),
    computer: "front-desk",
    entries: 1284,
    people: 42,
    fingerprint: "K7Q2-M9XK-D4TB-2HXW",
    tookMs: 5200,
  };
  const begin = async (replies: Parameters<typeof renderFace>[2]) => {
    const rendered = renderFace(<PracticeSetup />, testAppState("practice-setup"), {
      chooseBackup: ok(chosen),
      getProgress: ok({ what: "restore", done: 1, of: 4 }),
      ...replies,
    });
    await rendered.user.click(await screen.findByRole("radio", { name: "Restore a backup" }));
    await rendered.user.click(screen.getByRole("button", { name: "Continue" }));
    await rendered.user.click(await screen.findByRole("button", { name: "Choose the backup …" }));
    return rendered;
  };

  it("says which kit it takes, what is in it, and restores only then", async () => {
    const { user, fake } = await begin({ checkBackup: ok(facts), restoreBackup: ok(null) });
    expect(await screen.findByText(/^Take recovery kit no\. 2\./)).toBeVisible();
    await user.type(screen.getByLabelText("Recovery key"), "aaaaa{Enter}");
    expect(await screen.findByText("This backup is whole")).toBeVisible();
    expect(screen.getByText("1,284")).toBeVisible();
    expect(screen.getByText("About 6 seconds")).toBeVisible();
    expect(fake.calls("restoreBackup")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Restore this backup" }));
    expect(fake.calls("restoreBackup")).toEqual([{ newPassphrase: null }]);
  });

  it("keeps what was typed where the kit is another one, and names the one that it takes", async () => {
    const { kit } = chosen;
    const { user } = await begin({ checkBackup: refuse({ code: "backup-unusable", because: "wrong-key", kit }) });
    await user.type(await screen.findByLabelText("Recovery key"), "aaaaa{Enter}");
    expect(await screen.findByText(/It takes kit no\. 2 of Jan/)).toBeVisible();
    expect(screen.getByLabelText("Recovery key")).toHaveValue("aaaaa");
  });

  it("asks for another file where one is none", async () => {
    await begin({ chooseBackup: refuse({ code: "backup-unusable", because: "no-backup" }) });
    expect(await screen.findByText(/no Wardkey backup/)).toBeVisible();
    expect(screen.queryByLabelText("Recovery key")).toBeNull();
  });

  it.each(["damaged", "changed", "root-changed", "rolled-back", "gone"] as const)(
    "is offered where the vault is %s",
    async (trouble) => {
      const { user } = renderFace(<SealedScreen />, testAppState("sealed", { vault: { is: "trouble", trouble } }));
      await user.click(await screen.findByRole("button", { name: "Restore a backup" }));
      expect(await screen.findByRole("button", { name: "Choose the backup …" })).toBeVisible();
    },
  );

  it.each(["in-use", "newer", "disk-full", "read-only", "removed"] as const)(
    "is not offered where the vault is %s: it is worth more than a backup",
    async (trouble) => {
      renderFace(<SealedScreen />, testAppState("sealed", { vault: { is: "trouble", trouble } }));
      expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
      expect(screen.queryByRole("button", { name: "Restore a backup" })).toBeNull();
    },
  );
});

describe("a sealed vault", () => {
  const asksPassphrase = testAppState("sealed", { vault: { is: "passphrase-needed" }, keyStore: false });

  it("opens with its passphrase", async () => {
    const { user, fake } = renderFace(<SealedScreen />, asksPassphrase, { openVault: refuse({ code: "wrong-key" }) });
    expect(await screen.findByLabelText("Vault passphrase")).toHaveFocus();
    await user.keyboard("wrong one{Enter}");
    expect(fake.calls("openVault")).toEqual([{ passphrase: "wrong one" }]);
    expect(screen.getByLabelText("Vault passphrase")).toHaveAccessibleDescription(/does not open the vault/);
  });

  it("opens with the kit when the passphrase is lost, and then has a new one, typed twice", async () => {
    const { user, fake } = renderFace(<SealedScreen />, asksPassphrase, {
      openVaultWithRecoveryKey: ok(null),
      checkPassword: strong,
    });
    await user.click(await screen.findByRole("button", { name: "I don't have the passphrase" }));
    await user.type(await screen.findByLabelText("Recovery key"), "the whole key");
    await user.type(screen.getByLabelText("New vault passphrase"), "seven green clocks sing");
    await user.type(screen.getByLabelText("Vault passphrase once more"), "seven green clocks{Enter}");
    expect(await screen.findByText(/not the same/)).toBeVisible();
    expect(fake.calls("openVaultWithRecoveryKey")).toEqual([]);
    await user.type(screen.getByLabelText("Vault passphrase once more"), " sing{Enter}");
    expect(fake.calls("openVaultWithRecoveryKey")).toEqual([
      { recoveryKey: "the whole key", newPassphrase: "seven green clocks sing" },
    ]);
  });

  it("refuses a new passphrase that is easy to guess", async () => {
    const { user, fake } = renderFace(<SealedScreen />, testAppState("sealed", { keyStore: false }), {
      checkPassword: ok({ score: 0, problem: "too-short" }),
    });
    await user.type(await screen.findByLabelText("Recovery key"), "the whole key");
    await user.type(screen.getByLabelText("New vault passphrase"), "short");
    await user.type(screen.getByLabelText("Vault passphrase once more"), "short{Enter}");
    expect(await screen.findByText(/longer or harder to guess/)).toBeVisible();
    expect(fake.calls("openVaultWithRecoveryKey")).toEqual([]);
  });

  it("whose key is missing asks for the recovery key alone where there is a key store", async () => {
    const { user, fake } = renderFace(<SealedScreen />, testAppState("sealed"), {
      openVaultWithRecoveryKey: refuse({ code: "wrong-key" }),
    });
    await user.type(await screen.findByLabelText("Recovery key"), "k{Enter}");
    expect(fake.calls("openVaultWithRecoveryKey")).toEqual([{ recoveryKey: "k", newPassphrase: null }]);
    expect(screen.queryByLabelText("New vault passphrase")).toBeNull();
    expect(screen.getByLabelText("Recovery key")).toHaveAccessibleDescription(/does not open this vault/);
  });

  it("that turns out to be in trouble while it is opened shows the trouble", async () => {
    const trouble = testAppState("sealed", { vault: { is: "trouble", trouble: "damaged" } });
    const { user, fake } = renderFace(<SealedScreen />, asksPassphrase, {
      openVault: () => {
        fake.answer({ getAppState: ok(trouble) });
        return refuse({ code: "vault-trouble", trouble: "damaged" });
      },
    });
    await user.type(await screen.findByLabelText("Vault passphrase"), "right{Enter}");
    expect(await screen.findByRole("heading", { name: "The vault’s file is damaged" })).toBeVisible();
  });
});

describe("a vault in trouble", () => {
  const troubles: readonly [VaultTrouble["trouble"], string][] = [
    ["damaged", "The vault’s file is damaged"],
    ["newer", "This vault needs a newer Wardkey"],
    ["read-only", "The vault cannot be written to"],
    ["disk-full", "The disk is full"],
    ["in-use", "The vault is in use"],
    ["rolled-back", "This vault is older than it should be"],
    ["changed", "The audit log was changed"],
  ];

  it("is kept as evidence where something was changed, and says where", async () => {
    const appState = testAppState("sealed", { vault: { is: "trouble", trouble: "changed" } });
    const replies = { saveSealedEvidence: ok({ name: "wardkey-evidence-20261102090000" }) };
    const { user, fake } = renderFace(<SealedScreen />, appState, replies);
    await user.click(await screen.findByRole("button", { name: "Keep as evidence" }));
    expect(await screen.findByText("Kept in the folder wardkey-evidence-20261102090000.")).toBeVisible();
    fake.answer({ saveSealedEvidence: refuse({ code: "paper-trouble", trouble: "not-written" }) });
    await user.click(screen.getByRole("button", { name: "Keep as evidence" }));
    expect(await screen.findByRole("alert")).toBeVisible();
  });

  it("that is only in use has nothing to be kept of", async () => {
    renderFace(<SealedScreen />, testAppState("sealed", { vault: { is: "trouble", trouble: "in-use" } }));
    await screen.findByRole("heading", { name: "The vault is in use" });
    expect(screen.queryByRole("button", { name: "Keep as evidence" })).toBeNull();
  });

  it.each(troubles)("says of %s what happened, what is safe and what to do", async (trouble, title) => {
    const appState = testAppState("sealed", { vault: { is: "trouble", trouble } });
    renderFace(<SealedScreen />, appState);
    expect(await screen.findByRole("heading", { name: title })).toBeVisible();
    expect(screen.getByText(/Nothing was changed or deleted\./)).toBeVisible();
    expect(within(screen.getByRole("list")).getAllByRole("listitem").length).toBeGreaterThan(0);
  });

  it("is tried again, and says so when it is still the same", async () => {
    const appState = testAppState("sealed", { vault: { is: "trouble", trouble: "in-use" } });
    const { user } = renderFace(<SealedScreen />, appState, {
      retryOpening: refuse({ code: "vault-trouble", trouble: "in-use" }),
    });
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("It is still the same.");
  });

  it("leads on when trying again found something else", async () => {
    const appState = testAppState("sealed", { vault: { is: "trouble", trouble: "in-use" } });
    const { user, fake } = renderFace(<SealedScreen />, appState, {
      retryOpening: () => {
        fake.answer({ getAppState: ok(testAppState("sealed", { vault: { is: "passphrase-needed" } })) });
        return ok(null);
      },
    });
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByLabelText("Vault passphrase")).toBeVisible();
  });
});
