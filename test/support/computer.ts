import type { Caller } from "../../src/main/core/session/session";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InputOf } from "../../src/contract/methods";
import { ok } from "../../src/contract/result";
import { correctedClock } from "../../src/main/core/clock/corrected-clock";
import { createMemory, type VaultContext } from "../../src/main/core/context";
import { papers } from "../../src/main/core/documents/papers";
import { deriveKeys } from "../../src/main/core/domain/keys";
import { type Installation, nothingOpen } from "../../src/main/core/installation";
import type { KeyStore, KnownVault } from "../../src/main/core/ports";
import { callerNow } from "../../src/main/core/session/session-state";
import { checkVault } from "../../src/main/core/store/ledger/check-vault";
import { createLedgerCheck } from "../../src/main/core/vault/ledger-check";
import { recoveryKeyOpens } from "../../src/main/core/vault/vault";
import { headsIn } from "../../src/main/platform/kept-heads";
import { vaultFolder } from "../../src/main/platform/vault-folder";
import { workstationSecretsIn } from "../../src/main/platform/workstation-secrets";
import { MONDAY, notingDelivery, type StoppedClock, stoppedClock } from "./context";
import { realHashing } from "./hashing";
import { tablesAtHand } from "./tables";

/** What survives a restart of the app: its folder, the key store, the preferences, the place where heads are kept. */
export type Computer = {
  readonly folder: string;
  readonly stored: Map<string, string>;
  readonly hasKeyStore: boolean;
  readonly preferences: { known: ReturnType<KnownVault["read"]> };
  readonly clock: StoppedClock;
  readonly clear: () => void;
};

export function createComputer(options: { keyStore?: boolean } = {}): Computer {
  const folder = mkdtempSync(join(tmpdir(), "wardkey-house-"));
  return {
    folder,
    stored: new Map(),
    hasKeyStore: options.keyStore ?? true,
    preferences: { known: undefined },
    clock: stoppedClock(MONDAY),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The app as it is after a start on that computer, with nothing running beside it. `close` is a crash: nothing is said. */
export function startOn(
  computer: Computer,
): Installation & { readonly close: () => void; readonly caller: () => Caller } {
  const { folder, stored, hasKeyStore, preferences, clock } = computer;
  const noStore = () => {
    throw new Error("no key store");
  };
  const keyStore: KeyStore = {
    isThere: () => hasKeyStore,
    read: hasKeyStore ? (name) => stored.get(name) : noStore,
    write: hasKeyStore ? (name, value) => void stored.set(name, value) : noStore,
    remove: hasKeyStore ? (name) => void stored.delete(name) : noStore,
  };
  const installation: Installation = {
    clock,
    random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    hashing: realHashing,
    delivery: notingDelivery().delivery,
    papers,
    keyStore,
    folder: vaultFolder(join(folder, "data", "vault")),
    known: {
      read: () => preferences.known,
      write: (known) => {
        preferences.known = known;
      },
    },
    heads: headsIn(keyStore, join(folder, "heads")),
    chooseFile: async () => ok(null),
    newSigningKey: () =>
      generateKeyPairSync("ed25519", {
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      }),
    openContext: ({ db, key, workstation }) => {
      const context: VaultContext = {
        db,
        workstation,
        clock: correctedClock(clock, db),
        random: installation.random,
        keys: deriveKeys(key),
        hashing: installation.hashing,
        delivery: installation.delivery,
        papers,
        workstationSecrets: workstationSecretsIn(keyStore, join(folder, "workstation")),
        recoveryKeyOpens: (typed) => recoveryKeyOpens(installation, typed),
        saveText: async (name) => ok(name),
        savePaper: async ({ title }) => ok({ name: title }),
        printPaper: async () => ok(true),
        copy: async () => {},
        sessionClosed: () => {},
        tables: tablesAtHand({ file: null }),
        ledgerCheck: createLedgerCheck(
          installation,
          () => context,
          async (job, hear) => checkVault(job, hear),
        ),
        memory: createMemory(),
        recorded: () => {},
        changed: () => {},
      };
      return context;
    },
    now: nothingOpen(),
  };
  const close = () => {
    installation.now.context?.db.close();
    installation.now.lock?.close();
    installation.heads.close();
  };
  const caller = (): Caller =>
    installation.now.context === null || installation.now.vault.is !== "open"
      ? { sessionState: installation.now.vault.is === "none" ? "practice-setup" : "sealed", account: null, role: null }
      : callerNow(installation.now.context);
  return { ...installation, close, caller };
}

const FIRST_MANAGER = {
  name: "Joan Price",
  email: "joan@northside.example",
  cellPhone: "+14155552671",
  kind: "staff",
  password: "seven quiet otters swim upstream",
} as const;

export const PRACTICE_SETUP: InputOf<"createPractice"> = {
  passphrase: null,
  practiceName: "Northside Clinic",
  region: "US",
  timeZone: "America/Chicago",
  manager: FIRST_MANAGER,
  oldPracticeName: null,
};
