import type { LedgerState } from "../../contract/audit/views";
import type { Method } from "../../contract/methods";
import type { BackupRefused, MayNot } from "../../contract/refusals";
import { type Result, refuse } from "../../contract/result";
import type { BackgroundTrouble } from "../../contract/session/views";
import type { Alarm } from "../../contract/vault/views";
import type { DenialReason, HeadTrouble } from "../../contract/vocabulary";
import type { BackupMemory } from "./backups/backup-memory";
import type { Folder } from "./domain/backup-job";
import { idFrom } from "./domain/base32";
import { BEHIND_MS } from "./domain/clock";
import { fieldOf, subjectOf } from "./domain/conflicts";
import { groupOf } from "./domain/event-groups";
import type { DomainEvent, Entry } from "./domain/events";
import type { Keys } from "./domain/keys";
import type { Before } from "./domain/notices";
import type { Stream } from "./domain/streams";
import type { Backups, Clock, Delivery, Hashing, Papers, Random, Tables, WorkstationSecrets } from "./ports";
import { findCorrection, latestAfter } from "./store/clock-signs";
import { countOpenConflicts, findUnrecorded } from "./store/conflicts";
import { beforeNotice, noticesOf } from "./store/due-notices";
import { record } from "./store/ledger/record";
import type { Finding } from "./store/ledger/verify";
import type { Db } from "./store/open";
import { addMessage, type Message } from "./store/outbox";
import { findRunningGuesses } from "./store/running-guesses";
import type { NewSecret } from "./store/secrets";

/** All that a service may use: an opened vault and what lies outside of the rules. */
export type VaultContext = {
  readonly db: Db;
  readonly workstation: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: Keys;
  readonly hashing: Hashing;
  readonly delivery: Delivery;
  readonly papers: Papers;
  readonly workstationSecrets: WorkstationSecrets;
  /** Whether a typed recovery key is the one that wraps this vault's key. */
  readonly recoveryKeyOpens: (typed: string) => boolean;
  readonly tables: Tables;
  /** The folders for backups, and how one is begun in some of them, for `actor` or for the app itself. */
  readonly backups: Pick<Backups, "here" | "mark" | "look"> & {
    readonly start: (folders: readonly Folder[], actor: string | null) => Result<null, BackupRefused>;
  };
  readonly ledgerCheck: LedgerCheck;
  readonly memory: Memory;
  /** An entry was committed: the head outside the vault is behind and the outbox may have work. */
  readonly recorded: () => void;
  /**
   * Reads that sessions must repeat because something changed without a call of theirs (a delivery, an act of somebody
   * else). `about`: told only where the sign-in of this account waits for its token.
   */
  readonly changed: (reads: readonly Method[], about?: string) => void;
  /** What only managers see has changed: nobody else is told, and no locked window (PAGE-6). */
  readonly changedForManagers: (reads: readonly Method[]) => void;
};

/** The check of the whole ledger, its tables and secrets, which runs beside (background.ts). */
export type LedgerCheck = {
  /**
   * Settled once everything has been checked since the vault was opened: before anybody signs in. False where the check
   * has closed the vault.
   */
  readonly done: () => Promise<boolean>;
  /** Checks everything anew, as at a start. */
  readonly again: () => void;
  /** Begins a full check as `by` (an account; null: it was due), unless one runs. Nobody waits for it. */
  readonly beginFull: (by: string | null) => void;
  /** Stops a full check that runs, as `by`. */
  readonly cancelFull: (by: string) => void;
  /** Begins the full check of every week where it is due; called every few seconds. */
  readonly beginIfDue: () => void;
};

/** What lives in memory only and ends with the process. */
export type Memory = {
  /** Attempts on one account run one at a time: the end of the queue by account or stranger. */
  readonly queues: Map<string, Promise<unknown>>;
  /** Readable tokens until sent, replaced or expired: code id -> digits. */
  readonly tokenTexts: Map<string, string>;
  /** Messages that the gateway has been given and not yet answered: message id -> how to stop it, and its end. */
  readonly sending: Map<string, Sending>;
  /** Settled when nothing is being sent any more; null when nothing is. */
  sendingEnds: Promise<void> | null;
  /** Reminders and notices are held until `heldUntil` (epoch ms) after so many tries in vain; `reportedAt` is monotonic. */
  readonly reminders: { tries: number; heldUntil: number; reportedAt: number };
  /** Accounts whose entries, rows and secrets have been verified in this run. */
  readonly verified: Set<string>;
  /** How often a factor of an account was revoked in this run after too many failures. */
  readonly factorsRevoked: Map<string, number>;
  /** Accounts found damaged: they stay out. */
  readonly damaged: Set<string>;
  alarm: Alarm | null;
  /** Something that runs beside failed the last time it was tried. */
  backgroundTrouble: BackgroundTrouble | null;
  /** The newest head could not be written outside the vault: since when (epoch ms), and why. */
  unsealed: { readonly since: number; readonly because: HeadTrouble } | null;
  /** What was found of the workstation's clock when its newest entry was this one. */
  clockLook: { readonly seq: number; readonly offMs: number | null } | null;
  /** Where rule time was last, below which it never goes; null until it is asked for. */
  ruleFloor: RuleFloor | null;
  /** How far the check of the start has come, or what the last one said that found nothing. */
  ledgerState: Exclude<LedgerState, { is: "wrong" }>;
  /** How far a full check has come that runs beside; null where none does. */
  fullCheck: { readonly done: number; readonly of: number } | null;
  /** What was found wrong, one by one, and how much there is in all; at: epoch ms. */
  found: { readonly findings: readonly Finding[]; readonly count: number; readonly at: number } | null;
  /** Everything has been checked since the vault was opened; what was found wrong is in `damaged` and `alarm`. */
  checked: boolean;
  readonly backups: BackupMemory;
  /** While something waits on every screen: the last tick (monotonic), and for how long it was there that is not recorded. */
  shown: { readonly tickedAt: number; readonly ms: number } | null;
  /** The vault waits to be confirmed, and newer entries are known to be gone: its screen shows for how long. */
  waitsForLost: boolean;
};

export type Sending = {
  readonly purpose: Message["purpose"];
  readonly stop: AbortController;
  readonly done: Promise<void>;
};

export function createMemory(): Memory {
  return {
    queues: new Map(),
    tokenTexts: new Map(),
    sending: new Map(),
    sendingEnds: null,
    reminders: { tries: 0, heldUntil: 0, reportedAt: Number.NEGATIVE_INFINITY },
    verified: new Set(),
    factorsRevoked: new Map(),
    damaged: new Set(),
    alarm: null,
    backgroundTrouble: null,
    unsealed: null,
    clockLook: null,
    ruleFloor: null,
    ledgerState: { is: "checking", done: 0, of: 0 },
    fullCheck: null,
    found: null,
    checked: false,
    backups: {
      running: null,
      troubles: new Map(),
      tried: new Map(),
      openedAt: null,
      looks: new Map(),
      ended: null,
      looking: new Set(),
      lookedAt: null,
      said: null,
    },
    shown: null,
    waitsForLost: false,
  };
}

/** A new id: 128 random bits in lower-case base32. */
export function newId(context: VaultContext): string {
  return idFrom(context.random.bytes(16));
}

/**
 * The time for locks and lifetimes, epoch ms: a floor under the clock (TIME-1). It is never before any entry since the
 * clock was last corrected, nor before what it was earlier in this run, and goes on from there as the computer runs: a clock that
 * is set back shortens and lengthens nothing. Entries are dated by it, so a restart takes nothing of it away.
 */
export function ruleTime(context: VaultContext): number {
  const { clock, memory } = context;
  const [now, run] = [clock.now(), clock.monotonic()];
  const floor = floorNow(context, run);
  // Whole ms, as entries and tables keep them: monotonic time has fractions.
  const ahead = floor.at + Math.floor((run - floor.since) * floor.rate);
  const rate = ahead - now > BEHIND_MS ? 1 : CATCHING_UP;
  const { corrected } = floor;
  if (now >= ahead) memory.ruleFloor = { at: now, since: run, rate: 1, corrected };
  else memory.ruleFloor = rate === floor.rate ? floor : { at: ahead, since: run, rate, corrected };
  return Math.max(now, ahead);
}

type RuleFloor = {
  readonly at: number;
  /** Monotonic: a clock that is set right again is no time that passed. */
  readonly since: number;
  readonly rate: number;
  /** The number of the correction that it begins at. */
  readonly corrected: number;
};

/** Clocks are set right by seconds all the time: what they are behind by then is caught up with little by little. */
const CATCHING_UP = 0.99;

function floorNow({ db, workstation, memory }: VaultContext, run: number): RuleFloor {
  const corrected = findCorrection(db, workstation);
  // An audited correction begins it anew, and one that was rolled back gives it back.
  if (memory.ruleFloor?.corrected === corrected) return memory.ruleFloor;
  // Guesses that no entry sums up yet are no less a time that was; a correction has them summed up before.
  const at = Math.max(latestAfter(db, { workstation, seq: corrected }), findRunningGuesses(db, workstation)?.to ?? 0);
  return { at, since: run, rate: 1, corrected };
}

/**
 * The time for what has to be long ago: rule time or the clock's, whichever is earlier. Neither a clock that stands before
 * what is recorded nor rule time that is ahead of a clock that was set right makes anything older than it is.
 */
export function leastTime(context: VaultContext): number {
  return Math.min(ruleTime(context), context.clock.now());
}

type Extra = {
  readonly secrets?: readonly NewSecret[];
  readonly cause?: Entry;
  /** Of a correction of the clock: the time that is right from now on. */
  readonly corrected?: { readonly at: number; readonly behindMs: number };
};

/**
 * Records an event as `actor`, inside the caller's transaction, and has the person concerned told of it where they have
 * to hear (domain/notices.ts).
 */
export function recordEvent(context: VaultContext, actor: string | null, event: DomainEvent, extra: Extra = {}): Entry {
  const before = beforeNotice(context.db, event);
  const entry = append(context, actor, event, extra);
  if (before !== null) notifyPerson(context, entry, before);
  // Sign-ins settle nothing, and there are many of them.
  const maySettle = groupOf(event.kind) !== "sign-in" && event.kind !== "conflict-found";
  // What a removed workstation had found is not recorded any more.
  const isRemoval = event.kind === "workstation-removed";
  if (isRemoval || (maySettle && countOpenConflicts(context.db) > 0)) noteConflicts(context, [], entry);
  context.recorded();
  return entry;
}

/**
 * Records, inside the caller's transaction, what became of conflicts with entries that were taken in, of which these streams
 * are, or with the one that was recorded here. What is known already is not recorded again.
 */
export function noteConflicts(context: VaultContext, streams: readonly Stream[], by: Entry | null): void {
  const { found, settled } = findUnrecorded(context.db, streams);
  for (const conflict of found) {
    append(context, null, { kind: "conflict-found", subject: subjectOf(conflict), data: { conflict } }, {});
  }
  for (const { conflict, by: settling } of settled) {
    const entry = by ?? settling;
    const data = {
      ...{ conflict: conflict.id, what: conflict.what, field: fieldOf(conflict), reason: null },
      by: entry === null ? null : { workstation: entry.workstation, seq: entry.seq },
    };
    append(context, null, { kind: "conflict-settled", subject: subjectOf(conflict), data }, {});
  }
  if (found.length + settled.length > 0) context.recorded();
}

/** Records that somebody tried what they may not, inside the caller's transaction. */
export function recordRefusal(
  context: VaultContext,
  actor: string | null,
  refused: { readonly act: string; readonly because: DenialReason; readonly subject: string | null },
): Result<never, MayNot> {
  noteRefusal(context, actor, refused);
  return refuse({ code: "may-not", because: refused.because });
}

/** Records a refused act with whatever stood in the way, inside the caller's transaction. */
export function noteRefusal(
  context: VaultContext,
  actor: string | null,
  { subject, ...data }: { readonly act: string; readonly because: string; readonly subject: string | null },
): void {
  recordEvent(context, actor, { kind: "act-refused", subject, data });
}

function notifyPerson(context: VaultContext, entry: Entry, before: Before): void {
  const noticeCause = { event: entry, before, now: ruleTime(context), newId: () => newId(context) };
  for (const notice of noticesOf(context.db, noticeCause)) {
    const { id: message, about, recipient: cellPhone } = notice;
    addMessage(context.db, notice);
    const data = { message, about, cellPhone };
    append(context, null, { kind: "notice-queued", subject: entry.subject, data }, { cause: entry });
  }
}

function append(context: VaultContext, actor: string | null, event: DomainEvent, extra: Extra): Entry {
  const { db, workstation, keys } = context;
  return record(
    db,
    {
      workstation,
      ...(extra.corrected ?? timesOf(context)),
      actor,
      commitmentKey: keys.commitments,
      ...(extra.secrets === undefined ? {} : { secrets: extra.secrets }),
      ...(extra.cause === undefined ? {} : { cause: extra.cause.hash }),
    },
    event,
  );
}

function timesOf(context: VaultContext): { readonly at: number; readonly behindMs: number } {
  const at = ruleTime(context);
  return { at, behindMs: at - context.clock.now() };
}

/** Runs attempts on one account (or stranger) one after another, from the look at the lock to the commit. */
export function oneAtATime<T>(context: VaultContext, key: string, attempt: () => Promise<T>): Promise<T> {
  const before = context.memory.queues.get(key) ?? Promise.resolve();
  const turn = before.then(attempt, attempt);
  const done = turn.then(
    () => {},
    () => {},
  );
  context.memory.queues.set(key, done);
  void done.then(() => {
    if (context.memory.queues.get(key) === done) context.memory.queues.delete(key);
  });
  return turn;
}
