import type { InputOf } from "../../../contract/methods";
import type {
  BadPassword,
  NotNow,
  PracticeNameMismatch,
  VaultTrouble,
  WeakPassphrase,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { PracticeSetupStep } from "../../../contract/vault/views";
import { badPassword, hashNewPassword } from "../authentication/passwords";
import { recordEvent, type VaultContext } from "../context";
import { idFrom } from "../domain/base32";
import type { DomainEvent } from "../domain/events";
import { formatKeyEnvelope, type KeyEnvelope } from "../domain/key-envelope";
import { emailKey } from "../domain/names";
import { isPracticeDigest } from "../domain/practice-digest";
import type { Installation } from "../installation";
import { twoFactorId } from "../people/two-factor-id";
import type { Caller, Session } from "../session/session";
import { beginSession } from "../session/sessions";
import { settingsOf } from "../settings/settings";
import { findAccount } from "../store/accounts";
import { FIRST_SIGNING_KEY } from "../store/ledger/heads";
import { newPracticeRoot } from "../store/ledger/practice-root";
import { rebuildShadowIfStale, record } from "../store/ledger/record";
import { migrate } from "../store/migrations";
import { type Db, immediately, openDatabase } from "../store/open";
import { findPractice, thePractice } from "../store/practice";
import type { NewSecret } from "../store/secrets";
import { orTrouble } from "../store/trouble";
import { keepKey } from "./kept-key";
import { keepSigningKey } from "./signing-key";
import { enter, openWith } from "./vault";

type Input = InputOf<"createPractice">;

/** Creates vault, practice and first manager in one go; the manager's session then carries the rest of the first run. */
export async function createPractice(
  installation: Installation,
  { session }: Caller,
  input: Input,
): Promise<Result<null, VaultTrouble | BadPassword | PracticeNameMismatch | WeakPassphrase>> {
  const inside = enter(installation);
  if (inside !== undefined) return refuse({ code: "vault-trouble", trouble: inside });
  if (installation.now.context !== null || installation.folder.hasDatabase())
    return refuse({ code: "vault-trouble", trouble: "exists" });
  const known = installation.known.read();
  if (known !== undefined && !isPracticeDigest(known.practice, known.vaultId, input.oldPracticeName ?? "")) {
    return refuse({ code: "practice-name-mismatch" });
  }
  const { manager, practiceName } = input;
  const bad = await badPassword(installation.hashing, { ...manager, isManager: true, practiceName });
  if (bad !== undefined) return bad;
  const { hash: passwordHash } = await hashNewPassword(installation.hashing, manager.password);
  const key = installation.random.bytes(32);
  const vault = idFrom(installation.random.bytes(16));
  const unwrapped: KeyEnvelope = { format: 1, vault, recoveryKey: null, passphrase: null };
  const kept = await keepKey(installation, unwrapped, key, input.passphrase);
  if (!kept.ok) return kept;
  const created = orTrouble(() => {
    installation.folder.tidy();
    const account = writeNewVault(installation, key, vault, input, passwordHash);
    installation.folder.adopt(formatKeyEnvelope(kept.value));
    return { account };
  });
  if (typeof created === "string") return refuse({ code: "vault-trouble", trouble: created });
  const trouble = openWith(installation, key, vault, kept.value.passphrase === null ? "key-store" : "passphrase");
  if (trouble !== undefined) return refuse({ code: "vault-trouble", trouble });
  if (installation.now.context !== null) startFirstSession(installation.now.context, session, created.account);
  return ok(null);
}

function startFirstSession(context: VaultContext, session: Session, account: string): void {
  const signedIn = { kind: "signed-in", subject: account, data: { factors: [{ factor: "password" }] } } as const;
  immediately(context.db, () => recordEvent(context, account, signedIn));
  beginSession(context, session, account, ["password"]);
}

/** Writes the first entries into a database beside the vault's place; the account's id is returned. */
function writeNewVault(
  installation: Installation,
  key: Uint8Array,
  vaultId: string,
  input: Input,
  passwordHash: string,
): string {
  const db = openDatabase(installation.folder.newDatabase, key);
  migrate(db);
  rebuildShadowIfStale(db);
  const account = immediately(db, () => writeFirstEntries(installation, db, vaultId, input, passwordHash));
  // Everything into the one file that is then put in its place.
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
  return account;
}

function writeFirstEntries(
  installation: Installation,
  db: Db,
  vaultId: string,
  input: Input,
  passwordHash: string,
): string {
  const { random, clock } = installation;
  const newId = () => idFrom(random.bytes(16));
  const [workstation, account, password] = [newId(), newId(), newId()];
  const { publicKey, privateKey } = installation.newSigningKey();
  const root = newPracticeRoot(random.bytes);
  const commitmentKey = root.keys.commitments;
  const note = (event: DomainEvent, secrets: readonly NewSecret[] = []) =>
    record(db, { workstation, at: clock.now(), actor: account, commitmentKey, secrets }, event);
  const bytes = (text: string) => new TextEncoder().encode(text);
  const { practiceName: name, region, timeZone, manager } = input;

  note({ kind: "practice-created", subject: null, data: { name, region, timeZone, publicKey, vaultId } }, [
    root.secret,
    ...keepSigningKey(installation, vaultId, privateKey, FIRST_SIGNING_KEY),
  ]);
  const { name: personName, email, cellPhone, accountType } = manager;
  const facts = { name: personName, email, emailKey: emailKey(email), cellPhone, accountType };
  const created = { ...facts, role: "manager", twoFactorId: twoFactorId(db, random), import: null } as const;
  note({ kind: "account-created", subject: account, data: created });
  note(
    { kind: "password-set", subject: account, data: { secret: password, by: "practice-setup", fitsManager: true } },
    [{ id: password, account, kind: "password", bytes: bytes(passwordHash) }],
  );
  return account;
}

/** Where the first run stands; null once the practice is set up. */
export function practiceSetupStep(installation: Installation, { signedIn }: Session): PracticeSetupStep | null {
  const { context } = installation.now;
  if (context === null) return "vault";
  const practice = findPractice(context.db);
  if (practice === undefined || practice.setUpAt !== null) return null;
  const manager = signedIn === null ? undefined : findAccount(context.db, signedIn.account);
  if (manager === undefined) return "sign-in";
  if (!practice.textTokensChosen) return "text-tokens";
  if (manager.twoFactor === "none" || !manager.recoveryStored) return "two-factor";
  return practice.kitConfirmed ? "done" : "recovery-kit";
}

/** How long text-message tokens live: asked in the first run, changed later in Settings. */
export function chooseTextTokenLifetime(
  context: VaultContext,
  caller: Caller,
  { minutes }: InputOf<"chooseTextTokenLifetime">,
): Result<null> {
  immediately(context.db, () => {
    const before = settingsOf(thePractice(context.db));
    const data = { before, after: { ...before, textTokenMinutes: minutes } };
    recordEvent(context, caller.account, { kind: "settings-changed", subject: null, data });
  });
  return ok(null);
}

/** The last step: possible only with the manager's own two-factor on and the recovery kit checked. */
export function finishPracticeSetup(installation: Installation, caller: Caller): Result<null, NotNow> {
  const { context } = installation.now;
  if (context === null || practiceSetupStep(installation, caller.session) !== "done")
    return refuse({ code: "not-now", because: "wrong-step" });
  immediately(context.db, () =>
    recordEvent(context, caller.account, { kind: "practice-setup-finished", subject: null, data: {} }),
  );
  return ok(null);
}
