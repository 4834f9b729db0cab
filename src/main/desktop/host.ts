import { generateKeyPairSync } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { app, type BrowserWindow, session as electronSession, powerMonitor } from "electron";
import { recordShown } from "../core/approvals/notice-period";
import { startBackground } from "../core/background";
import { callerIn, connect } from "../core/connect";
import { createDelivery } from "../core/delivery/delivery";
import { papers } from "../core/documents/papers";
import { incidentLog } from "../core/incidents";
import { type Installation, nothingOpen } from "../core/installation";
import type { KeyStore } from "../core/ports";
import { createPushes, type Pushes } from "../core/pushes";
import { createSession, type Session } from "../core/session/session";
import { lockBecause, noteActivity, pageStopped } from "../core/session/sessions";
import { closeVault, lookAtVault } from "../core/vault/vault";
import { headsFolder, KEY_STORE_SERVICE, vaultIn } from "../platform/app-data";
import { backupsIn } from "../platform/backups/backups";
import { chosenBackup } from "../platform/backups/chosen-backup";
import { tablesIn } from "../platform/import-tables";
import { headsIn } from "../platform/kept-heads";
import { newKeyInWorker } from "../platform/new-key";
import { type PatientKeyStore, patientKeyStore } from "../platform/patient-key-store";
import { osKeyStore, realHashing, systemClock, systemRandom } from "../platform/real";
import { scoringIn } from "../platform/scoring";
import { checkInWorker } from "../platform/vault-check";
import { vaultFolder } from "../platform/vault-folder";
import { workstationSecretsIn } from "../platform/workstation-secrets";
import { carryingOut } from "./carry-out";
import { type OwnClipboard, ownClipboard } from "./clipboard";
import { dialogsOver } from "./dialogs";
import type { Call } from "./ipc";
import { setMenu } from "./menu";
import { watchPage } from "./page-watch";
import { knownVaultIn, type Preferences } from "./preferences";
import { drawPdf, printOnPaper, stopPapers } from "./printing";
import { neverSpell } from "./walls";
import { applyTheme, type OpenedWindow } from "./window";

/** The desktop host: the core over this computer's ports, and the one session of its window. */
export function startDesktop(opened: OpenedWindow, program: string, preferences: Preferences): Call {
  const { window } = opened;
  preferences.onDamage((line) => {
    void writeToLog(line);
    pushes.changed(["getAppState"]);
  });
  void opened.drawn.then(preferences.mend);
  const pushes: Pushes = createPushes({
    send: (channel, value) => {
      if (window.isDestroyed()) return;
      window.webContents.send(channel, value);
      if (value === "locked") watch.expect();
    },
    sessionStateNow: () => callerIn(installation, session).sessionState,
    monotonic: systemClock.monotonic,
    incident,
  });
  const clipboard = ownClipboard();
  const dialogs = dialogsOver(window);
  const keyStore = osKeyStore(KEY_STORE_SERVICE);
  const patient = patientKeyStore(keyStore, join(program, "workers/ask-key-store.cjs"), KEY_STORE_SERVICE);
  const installation = createInstallation({ preferences, program, keyStore, patient });
  const session: Session = createSession({
    changed: pushes.changed,
    closed: () => {
      void clipboard.empty();
      stopPapers();
    },
  });
  installation.sessions.add(session);
  lookAtVault(installation);
  const lock = lockWithComputer(installation, session, pushes);
  watchActivity(installation, session, window);
  setMenu(window, { lock, logFolder: app.getPath("logs") });
  window.webContents.on("render-process-gone", () => void clipboard.empty());
  endWell(installation, { clipboard, preferences, patient });
  const watch = watchPage(window, {
    monotonic: systemClock.monotonic,
    hasDialog: dialogs.stand,
    onStopped: (reason) => noteStopped(installation, session, reason),
  });
  const call = carryingOut(connect(installation, session, { pushes, incident }), {
    ...{ dialogs, clipboard, incident },
    chosenBackup: (file) => chosenBackup(file, join(program, "workers/check-backup.cjs")),
    printing: { drawPdf, printOnPaper },
  });
  return (method, input) => {
    watch.heard();
    return call(method, input);
  };
}

/** Locks with the computer's screen and before it sleeps; what it gives back locks when a person asks for it. */
function lockWithComputer(installation: Installation, session: Session, pushes: Pushes): () => void {
  const lockNow = (cause: "person" | "screen" | "suspend") => {
    if (installation.now.context === null) return;
    lockBecause(installation.now.context, session, cause);
    pushes.pushSessionState();
  };
  powerMonitor.on("lock-screen", () => lockNow("screen"));
  powerMonitor.on("suspend", () => lockNow("suspend"));
  return () => lockNow("person");
}

/** A page that answers no more: its session is locked before another page stands there. */
function noteStopped(installation: Installation, session: Session, reason: string): void {
  incident("page", new Error(reason));
  try {
    if (installation.now.context !== null) pageStopped(installation.now.context, session);
  } catch (broken) {
    // It is locked all the same; a page has to stand there.
    incident("page", broken);
  }
}

/** Quits once nothing of ours is left on the clipboard or unwritten; and nothing that breaks by itself ends the app without a word. */
function endWell(
  installation: Installation,
  { clipboard, preferences, patient }: Pick<Parts, "preferences" | "patient"> & { readonly clipboard: OwnClipboard },
): void {
  app.on("will-quit", (event) => {
    if (!clipboard.holds() && !preferences.isWriting()) return closeUp(installation, patient);
    event.preventDefault();
    // Not before this quitting has been given up: Electron would take both for one.
    void Promise.allSettled([clipboard.empty(), preferences.written()]).then(() => setImmediate(() => app.quit()));
  });
  // Nothing that breaks on its own shows a system's error box, or ends the app without a word.
  process.on("uncaughtException", (broken) => noteUncaught(installation, broken));
  process.on("unhandledRejection", (broken) => noteUncaught(installation, broken));
}

type Parts = {
  readonly preferences: Preferences;
  /** The folder of the built main process. */
  readonly program: string;
  readonly keyStore: KeyStore;
  readonly patient: PatientKeyStore;
};

function createInstallation({ preferences, program, keyStore, patient }: Parts): Installation {
  const appData = app.getPath("appData");
  return {
    clock: systemClock,
    random: systemRandom,
    hashing: { ...realHashing, guessability: scoringIn(join(program, "workers/score-password.cjs")) },
    delivery: createDelivery(fetchOutside),
    papers,
    keyStore,
    folder: vaultFolder(vaultIn(app.getPath("userData"))),
    known: knownVaultIn(preferences),
    heads: headsIn(patient, headsFolder(appData)),
    workstationSecrets: workstationSecretsIn(patient, join(appData, "wardkey-workstation")),
    backups: backupsIn(
      join(program, "workers/write-backup.cjs"),
      { own: app.getPath("userData"), here: join(app.getPath("userData"), "backups") },
      incident,
    ),
    tables: tablesIn(join(program, "workers/read-import.cjs")),
    runCheck: checkInWorker(join(program, "workers/verify-ledger.cjs"), incident),
    putUnderNewKey: newKeyInWorker(join(program, "workers/put-under-new-key.cjs"), incident),
    startBackground: (installation, context) => startBackground(installation, context, incident),
    newSigningKey: () =>
      generateKeyPairSync("ed25519", {
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      }),
    computerName: hostname(),
    version: app.getVersion(),
    appearance: {
      now: () => ({ theme: preferences.get("theme"), preferences: preferences.damage() }),
      chooseTheme: (theme) => {
        applyTheme(theme);
        return preferences.set("theme", theme);
      },
    },
    sessions: new Set(),
    now: nothingOpen(),
  };
}

/** Messages go out through a session of their own: the window's lets nothing through. Proxies and certificates are the system's. */
const fetchOutside = (url: string, init: RequestInit) => {
  const outside = electronSession.fromPartition("delivery", { cache: false });
  neverSpell(outside);
  return outside.fetch(url, init);
};

/** Idle time is measured here, by what reaches the window; the page cannot claim to be in use. */
function watchActivity(installation: Installation, session: Session, window: BrowserWindow): void {
  window.webContents.on("input-event", () => {
    if (installation.now.context !== null) noteActivity(installation.now.context, session);
  });
}

/** Whatever the disk says: a window that was closed stays closed. */
function closeUp(installation: Installation, patient: PatientKeyStore): void {
  const { context } = installation.now;
  if (context === null) return;
  const steps = [
    () => recordShown(context),
    () => closeVault(installation, context),
    () => installation.now.background?.stop(),
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
  context.memory.backgroundTrouble ??= { what, number };
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
