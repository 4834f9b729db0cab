import { generateKeyPairSync } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, type BrowserWindow, clipboard, dialog, ipcMain, powerMonitor, session } from "electron";
import log from "electron-log/main";
import { answers } from "./answers";
import { startBeside, verifyInWorker } from "./beside";
import { createDelivery } from "./delivery/delivery";
import { deriveKeys } from "./domain/keys";
import { isFromOurWindow, serve } from "./ipc";
import { setMenu } from "./menu";
import { osKeyStore, realHashing, systemClock, systemDice } from "./outside/real";
import { headsIn, vaultFolder } from "./outside/vault-folder";
import { papers } from "./papers/papers";
import { knownVaultIn, openPreferences, type Preferences } from "./preferences";
import { askForPlaceOver, writeFile } from "./printing";
import { registerScheme, serveWindow } from "./protocol";
import type { House, OpenedVault } from "./services/house";
import { checkProof } from "./services/proof";
import { endSessionAtQuit, lockBecause, noteActivity, passwordIsRecent } from "./services/sessions";
import { callerNow } from "./services/stance";
import { lookAtVault, recoveryKeyOpens } from "./services/vault";
import { createMemory, type World } from "./services/world";
import { diskTroubleOf } from "./store/trouble";
import { closeAllDoors, openWindow } from "./window";

/** The composition root: what there is, and in which order it starts. */

refuseDangerousSwitches();
useDataFolder();
app.enableSandbox();
registerScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  closeAllDoors();
  serveWindow(join(import.meta.dirname, "../renderer"));
  const preferences = openPreferences();
  const window = openWindow(preferences);
  const house = buildHouse(preferences, window);
  const push = (channel: string, value: unknown) => {
    if (!window.isDestroyed()) window.webContents.send(channel, value);
  };
  lookAtVault(house);
  serve(ipcMain, {
    services: answers(house, {
      version: app.getVersion(),
      preferences,
      window,
      copy: copyForAWhile,
      verify: () => verifyNow(house),
    }),
    callerNow: () => callerOf(house),
    passwordIsRecent: () => house.now.world !== null && passwordIsRecent(house.now.world),
    checkProof: async (caller, proof, act) => {
      const { world } = house.now;
      const checked = world === null ? undefined : await checkProof(world, caller, proof, act);
      if (checked === undefined) return { code: "sign-in-ended" };
      return checked.ok ? undefined : checked.refusal;
    },
    isOurs: (event) => isFromOurWindow(window.webContents, event),
    push,
    incident,
    monotonic: systemClock.monotonic,
  });
  lockWithTheScreen(house, push);
  watchActivity(house, window);
  setMenu(window, { lock: () => lockNow(house, "person", push), logFolder: app.getPath("logs") });
  app.on("second-instance", () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", () => closeUp(house));
}

/** `--data-dir DIR` becomes the user-data folder before anything else; only its owner may look inside. */
function useDataFolder(): void {
  const given = process.argv.flatMap((word, at) => {
    if (word === "--data-dir") return process.argv[at + 1] ?? [];
    return word.startsWith("--data-dir=") ? word.slice("--data-dir=".length) : [];
  })[0];
  if (given !== undefined) app.setPath("userData", given);
  const folder = app.getPath("userData");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setAppLogsPath(join(folder, "logs"));
  log.transports.file.resolvePathFn = () => join(folder, "logs", "wardkey.log");
  log.transports.console.level = app.isPackaged ? false : "warn";
}

/** Fuses cannot refuse these; an installed app must not start with its walls taken down (OWASP ASVS 13.4). */
function refuseDangerousSwitches(): void {
  const dangerous = [
    "no-sandbox",
    "remote-debugging-port",
    "remote-debugging-pipe",
    "js-flags",
    "load-extension",
    "disable-web-security",
  ];
  if (app.isPackaged && dangerous.some((name) => app.commandLine.hasSwitch(name))) app.exit(1);
}

function buildHouse(preferences: Preferences, window: BrowserWindow): House {
  const keyStore = osKeyStore("Wardkey");
  const userData = app.getPath("userData");
  const house: House = {
    clock: systemClock,
    dice: systemDice,
    hashing: realHashing,
    delivery: createDelivery(fetchOutside),
    papers,
    keyStore,
    folder: vaultFolder(join(userData, "vault")),
    known: knownVaultIn(preferences),
    heads: headsIn(keyStore, join(app.getPath("appData"), "wardkey-heads")),
    chooseFile: async () => {
      const chosen = await dialog.showOpenDialog(window, {
        properties: ["openFile"],
        filters: [{ name: "Wardkey", extensions: ["db"] }],
      });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    newSigningKey: () =>
      generateKeyPairSync("ed25519", {
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      }),
    moveIn: (opened) => moveIn(house, window, opened),
    now: { vault: { is: "none", gone: false }, world: null, key: null, lock: null, kit: null, chosenFile: null },
  };
  return house;
}

/** Messages go out through a session of their own: the window's lets nothing through. Proxies and certificates are the system's. */
const fetchOutside = (url: string, init: RequestInit) =>
  session.fromPartition("delivery", { cache: false }).fetch(url, init);

/** The world of an opened vault, with what runs beside it. */
function moveIn(house: House, window: BrowserWindow, { db, key, workstation }: OpenedVault): World {
  const beside = startBeside(house, () => world, incident);
  const world: World = {
    db,
    workstation,
    clock: house.clock,
    dice: house.dice,
    keys: deriveKeys(key),
    hashing: house.hashing,
    delivery: house.delivery,
    papers: house.papers,
    recoveryKeyOpens: (typed) => recoveryKeyOpens(house, typed),
    saveText: async (name, text, beforeWriting) => {
      const place = await askForPlaceOver(window)(name);
      if (place === null) return null;
      beforeWriting();
      return writeFile(place, text);
    },
    memory: createMemory(),
    recorded: beside.soon,
    changed: (reads) => {
      if (!window.isDestroyed()) window.webContents.send("changed", reads);
    },
  };
  setImmediate(() => verifyNow(house));
  stopBeside = beside.stop;
  return world;
}

let stopBeside = () => {};

function verifyNow(house: House): void {
  if (house.now.world !== null) verifyInWorker(house, house.now.world, incident);
}

/** Whoever calls, from main's own state; without a vault nobody is anybody. */
function callerOf(house: House) {
  if (house.now.world !== null) return callerNow(house.now.world);
  return { stance: house.now.vault.is === "none" ? "founding" : "sealed", account: null, role: null } as const;
}

function lockNow(
  house: House,
  cause: "person" | "screen" | "suspend",
  push: (channel: string, value: unknown) => void,
): void {
  if (house.now.world === null) return;
  lockBecause(house.now.world, cause);
  push("session", callerOf(house).stance);
}

function lockWithTheScreen(house: House, push: (channel: string, value: unknown) => void): void {
  powerMonitor.on("lock-screen", () => lockNow(house, "screen", push));
  powerMonitor.on("suspend", () => lockNow(house, "suspend", push));
}

/** Idle time is measured here, by what reaches the window; the page cannot claim to be in use. */
function watchActivity(house: House, window: BrowserWindow): void {
  window.webContents.on("input-event", () => {
    if (house.now.world !== null) noteActivity(house.now.world);
  });
}

const CLIPBOARD_MS = 30_000;

/** Puts a text on the clipboard and takes it off after 30 s, unless something else lies there by then. */
async function copyForAWhile(text: string): Promise<void> {
  await clipboard.writeText(text);
  setTimeout(async () => {
    if ((await clipboard.readText()) === text) await clipboard.clear();
  }, CLIPBOARD_MS);
}

function closeUp(house: House): void {
  const { world } = house.now;
  if (world === null) return;
  endSessionAtQuit(world);
  stopBeside();
  world.db.close();
}

/** The log gets what broke under a number that the screen shows too. Nothing that a person typed is ever in an error. */
function incident(what: string, broken: unknown) {
  const number = Buffer.from(systemDice.bytes(5)).toString("hex").toUpperCase();
  log.error(`incident ${number} in ${what}:`, broken instanceof Error ? broken.stack : String(broken));
  const trouble = diskTroubleOf(broken);
  return { number, what: trouble === "disk-full" || trouble === "read-only" ? trouble : "unknown" } as const;
}
