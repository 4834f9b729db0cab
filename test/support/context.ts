import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountType, Role } from "../../src/contract/vocabulary";
import { correctedClock } from "../../src/main/core/clock/corrected-clock";
import { createMemory, newId, recordEvent, type VaultContext } from "../../src/main/core/context";
import { papers } from "../../src/main/core/documents/papers";
import { emailKey } from "../../src/main/core/domain/names";
import { fitsManager } from "../../src/main/core/domain/passwords";
import { formatRecoveryKey, parseRecoveryKey, RECOVERY_KEY_BYTES } from "../../src/main/core/domain/recovery-key";
import type { Clock, Delivery, Gateway, Sent, TableFile } from "../../src/main/core/ports";
import type { Pushes } from "../../src/main/core/pushes";
import { type Caller, createSession, type Session, type SessionHost } from "../../src/main/core/session/session";
import { type Account, findAccount } from "../../src/main/core/store/accounts";
import { findCorrection } from "../../src/main/core/store/clock-signs";
import { FIRST_SIGNING_KEY } from "../../src/main/core/store/ledger/heads";
import { newPracticeRoot } from "../../src/main/core/store/ledger/practice-root";
import { rebuildShadowIfStale } from "../../src/main/core/store/ledger/record";
import { migrate } from "../../src/main/core/store/migrations";
import { type Db, immediately, openDatabase } from "../../src/main/core/store/open";
import { elapsedBy } from "../../src/main/platform/elapsed";
import { type Answering, out } from "./answering";
import { noBackups } from "./backups";
import { realHashing } from "./hashing";
import { tablesHere } from "./tables";

/** A Monday morning in the clinic: 2 November 2026, 09:00 UTC. */
export const MONDAY = Date.UTC(2026, 10, 2, 9);

export type StoppedClock = Clock & { advance: (ms: number) => void; set: (now: number) => void };

/**
 * A clock that stands still until it is moved; wall and monotonic time move together. `set` moves the wall alone, as
 * somebody does who sets it, and as sleep does.
 */
export function stoppedClock(now = MONDAY): StoppedClock {
  let wall = now;
  let run = 1_000_000;
  const [readWall, readRun] = [() => wall, () => run];
  return {
    now: readWall,
    monotonic: readRun,
    elapsed: elapsedBy({ monotonic: readRun, others: [readWall] }),
    advance: (ms) => {
      wall += ms;
      run += ms;
    },
    set: (at) => {
      wall = at;
    },
  };
}

/** Another day, whatever was recorded before: for histories that are written out of their order. */
export function standAt(context: Pick<TestContext, "clock" | "memory" | "db" | "workstation">, at: number): void {
  context.clock.set(at);
  const [since, corrected] = [context.clock.monotonic(), findCorrection(context.db, context.workstation)];
  context.memory.ruleFloor = { at, since, rate: 1, corrected };
}

/** The clock of an opened vault over the computer's: moved like it, and read with the correction that is in force. */
export function correctedStoppedClock(computer: StoppedClock, db: Db, workstation: string): StoppedClock {
  return { ...computer, ...correctedClock(computer, db, workstation) };
}

/** A gateway that notes what it was given; `answer` decides what it says. */
export function notingDelivery() {
  const texts: { to: string; body: string }[] = [];
  const calls: { to: string; digits: string }[] = [];
  const state: { answer: () => Promise<Sent> } = { answer: async () => ({ ok: true, reference: "SM1" }) };
  const gateway: Gateway = {
    sendText: async (to, body) => {
      texts.push({ to, body });
      return state.answer();
    },
    placeCall: async (to, { digits }) => {
      calls.push({ to, digits });
      return state.answer();
    },
  };
  const none: Sent = { ok: false, reason: "not-configured", retriable: false, detail: "" };
  const missing: Gateway = { sendText: async () => none, placeCall: async () => none };
  const delivery: Delivery = { gateway: (settings) => (settings === undefined ? missing : gateway) };
  return { delivery, texts, calls, state };
}

export type TestContext = VaultContext & {
  /** The window: what calls of tests come from. */
  readonly session: Session;
  /** Moved like the computer's, and read with the correction in force. */
  readonly clock: StoppedClock;
  readonly computerClock: StoppedClock;
  readonly file: string;
  readonly key: Uint8Array;
  readonly noted: ReturnType<typeof notingDelivery>;
  readonly reads: string[];
  /** The secret of this workstation by account. */
  readonly kept: Map<string, string>;
  /** What was saved to files or printed (papers as their HTML), in order. */
  readonly saved: { name: string; text: string }[];
  /** The list of people that is chosen in the system's dialog. */
  readonly table: { file: TableFile | null };
  /** Whoever answers the dialogs: everything comes out, and is `saved`. */
  readonly answering: Answering;
  /** The key on the recovery kit, as shown. */
  readonly recoveryKey: string;
  readonly manager: Account;
  readonly close: () => void;
};

export const PASSWORD = "correct horse battery staple";

/** A practice in an encrypted database on disk, with one manager; its clock stands still. */
export function createTestContext(options: { now?: number; workstation?: string } = {}): TestContext {
  const folder = mkdtempSync(join(tmpdir(), "wardkey-world-"));
  const file = join(folder, "vault.db");
  const key = new Uint8Array(randomBytes(32));
  const root = newPracticeRoot(randomBytes);
  const db = openDatabase(file, key);
  migrate(db);
  rebuildShadowIfStale(db);
  const computerClock = stoppedClock(options.now);
  const workstation = options.workstation ?? "a".repeat(26);
  const clock = correctedStoppedClock(computerClock, db, workstation);
  const noted = notingDelivery();
  const reads: string[] = [];
  const saved: { name: string; text: string }[] = [];
  const kept = new Map<string, string>();
  const table: TestContext["table"] = { file: null };
  const recoveryKey = formatRecoveryKey(new Uint8Array(randomBytes(RECOVERY_KEY_BYTES)));
  const session = createSession({
    changed: (names) => reads.push(...names),
    closed: () => {},
  });
  const keep = (name: string, text: string) => {
    saved.push({ name, text });
    return out(name);
  };
  const answering: Answering = {
    file: async (commit, name) => keep(name, commit()),
    clipboard: async (commit) => out(commit()),
    pdf: async (commit, name) => keep(`${name}.pdf`, commit().html),
    printer: async (commit, name) => keep(name, commit().html),
    table: async () => table.file,
  };
  const context: VaultContext = {
    db,
    workstation,
    clock,
    random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    keys: root.keys,
    hashing: realHashing,
    delivery: noted.delivery,
    papers,
    workstationSecrets: {
      read: (account) => kept.get(account),
      write: (account, secret) => (secret === null ? kept.delete(account) : kept.set(account, secret)) !== undefined,
    },
    backups: noBackups,
    recoveryKeyOpens: (typed) => {
      const parsed = parseRecoveryKey(typed);
      return parsed.kind === "key" && formatRecoveryKey(parsed.bytes) === recoveryKey;
    },
    tables: tablesHere,
    // Each account is checked when it is first used (core/integrity.ts).
    ledgerCheck: {
      done: async () => true,
      again: () => {},
      beginFull: () => {},
      cancelFull: () => {},
      beginIfDue: () => {},
    },
    memory: createMemory(),
    recorded: () => {},
    changedForManagers: (names) => void reads.push(...names),
    changed: (names, about) => {
      if (about === undefined || session.pending?.account === about) reads.push(...names);
    },
  };
  const { publicKey, privateKey } = generateKeyPairSync("ed25519", {
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  immediately(db, () => {
    const data = {
      name: "Northside Clinic",
      region: "US",
      timeZone: "America/Chicago",
      publicKey,
      vaultId: newId(context),
    };
    const signs = { id: FIRST_SIGNING_KEY, account: null, kind: "workstation-key" } as const;
    const secrets = [root.secret, { ...signs, bytes: new TextEncoder().encode(privateKey) }];
    recordEvent(context, null, { kind: "practice-created", subject: null, data }, { secrets });
    recordEvent(context, null, { kind: "practice-setup-finished", subject: null, data: {} });
  });
  const manager = addAccount(context, { name: "Joan Price", email: "joan@northside.example", role: "manager" });
  const close = () => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    ...context,
    session,
    clock,
    computerClock,
    file,
    key,
    noted,
    reads,
    kept,
    saved,
    table,
    answering,
    recoveryKey,
    manager,
    close,
  };
}

/** Where nobody listens to what main tells by itself. */
export const silentPushes: Pushes = { changed: () => {}, answered: () => {}, pushSessionState: () => {} };

let phones = 0;

/** An account without password, straight from its event: for tests that are not about adding people. */
export function addAccount(
  context: VaultContext,
  facts: { name: string; email: string; role?: Role; accountType?: AccountType; cellPhone?: string | null },
): Account {
  const id = newId(context);
  phones += 1;
  const cellPhone = facts.cellPhone === undefined ? `+1415555${String(2000 + phones)}` : facts.cellPhone;
  const data = {
    // Not by chance: a search for digits of a phone must not find one.
    twoFactorId: String(900_000_000 + phones),
    name: facts.name,
    email: facts.email,
    emailKey: emailKey(facts.email),
    cellPhone,
    accountType: facts.accountType ?? "staff",
    role: facts.role ?? "member",
    import: null,
  };
  immediately(context.db, () => recordEvent(context, null, { kind: "account-created", subject: id, data }));
  const account = findAccount(context.db, id);
  if (account === undefined) throw new Error("the account was not created");
  return account;
}

/** Gives an account its password without going through a setup code. */
export async function givePassword(context: VaultContext, account: Account, password = PASSWORD): Promise<void> {
  const secret = newId(context);
  const bytes = new TextEncoder().encode(await realHashing.hashPassword(password));
  immediately(context.db, () =>
    recordEvent(
      context,
      account.id,
      {
        kind: "password-set",
        subject: account.id,
        data: { secret, by: "setup-code", fitsManager: fitsManager(password) },
      },
      { secrets: [{ id: secret, account: account.id, kind: "password", bytes }] },
    ),
  );
}

/** Signs an account in at the window, as if everything had been proven. */
export function signedInAs(context: TestContext, account: Account): Caller {
  const { session, clock } = context;
  session.signedIn = {
    account: account.id,
    startedAt: clock.now(),
    started: clock.elapsed(),
    factors: ["password"],
    passwordTyped: clock.elapsed(),
    active: clock.elapsed(),
    locked: false,
    setupOnly: false,
    factorsRevoked: context.memory.factorsRevoked.get(account.id) ?? 0,
    emergency: null,
    rebinding: null,
    recoveryCode: null,
  };
  return { session, sessionState: account.role, account: account.id, role: account.role };
}

/** With a window that hears otherwise than the test's own. */
export function withHost(context: TestContext, host: Partial<SessionHost>): TestContext {
  Object.assign(context.session.host, host);
  return context;
}

/** With somebody who answers the dialogs otherwise. */
export function answeredBy(context: TestContext, answering: Partial<Answering>): TestContext {
  return { ...context, answering: { ...context.answering, ...answering } };
}
