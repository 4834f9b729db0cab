import { expect } from "vitest";
import type { World } from "../../src/main/core/context";
import { makeRecoveryCodes, storeRecoveryCodes } from "../../src/main/core/recovery/recovery-codes";
import { signOut } from "../../src/main/core/session/sessions";
import { chooseTextTokenLifetime, finishFounding, foundPractice } from "../../src/main/core/vault/practice-setup";
import { confirmRecoveryKit, makeRecoveryKit } from "../../src/main/core/vault/recovery-kit";
import { lookAtVault, openVault } from "../../src/main/core/vault/vault";
import { type Computer, enterHouse, FOUNDING } from "./computer";
import { enableByApp } from "./two-factor";

export type Open = ReturnType<typeof enterHouse>;

export const PASSPHRASE = "meadow lantern copper nine";

/** A practice that is in use: its manager has the app and the kit, and nobody is signed in. */
export async function foundedOn(computer: Computer): Promise<{ house: Open; appKey: string; kit: string }> {
  const house = enterHouse(computer);
  lookAtVault(house);
  const passphrase = computer.hasKeyStore ? null : PASSPHRASE;
  expect(await foundPractice(house, house.caller(), { ...FOUNDING, passphrase })).toMatchObject({ ok: true });
  const world = worldOf(house);
  const caller = house.caller();
  chooseTextTokenLifetime(world, caller, { minutes: 10 });
  const appKey = await enableByApp(world, caller);
  makeRecoveryCodes(world, caller, {});
  storeRecoveryCodes(world, caller, {});
  const kit = makeRecoveryKit(house, caller);
  if (!kit.ok) throw new Error("no kit");
  const part = kit.value.key.split("-")[kit.value.askGroup - 1] ?? "";
  confirmRecoveryKit(house, caller, { part });
  expect(finishFounding(house, caller)).toEqual({ ok: true, value: null });
  signOut(world, house.caller());
  return { house, appKey, kit: kit.value.key };
}

export function worldOf(house: Open): World {
  if (house.now.world === null) throw new Error(`no vault is open: ${JSON.stringify(house.now.vault)}`);
  return house.now.world;
}

/** Ends the app as a power cut does, and starts it again. */
export async function crashed(house: Open, computer: Computer): Promise<Open> {
  house.close();
  return started(computer);
}

export async function started(computer: Computer): Promise<Open> {
  const house = enterHouse(computer);
  lookAtVault(house);
  if (house.now.vault.is === "passphrase-needed") await openVault(house, null, { passphrase: PASSPHRASE });
  return house;
}
