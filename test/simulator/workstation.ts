import type { InputOf, Method, Reply } from "../../src/contract/methods";
import type { VaultState } from "../../src/contract/vault/views";
import { connect } from "../../src/main/core/connect";
import type { VaultContext } from "../../src/main/core/context";
import type { Connection } from "../../src/main/core/dispatch";
import type { Head } from "../../src/main/core/domain/head-signature";
import { findEntryAt, findHead } from "../../src/main/core/store/ledger/ledger";
import { enter, openWith } from "../../src/main/core/vault/vault";
import { type Computer, type Given, startOn } from "../support/computer";
import { silentPushes } from "../support/context";
import type { Disk } from "./disk";

/** A computer of the practice with a vault and a chain of its own, through crashes and restarts of its app. */
export type Workstation = {
  readonly id: string;
  readonly name: string;
  readonly computer: Computer;
  readonly given: Given;
  readonly disk: Disk;
  readonly vaultKey: Uint8Array;
  readonly vaultId: string;
  /** The app as it runs; null where it was ended. */
  app: App | null;
  /** The newest entry of its own when somebody was last given an answer. */
  acknowledged: Head | null;
  /** It has learned that it was removed: nobody works at it any more. */
  isRemoved: boolean;
};

export type App = {
  readonly installation: ReturnType<typeof startOn>;
  readonly context: VaultContext;
  readonly connection: Connection;
};

/** The app died while it did something: nobody hears of what became of that. */
export class Died extends Error {}

/** What is not as it should be; the words say where. */
export type Report = (what: string) => void;

/** Starts the app and opens the vault, where its heads allow it; gives what became of that. */
export function open(workstation: Workstation, report: Report): VaultState["is"] | Trouble {
  const { id, name, computer, given, disk, vaultKey, vaultId } = workstation;
  const installation = startOn(computer, { ...given, heads: disk.heads });
  if (enter(installation) !== undefined) throw new Error("the folder is in use");
  const trouble = attempt(workstation, report, "opening", () => openWith(installation, vaultKey, vaultId, "key-store"));
  const { context, vault } = installation.now;
  if (context === null) {
    installation.close();
    return trouble ?? "trouble";
  }
  if (context.workstation !== id) report(`${name}: opened as another workstation`);
  // No power is cut here: what was committed is in the file, whatever becomes of the app.
  context.db.pragma("synchronous = OFF");
  disk.takeHold(context.db);
  const incident = (method: string, broken: unknown) => {
    if (!disk.explains(broken)) report(`${name}: ${method} broke: ${wordsOf(broken)}`);
    return { number: "1", what: "unknown" } as const;
  };
  const connection = connect(installation, installation.session, { pushes: silentPushes, incident });
  workstation.app = { installation, context, connection };
  return vault.is;
}

type Trouble = NonNullable<ReturnType<typeof openWith>>;

/** Whether somebody can work there: a vault that waits for a manager to confirm it is not open. */
export const isOpen = ({ app }: Workstation) => app !== null && app.installation.now.vault.is === "open";

/** Does what may meet a full or failing disk, which is nobody's fault; whatever else it throws is reported. */
export function attempt<T>(workstation: Workstation, report: Report, what: string, act: () => T): T | undefined {
  try {
    return act();
  } catch (broken) {
    if (workstation.disk.isDead()) throw new Died();
    if (!workstation.disk.explains(broken)) report(`${workstation.name}: ${what} broke: ${wordsOf(broken)}`);
    return undefined;
  }
}

function wordsOf(broken: unknown): string {
  return broken instanceof Error ? (broken.stack ?? broken.message).split("\n").slice(0, 4).join(" ") : String(broken);
}

/** Ends the app as a crash does: nothing is recorded of it. */
export function end(workstation: Workstation): void {
  workstation.app?.installation.close();
  workstation.app = null;
  workstation.disk.restore();
}

export function appOf({ app, name }: Workstation): App {
  if (app === null) throw new Error(`the app at ${name} does not run`);
  return app;
}

/** Once nothing goes on at a workstation any more that was begun. */
export async function settled({ app }: Workstation): Promise<void> {
  for (const { queues } = app?.context.memory ?? { queues: new Map() }; queues.size > 0; ) {
    await Promise.all(queues.values());
  }
}

/** What a call that succeeds leaves in the ledger, before anybody hears that it did. */
const leaves: { readonly [M in Method]?: string } = {
  addPerson: "account-created",
  approveAct: "approval-given",
  askApproval: "approval-asked",
  changePassword: "password-set",
  changeRole: "role-changed",
  claimSetupCode: "setup-code-claimed",
  deactivatePerson: "account-deactivated",
  disableTwoFactor: "two-factor-disabled",
  exemptPerson: "exemption-granted",
  issueBypassCode: "bypass-code-issued",
  issueSetupCode: "setup-code-issued",
  makeRecoveryCodes: "recovery-codes-made",
  reactivatePerson: "account-reactivated",
  replacePhone: "phone-replaced",
  resetTwoFactor: "two-factor-reset",
  setBackupPassword: "backup-password-set",
  signOut: "signed-out",
  unlockAccount: "account-unlocked",
  useBypassCode: "signed-in",
  useRecoveryCode: "signed-in",
};

/** One call of the window at a workstation, through all walls; its answer is an acknowledgement. */
export async function callAt<M extends Method>(
  workstation: Workstation,
  report: Report,
  method: M,
  input: InputOf<M>,
): Promise<Reply<M>> {
  const { context, connection } = appOf(workstation);
  const before = findHead(context.db, workstation.id)?.seq ?? 0;
  const answer = await connection.call(method, input);
  if (workstation.disk.isDead()) throw new Died();
  if (!("ok" in answer)) throw new Error(`${method} asks for something`);
  const head = findHead(context.db, workstation.id);
  if (context.db.inTransaction) report(`${workstation.name}: ${method} is answered before its commit`);
  const kind = leaves[method];
  if (answer.ok && kind !== undefined && !hasEntry(workstation, before, kind))
    report(`${workstation.name}: ${method} is answered, and nothing says ${kind}`);
  if (head !== undefined) workstation.acknowledged = head;
  // By the contract's own types the answer is this method's.
  return answer as Reply<M>;
}

function hasEntry(workstation: Workstation, after: number, kind: string): boolean {
  const { db } = appOf(workstation).context;
  for (let seq = after + 1; ; seq++) {
    const row = findEntryAt(db, workstation.id, seq);
    if (row === undefined) return false;
    if (row.kind === kind) return true;
  }
}
