import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { app, type BrowserWindow, powerMonitor, session } from "electron";
import { importWords } from "../../contract/import/messages";
import { recordShown } from "../core/approvals/notice-period";
import { checkProof } from "../core/authentication/proof";
import { checkInWorker, startBackground } from "../core/background";
import { correctedClock } from "../core/clock/corrected-clock";
import { createMemory, type VaultContext } from "../core/context";
import { createDelivery } from "../core/delivery/delivery";
import { type Bridge, createBridge } from "../core/dispatch";
import { papers } from "../core/documents/papers";
import { deriveKeys } from "../core/domain/keys";
import { incidentLog } from "../core/incidents";
import { type Installation, nothingOpen, type OpenedVault } from "../core/installation";
import type { KeyStore } from "../core/ports";
import { createPushes, type Pushes } from "../core/pushes";
import { answers } from "../core/routes";
import { callerNow } from "../core/session/session-state";
import { lockBecause, noteActivity, pageStopped, passwordIsRecent } from "../core/session/sessions";
import { askWhileThere } from "../core/session/still-there";
import { createLedgerCheck } from "../core/vault/ledger-check";
import { closeVault, lookAtVault, recoveryKeyOpens } from "../core/vault/vault";
import { headsIn } from "../platform/kept-heads";
import { type PatientKeyStore, patientKeyStore } from "../platform/patient-key-store";
import { osKeyStore, realHashing, systemClock, systemRandom } from "../platform/real";
import { scoringIn } from "../platform/scoring";
import { vaultFolder } from "../platform/vault-folder";
import { workstationSecretsIn } from "../platform/workstation-secrets";
import { type OwnClipboard, ownClipboard } from "./clipboard";
import { type Dialogs, dialogsOver } from "./dialogs";
import { tablesIn } from "./import-files";
import { setMenu } from "./menu";
import { watchPage } from "./page-watch";
import { knownVaultIn, openPreferences, type Preferences } from "./preferences";
import { stopPrinting } from "./printing";
import { waysOfLeaving } from "./save-and-print";
import { neverSpell } from "./walls";
import { applyTheme, type OpenedWindow, placeWindow } from "./window";

/** What decides: built while the window's own process starts, and asked by it through the gate. */

export function startDesktop(opened: OpenedWindow, program: string): Bridge {
  const { window } = opened;
  const preferences = preferencesIn(app.getPath("userData"), (line) => {
    void writeToLog(line);
    pushes.changed(["getAppState"]);
  });
  placeWindow(opened, preferences);
  void opened.drawn.then(preferences.mend);
  const pushes: Pushes = createPushes({
    send: (channel, value) => {
      if (window.isDestroyed()) return;
      window.webContents.send(channel, value);
      if (value === "locked") watch.expect();
    },
    sessionStateNow: () => callerOf(installation).sessionState,
    monotonic: systemClock.monotonic,
    incident,
  });
  const clipboard = ownClipboard();
  const keyStore = osKeyStore(SERVICE);
  const patient = patientKeyStore(keyStore, join(program, "workers/ask-key-store.cjs"), SERVICE);
  const outside = { pushes, clipboard, dialogs: dialogsOver(window), keyStore, patient };
  const installation = createInstallation(preferences, { window, program, ...outside });
  lookAtVault(installation);
  lockWithTheScreen(installation, pushes);
  watchActivity(installation, window);
  setMenu(window, { lock: () => lockNow(installation, "person", pushes), logFolder: app.getPath("logs") });
  window.webContents.on("render-process-gone", () => void clipboard.empty());
  app.on("will-quit", (event) => {
    if (!clipboard.holds() && !preferences.isWriting()) return closeUp(installation, patient);
    event.preventDefault();
    // Not before this quitting has been given up: Electron would take both for one.
    void Promise.allSettled([clipboard.empty(), preferences.written()]).then(() => setImmediate(() => app.quit()));
  });
  // Nothing that breaks on its own shows a system's error box, or ends the app without a word.
  process.on("uncaughtException", (broken) => noteUncaught(installation, broken));
  process.on("unhandledRejection", (broken) => noteUncaught(installation, broken));
  const watch = watchPage(window, {
    monotonic: systemClock.monotonic,
    hasDialog: outside.dialogs.stand,
    onStopped: (reason) => {
      incident("page", new Error(reason));
      try {
        if (installation.now.context !== null) pageStopped(installation.now.context);
      } catch (broken) {
        // It is locked all the same; a page has to stand there.
        incident("page", broken);
      }
    },
  });
  const bridge = createBridge({
    services: answers(installation, {
      version: app.getVersion(),
      appearance: {
        now: () => ({ theme: preferences.get("theme"), preferences: preferences.damage() }),
        chooseTheme: (theme) => {
          applyTheme(theme);
          return preferences.set("theme", theme);
        },
      },
      verify: () => installation.now.context?.ledgerCheck.again(),
    }),
    callerNow: () => callerOf(installation),
    hasAlarm: () => installation.now.context !== null && installation.now.context.memory.alarm !== null,
    passwordIsRecent: () => installation.now.context !== null && passwordIsRecent(installation.now.context),
    checkProof: async (caller, proof, act) => {
      const { context } = installation.now;
      const checked = context === null ? undefined : await checkProof(context, caller, proof, act);
      if (checked === undefined) return { code: "sign-in-ended" };
      return checked.ok ? undefined : checked.refusal;
    },
    pushes,
    incident,
    monotonic: systemClock.monotonic,
  });
  return (method, input) => {
    watch.heard();
    return bridge(method, input);
  };
}

function preferencesIn(folder: string, onDamage: (line: string) => void): Preferences {
  return openPreferences({
    file: join(folder, "preferences.json"),
    openStore: async () => (await import("./preferences-store")).openPreferencesStore(folder),
    now: systemClock.now,
    onDamage,
  });
}

/** What of the desktop an opened vault works with; `program` is the folder of the built main process. */
type Desktop = {
  readonly window: BrowserWindow;
  readonly program: string;
  readonly pushes: Pushes;
  readonly clipboard: OwnClipboard;
  readonly dialogs: Dialogs;
  readonly keyStore: KeyStore;
  readonly patient: PatientKeyStore;
};

/** The key store has everything under this name. */
const SERVICE = "Wardkey";

function createInstallation(preferences: Preferences, desktop: Desktop): Installation {
  const { keyStore, patient } = desktop;
  const userData = app.getPath("userData");
  const installation: Installation = {
    clock: systemClock,
    random: systemRandom,
    hashing: { ...realHashing, guessability: scoringIn(join(desktop.program, "workers/score-password.cjs")) },
    delivery: createDelivery(fetchOutside),
    papers,
    keyStore,
    folder: vaultFolder(join(userData, "vault")),
    known: knownVaultIn(preferences),
    heads: headsIn(patient, join(app.getPath("appData"), "wardkey-heads")),
    chooseFile: () => desktop.dialogs.open({ filters: [{ name: "Wardkey", extensions: ["db"] }] }),
    newSigningKey: () =>
      generateKeyPairSync("ed25519", {
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      }),
    openContext: (opened) => openContext(installation, desktop, opened),
    now: nothingOpen(),
  };
  return installation;
}

const tableFiles = [
  { name: importWords.fileKinds.tables, extensions: ["csv", "tsv", "txt", "tab"] },
  { name: importWords.fileKinds.all, extensions: ["*"] },
];

/** Messages go out through a session of their own: the window's lets nothing through. Proxies and certificates are the system's. */
const fetchOutside = (url: string, init: RequestInit) => {
  const outside = session.fromPartition("delivery", { cache: false });
  neverSpell(outside);
  return outside.fetch(url, init);
};

/** The world of an opened vault, with what runs beside it. */
function openContext(installation: Installation, desktop: Desktop, opened: OpenedVault): VaultContext {
  const { program, pushes, clipboard, dialogs, patient } = desktop;
  const { db, key, workstation } = opened;
  const beside = startBackground(installation, () => context, incident);
  const context: VaultContext = {
    db,
    workstation,
    clock: correctedClock(installation.clock, db),
    random: installation.random,
    keys: deriveKeys(key),
    hashing: installation.hashing,
    delivery: installation.delivery,
    papers: installation.papers,
    workstationSecrets: workstationSecretsIn(patient, join(app.getPath("appData"), "wardkey-workstation")),
    recoveryKeyOpens: (typed) => recoveryKeyOpens(installation, typed),
    ...waysOfLeaving(() => context, dialogs),
    copy: clipboard.copy,
    sessionClosed: () => {
      void clipboard.empty();
      stopPrinting();
    },
    ledgerCheck: createLedgerCheck(
      installation,
      () => context,
      checkInWorker(join(program, "workers/verify-ledger.cjs"), incident),
    ),
    tables: tablesIn(join(program, "workers/read-import.cjs"), () =>
      askWhileThere(context, () => dialogs.open({ filters: tableFiles })),
    ),
    memory: createMemory(),
    recorded: beside.soon,
    changed: pushes.changed,
  };
  setTimeout(() => void context.ledgerCheck.done(), CHECK_DELAY_MS).unref();
  stopBackground = beside.stop;
  return context;
}

let stopBackground = () => {};

/** The whole ledger is checked once the window stands: its start has the processor to itself. */
const CHECK_DELAY_MS = 2000;

/** Whoever calls, from main's own state; without a vault nobody is anybody. */
function callerOf(installation: Installation) {
  if (installation.now.context !== null && installation.now.vault.is === "open")
    return callerNow(installation.now.context);
  return {
    sessionState: installation.now.vault.is === "none" ? "practice-setup" : "sealed",
    account: null,
    role: null,
  } as const;
}

function lockNow(installation: Installation, cause: "person" | "screen" | "suspend", pushes: Pushes): void {
  if (installation.now.context === null) return;
  lockBecause(installation.now.context, cause);
  pushes.pushSessionState();
}

function lockWithTheScreen(installation: Installation, pushes: Pushes): void {
  powerMonitor.on("lock-screen", () => lockNow(installation, "screen", pushes));
  powerMonitor.on("suspend", () => lockNow(installation, "suspend", pushes));
}

/** Idle time is measured here, by what reaches the window; the page cannot claim to be in use. */
function watchActivity(installation: Installation, window: BrowserWindow): void {
  window.webContents.on("input-event", () => {
    if (installation.now.context !== null) noteActivity(installation.now.context);
  });
}

/** Whatever the disk says: a window that was closed stays closed. */
function closeUp(installation: Installation, patient: PatientKeyStore): void {
  const { context } = installation.now;
  if (context === null) return;
  const steps = [
    () => recordShown(context),
    () => closeVault(context),
    stopBackground,
    () => context.db.close(),
    installation.heads.close,
  ];
  for (const step of steps) {
    try {
      step();
    } catch (broken) {
      incident("quit", broken);
    }
  }
  // What is still to be told to a window that closes asks nothing of the closed vault.
  installation.now.context = null;
  // Its thread waits for somebody at the screen, and would keep a process alive whose vault is closed.
  if (patient.isWaiting()) process.kill(process.pid, "SIGKILL");
}

/** A bug in what nobody waits for: it is in the log, and every screen says so until the next start. */
function noteUncaught(installation: Installation, broken: unknown): void {
  const { number, what } = incident("background", broken);
  const { context } = installation.now;
  if (context === null) return;
  context.memory.beside ??= { what, number };
  context.changed(["getAppState"]);
}

const incident = incidentLog({
  newNumber: () => Buffer.from(systemRandom.bytes(5)).toString("hex").toUpperCase(),
  write: (line) => void writeToLog(line),
  monotonic: systemClock.monotonic,
});

/** The log loads when there is something to write: most days there is nothing. */
async function writeToLog(line: string): Promise<void> {
  const { default: log } = await import("electron-log/main");
  log.transports.file.resolvePathFn = () => join(app.getPath("logs"), "wardkey.log");
  log.transports.console.level = app.isPackaged ? false : "warn";
  log.error(line);
}
