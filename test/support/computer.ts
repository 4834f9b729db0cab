import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InputOf } from "../../src/contract/methods";
import { callerIn } from "../../src/main/core/connect";
import { papers } from "../../src/main/core/documents/papers";
import { type Installation, nothingOpen } from "../../src/main/core/installation";
import type { KeyStore, KnownVault } from "../../src/main/core/ports";
import type { Caller } from "../../src/main/core/session/session";
import { createSession, type Session } from "../../src/main/core/session/session";
import { checkVault } from "../../src/main/core/store/ledger/check-vault";
import { chooseVaultFile } from "../../src/main/core/vault/vault";
import { headsIn } from "../../src/main/platform/kept-heads";
import { putUnderNewKey } from "../../src/main/platform/new-key";
import { chosenVault, vaultFolder } from "../../src/main/platform/vault-folder";
import { workstationSecretsIn } from "../../src/main/platform/workstation-secrets";
import { backupsHere } from "./backups";
import { MONDAY, notingDelivery, type StoppedClock, stoppedClock } from "./context";
import { realHashing } from "./hashing";
import { silentHost } from "./session";
import { tablesHere } from "./tables";

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

/** What a start on a computer may be given in the place of chance, and of a gateway that nobody reads. */
export type Given = Partial<
  Pick<Installation, "random" | "hashing" | "newSigningKey" | "delivery" | "heads" | "backups" | "putUnderNewKey">
>;

/** The app as it is after a start on that computer, with nothing running beside it. `close` is a crash: nothing is said. */
export function startOn(
  computer: Computer,
  given: Given = {},
): Installation & {
  readonly session: Session;
  readonly close: () => void;
  readonly caller: () => Caller;
} {
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
    newSigningKey: () =>
      generateKeyPairSync("ed25519", {
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      }),
    workstationSecrets: workstationSecretsIn(keyStore, join(folder, "workstation")),
    backups: backupsHere(join(folder, "data", "backups")),
    tables: tablesHere,
    runCheck: async (job, hear) => {
      checkVault(job, hear);
      return "ended";
    },
    putUnderNewKey: async (job, hear) => putUnderNewKey(job, hear),
    startBackground: () => ({ soon: () => {}, stop: () => {} }),
    computerName: "front-desk",
    version: "0.0.0",
    appearance: { now: () => ({ theme: "system", preferences: null }), chooseTheme: async () => {} },
    sessions: new Set(),
    now: nothingOpen(),
    ...given,
  };
  const session = createSession(silentHost);
  installation.sessions.add(session);
  const close = () => {
    installation.now.context?.db.close();
    installation.now.lock?.close();
    installation.heads.close();
  };
  const caller = () => callerIn(installation, session);
  return { ...installation, session, close, caller };
}

/** Chooses the vault that lies at `file`, as the system's dialog does. */
export async function chooseVault(installation: Installation, file: string): Promise<unknown> {
  const asked = chooseVaultFile(installation);
  if (!("choose" in asked) || asked.choose !== "vault") throw new Error("a vault is chosen");
  return asked.commit(chosenVault(file));
}

const FIRST_MANAGER = {
  name: "Joan Price",
  email: "joan@northside.example",
  cellPhone: "+14155552671",
  accountType: "staff",
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
