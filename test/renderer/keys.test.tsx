import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ok, refuse } from "../../src/contract/result";
import type { VaultKeysView } from "../../src/contract/vault/views";
import { KeysSection } from "../../src/renderer/features/vault/keys-section";
import { SealedScreen } from "../../src/renderer/features/vault/sealed-screen";
import { type FakeReplies, testAppState, testNow } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

const view: VaultKeysView = {
  opensBy: "passphrase",
  hasKeyStore: true,
  kit: { number: 2, madeAt: testNow, reason: null },
  older: [],
  last: null,
};
const free = ok({ is: "not-needed" } as const);
const strong = ok({ score: 4, problem: null } as const);

const show = (more: Partial<VaultKeysView> = {}, replies: FakeReplies = {}) =>
  renderFace(<KeysSection />, testAppState("manager"), {
    getVaultKeys: ok({ ...view, ...more }),
    getApproval: free,
    checkPassword: strong,
    ...replies,
  });

const buttons = () => screen.getAllByRole("button").map(({ textContent }) => textContent);

describe("recovery kit and keys", () => {
  it("says how the vault opens, and offers what can be changed of that", async () => {
    show();
    expect(await screen.findByText("A passphrase, asked at every start")).toBeVisible();
    expect(screen.getByText(/^No. 2, made /)).toBeVisible();
    expect(buttons()).toEqual(["New kit", "Change passphrase", "Use the key store", "New vault key"]);
  });

  it("offers no key store where there is none, and a passphrase where the key store opens the vault", async () => {
    show({ hasKeyStore: false });
    await screen.findByText("This computer has none");
    expect(buttons()).toEqual(["New kit", "Change passphrase", "New vault key"]);
  });

  it("a passphrase where the key store opens the vault", async () => {
    show({ opensBy: "key-store" });
    await screen.findByText("This computer’s key store");
    expect(buttons()).toEqual(["New kit", "Use a passphrase", "New vault key"]);
  });

  it("a new kit takes a reason and the proof, is shown once, and is in force once a part was typed back", async () => {
    const made = {
      key: "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH",
      groups: 8,
      askGroup: 3,
      number: 2,
      fingerprint: "AAAA-BBBB-CCCC-DDDD",
    };
    const { user, fake } = show({}, { makeNewKit: ok(made), confirmRecoveryKit: refuse({ code: "wrong-part" }) });
    await user.click(await screen.findByRole("button", { name: "New kit" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Make a new recovery kit" }));
    await user.click(dialog.getByRole("radio", { name: /Somebody may have seen it/ }));
    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    await user.click(dialog.getByRole("button", { name: "Make a new kit" }));
    expect(fake.calls("makeNewKit")).toEqual([{ reason: "seen", proof: { password: "correct horse", token: null } }]);
    const shown = within(await screen.findByRole("dialog", { name: "Your new recovery kit" }));
    expect(shown.getByText(/The old kit opens the vault until you have typed the part below/)).toBeVisible();
    await user.type(shown.getByLabelText("Group 3 of the key"), "ABCDE");
    await user.click(shown.getByRole("button", { name: "Continue" }));
    fake.answer({ confirmRecoveryKit: ok(null) });
    await user.click(shown.getByRole("button", { name: "Continue" }));
    expect(await screen.findByText("The new recovery kit is in force. Shred the old one.")).toBeVisible();
  });

  it("after a kit was seen says what helps, and lists the backups that the old one opens", async () => {
    const older = [
      { path: "/mnt/safe", isThere: true, files: ["wardkey-2026-11-30-0200-aaaaaaaa.age"] },
      { path: "E:/", isThere: false, files: ["wardkey-2026-11-29-0200-aaaaaaaa.age"] },
    ];
    show({ kit: { number: 2, madeAt: testNow, reason: "seen" }, older });
    expect(await screen.findByText("Give the vault a new key, below.")).toBeVisible();
    expect(screen.getByText("E:/, which cannot be reached now")).toBeVisible();
    expect(screen.getByText("wardkey-2026-11-30-0200-aaaaaaaa.age")).toBeVisible();
    expect(screen.getByRole("button", { name: "Go to People" })).toBeVisible();
  });

  it("says what became of the last change, and why it was undone", async () => {
    show({ last: { what: "vault-key", at: testNow, became: "disk-full" } });
    expect(await screen.findByText(/Everything is as it was before. The disk is full/)).toBeVisible();
  });

  it("a change that is not finished says what finishes it", async () => {
    show({ last: { what: "to-passphrase", at: testNow, became: "unfinished" } });
    expect(await screen.findByText(/Close Wardkey and start it again/)).toBeVisible();
  });

  it("a passphrase is typed twice, and goes with the proof", async () => {
    const { user, fake } = show({}, { changePassphrase: ok(null) });
    await user.click(await screen.findByRole("button", { name: "Change passphrase" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Change the vault passphrase" }));
    expect(dialog.getByText(/Old copies of the vault’s folder still open with the old one/)).toBeVisible();
    await user.type(dialog.getByLabelText("New vault passphrase"), "harbor violin moss");
    await user.type(dialog.getByLabelText("Vault passphrase once more"), "harbor violin mos");
    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    await user.click(dialog.getByRole("button", { name: "Change passphrase" }));
    expect(await dialog.findByText(/The two are not the same/)).toBeVisible();
    await user.type(dialog.getByLabelText("Vault passphrase once more"), "s");
    await user.click(dialog.getByRole("button", { name: "Change passphrase" }));
    expect(await screen.findByText("The vault has a new passphrase.")).toBeVisible();
    const proof = { password: "correct horse", token: null };
    expect(fake.calls("changePassphrase")).toEqual([{ typed: { passphrase: "harbor violin moss" }, proof }]);
  });

  it.each([
    [{ code: "wrong-key", which: "passphrase" }, "Vault passphrase", "Recovery key", /does not open the vault/],
    [{ code: "wrong-key", group: 3 }, "Recovery key", "Vault passphrase", /Group 3 was mistyped/],
  ] as const)(
    "a new key asks for kit and passphrase, and says which is wrong: %j",
    async (refusal, wrong, right, why) => {
      const { user, fake } = show({}, { changeVaultKey: refuse(refusal) });
      await user.click(await screen.findByRole("button", { name: "New vault key" }));
      const dialog = within(await screen.findByRole("dialog", { name: "Give the vault a new key" }));
      await user.type(dialog.getByLabelText("Recovery key"), "aaaaa");
      await user.type(dialog.getByLabelText("Vault passphrase"), "harbor");
      await user.type(dialog.getByLabelText("Your password"), "correct horse");
      await user.click(dialog.getByRole("button", { name: "Make a new key" }));
      expect(await dialog.findByText(why)).toBeVisible();
      expect(dialog.getByLabelText(wrong)).toBeInvalid();
      expect(dialog.getByLabelText(right)).not.toBeInvalid();
      const proof = { password: "correct horse", token: null };
      expect(fake.calls("changeVaultKey")).toEqual([{ typed: { recoveryKey: "aaaaa", passphrase: "harbor" }, proof }]);
    },
  );
});

it("while the vault is getting a new key, every screen says how far it is", async () => {
  renderFace(<SealedScreen />, testAppState("sealed", { vault: { is: "changing-key", done: 30, of: 120 } }));
  expect(await screen.findByRole("heading", { name: "The vault is getting a new key" })).toBeVisible();
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "25 % checked");
});
