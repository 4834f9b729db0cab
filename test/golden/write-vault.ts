import { rmSync } from "node:fs";
import { join } from "node:path";
import { newCode } from "../../src/main/core/authentication/codes";
import { recordCorrection, watchClock } from "../../src/main/core/clock/clock";
import { newId, recordEvent, ruleTime, type VaultContext } from "../../src/main/core/context";
import type { DomainEvent, EventKind } from "../../src/main/core/domain/events";
import { makeEmergencyHalf } from "../../src/main/core/emergency/emergency-codes";
import { claimSetupCode } from "../../src/main/core/enrollment/claim-setup-code";
import { pumpOutbox } from "../../src/main/core/messaging/outbox";
import { changeRole } from "../../src/main/core/people/account-acts";
import { addPerson } from "../../src/main/core/people/people";
import { settingsOf } from "../../src/main/core/settings/settings";
import { readFailures } from "../../src/main/core/store/failures";
import { FIRST_SIGNING_KEY } from "../../src/main/core/store/ledger/heads";
import { ledgerRows } from "../../src/main/core/store/ledger/ledger";
import { toEntry } from "../../src/main/core/store/ledger/row";
import { immediately } from "../../src/main/core/store/open";
import { thePractice } from "../../src/main/core/store/practice";
import { dropSecret } from "../../src/main/core/store/secrets";
import { unlockAccount } from "../../src/main/core/support/help-acts";
import { confirmVault } from "../../src/main/core/vault/confirm-vault";
import { closeVault } from "../../src/main/core/vault/vault";
import { carriedOut } from "../support/answering";
import { type Computer, PRACTICE_SETUP } from "../support/computer";
import { notingDelivery, PASSWORD } from "../support/context";
import { halfInput } from "../support/emergency-codes";
import { contextOf, setUpPracticeOn, started } from "../support/heads";
import { helpFor } from "../support/help";
import { enableByApp, enableByText, giveGateway, PROOF } from "../support/two-factor";
import {
  accountOf,
  atWork,
  comeIn,
  emailOf,
  firstNameOf,
  later,
  leave,
  mistypeToken,
  type Practice,
  right,
  tokenOf,
  typePassword,
} from "./at-work";
import { everyKind } from "./every-kind";
import type { Cast } from "./every-kind/cast";
import { type Expected, expectedOf, storedKinds } from "./facts";
import { seeded } from "./seeded";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Who works at the practice besides its first manager, and what they prove their second factor with. */
const people = [
  { name: "Ruth Kane", role: "support", accountType: "staff", cellPhone: "+14155550102", by: "app" },
  { name: "Sam Cole", role: "support", accountType: "staff", cellPhone: "+14155550103", by: "app" },
  { name: "Ingrid Sato", role: "auditor", accountType: "staff", cellPhone: "+14155550104", by: "app" },
  { name: "Dr. Marcus Webb", role: "member", accountType: "provider", cellPhone: "+14155550105", by: "app" },
  { name: "Ana Castillo", role: "member", accountType: "staff", cellPhone: "+14155550106", by: "text" },
  { name: "Tom Reyes", role: "member", accountType: "staff", cellPhone: "+14155550107", by: "app" },
  { name: "Grace Kim", role: "member", accountType: "staff", cellPhone: "+14155550108", by: "app" },
  { name: "Dr. Lena Ortiz", role: "member", accountType: "provider", cellPhone: "+14155550109", by: "text" },
  { name: "Oscar Blum", role: "member", accountType: "staff", cellPhone: null, by: "password" },
  { name: "Elena Ruiz", role: "member", accountType: "staff", cellPhone: "+14155550111", by: "text" },
  { name: "Priya Nair", role: "member", accountType: "provider", cellPhone: "+14155550112", by: "app" },
  { name: "Hannah Fischer", role: "member", accountType: "staff", cellPhone: "+14155550113", by: "nothing-yet" },
] as const;

const JOAN = { firstName: "Joan", password: PRACTICE_SETUP.manager.password } as const;

/** The vault's own key, and what is to be found when it is opened. */
export type Written = { readonly key: Uint8Array; readonly kinds: readonly string[]; readonly expected: Expected };

/**
 * Writes the vault of a believable little practice onto a computer without a key store, by what today's code does and
 * records, with entries of every kind: the same ledger for the same seed. Its passphrase is the one of support/heads.ts.
 */
export async function writeVault(computer: Computer, seed: string): Promise<Written> {
  const noted = notingDelivery();
  const given = { ...seeded(seed), delivery: noted.delivery };
  const { installation, appKey, kit } = await setUpPracticeOn(computer, given);
  const practice: Practice = { computer, given, noted, kit, installation, keys: new Map([[JOAN.firstName, appKey]]) };
  await hireEverybody(practice);
  await spendTwoWeeks(practice);
  recordEveryKind(practice);
  await loseTheHead(practice);
  await setTheClockBack(practice);
  await printEmergencyCodes(practice);
  await lockPeopleOut(practice);
  const { now, close } = practice.installation;
  const [key, context] = [now.key, contextOf(practice.installation)];
  if (key === null) throw new Error("the vault is not open");
  closeVault(practice.installation, context);
  const { kit: recoveryKit, keys: phones } = practice;
  const expected = { recoveryKit, phones: Object.fromEntries(phones), ...expectedOf(context) };
  const kinds = storedKinds(context);
  context.db.pragma("wal_checkpoint(TRUNCATE)");
  close();
  return { key, kinds, expected };
}

async function hireEverybody(practice: Practice): Promise<void> {
  const joan = await comeIn(practice, JOAN.firstName, JOAN.password);
  giveGateway({ ...atWork(practice), manager: accountOf(atWork(practice), JOAN.firstName) });
  const codes = people.map((person) => {
    later(practice);
    const { name, role, accountType, cellPhone } = person;
    const added = addPerson(atWork(practice), joan, {
      name,
      email: emailOf(firstNameOf(name)),
      role,
      accountType,
      cellPhone,
    });
    return right(added).value.code;
  });
  leave(practice);
  for (const [index, { name, by }] of people.entries()) {
    if (by !== "nothing-yet") await begin(practice, firstNameOf(name), codes[index] ?? "", by);
  }
  const again = await comeIn(practice, JOAN.firstName, JOAN.password);
  const account = accountOf(atWork(practice), "Ruth").id;
  right(changeRole(atWork(practice), again, { account, role: "manager", reason: "second manager", proof: PROOF }));
  leave(practice);
}

/** Somebody types their setup code, chooses a password, and sets their second factor up. */
async function begin(practice: Practice, firstName: string, code: string, by: "app" | "text" | "password") {
  later(practice, HOUR_MS);
  const context = atWork(practice);
  const email = emailOf(firstName);
  right(await claimSetupCode(context, practice.installation.caller(), { email, code, password: PASSWORD }));
  const caller = practice.installation.caller();
  const { cellPhone } = accountOf(context, firstName);
  if (by === "text") await enableByText(context, caller, cellPhone);
  if (by === "app") practice.keys.set(firstName, await enableByApp(context, caller));
  await pumpOutbox(context);
  leave(practice);
}

/** Sign-ins, slips, a lockout that runs out, two that support ends, and guesses at e-mails that belong to nobody. */
async function spendTwoWeeks(practice: Practice): Promise<void> {
  later(practice, DAY_MS);
  for (const slip of ["first", "second"]) {
    later(practice, slip === "first" ? MINUTE_MS : 2 * MINUTE_MS);
    await mistypeToken(practice, "Marcus");
  }
  await comeIn(practice, "Marcus");
  leave(practice);
  for (let guess = 0; guess < 6; guess++) await typePassword(practice, "director", `guess number ${guess}`);

  later(practice, 2 * DAY_MS);
  for (let slip = 0; slip < 6; slip++) await mistypeToken(practice, "Grace");
  later(practice, 5 * MINUTE_MS);
  await comeIn(practice, "Grace");
  leave(practice);

  for (let slip = 0; slip < 6; slip++) await typePassword(practice, "Marcus", `not it ${slip}`);
  await unlockedBySam(practice, "Marcus");
  await comeIn(practice, "Marcus");
  leave(practice);

  later(practice, 3 * DAY_MS);
  await guessUntilHeld(practice, "Tom");
  await unlockedBySam(practice, "Tom");
  await mistypeToken(practice, "Tom");
  for (let guess = 0; guess < 2; guess++) await typePassword(practice, "director", `another guess ${guess}`);
  for (let guess = 0; guess < 3; guess++) await typePassword(practice, "root", `guess number ${guess}`);
}

/** Twenty wrong tokens after the right password, each as soon as it is looked at. */
async function guessUntilHeld(practice: Practice, firstName: string): Promise<void> {
  for (let guess = 0; guess < 20; guess++) {
    later(practice, guess < 4 ? MINUTE_MS : HOUR_MS + MINUTE_MS);
    await mistypeToken(practice, firstName);
  }
}

async function unlockedBySam(practice: Practice, firstName: string): Promise<void> {
  const sam = await comeIn(practice, "Sam");
  right(unlockAccount(atWork(practice), sam, helpFor(accountOf(atWork(practice), firstName), "mistyped")));
  leave(practice);
}

function recordEveryKind(practice: Practice): void {
  const context = atWork(practice);
  const cast = castOf(context);
  const recordAll = <K extends EventKind>(kind: K) => {
    later(practice, HOUR_MS);
    for (const [about, by, data, more] of everyKind[kind](cast)) {
      later(practice, 3 * MINUTE_MS);
      const subject = typeof about === "string" ? about : (about?.id ?? null);
      // The table has each kind with its own data; the compiler cannot follow that through its rows.
      const event = { kind, subject, data } as DomainEvent;
      immediately(context.db, () => recordEvent(context, by?.id ?? null, event, more));
    }
  };
  for (const kind of Object.keys(everyKind) as EventKind[]) recordAll(kind);
}

function castOf(context: VaultContext): Cast {
  const { db, random } = context;
  const ids = new Map<string, string>();
  const id = (label: string) => {
    const known = ids.get(label) ?? newId(context);
    ids.set(label, known);
    return known;
  };
  return {
    id,
    account: (firstName) => accountOf(context, firstName),
    now: () => ruleTime(context),
    secret: (label, owner, kind) => ({ id: id(label), account: owner?.id ?? null, kind, bytes: random.bytes(32) }),
    code: (label, owner, purpose) => {
      const { issued, secret } = newCode(context, owner?.id ?? "", purpose, label);
      return { issued: { ...issued, code: id(label) }, secret: { ...secret, account: owner?.id ?? null } };
    },
    failures: (owner, point) => readFailures(db, owner, point, ruleTime(context)),
    settings: () => settingsOf(thePractice(db)),
    newest: (kind) => {
      const found = [...ledgerRows(db)].map(toEntry).findLast((entry) => entry.kind === kind);
      if (found === undefined) throw new Error(`no entry of ${kind} yet`);
      return found;
    },
  };
}

/** The place where heads are kept is lost with the key that signed them; a manager with the kit answers for the vault. */
async function loseTheHead(practice: Practice): Promise<void> {
  const { db } = contextOf(practice.installation);
  immediately(db, () => dropSecret(db, FIRST_SIGNING_KEY));
  practice.installation.close();
  rmSync(join(practice.computer.folder, "heads"), { recursive: true });
  later(practice, DAY_MS);
  practice.installation = await started(practice.computer, practice.given);
  const first = { email: emailOf(JOAN.firstName), password: JOAN.password, token: tokenOf(practice, JOAN.firstName) };
  const caller = practice.installation.caller();
  right(
    await confirmVault(practice.installation, caller, {
      first,
      second: null,
      recoveryKey: practice.kit,
      emergencyCodes: null,
    }),
  );
  confirmEverybody(contextOf(practice.installation));
}

/** Everybody still works there, as the manager says who was confirmed with the vault. */
function confirmEverybody(context: VaultContext): void {
  const joan = accountOf(context, JOAN.firstName).id;
  const held = "SELECT owner FROM accounts WHERE is_held = 1 AND deactivated_at IS NULL ORDER BY owner";
  immediately(context.db, () => {
    for (const subject of context.db.prepare(held).pluck().all() as string[]) {
      recordEvent(context, joan, { kind: "account-confirmed", subject, data: { by: "manager", reason: null } });
    }
  });
}

/** Somebody sets the computer's clock back by forty minutes; a day later a manager corrects it by the right time. */
async function setTheClockBack(practice: Practice): Promise<void> {
  const { clock } = practice.computer;
  const backMs = 40 * MINUTE_MS;
  later(practice, DAY_MS);
  await comeIn(practice, "Ingrid");
  leave(practice);
  clock.set(clock.now() - backMs);
  const context = contextOf(practice.installation);
  watchClock(context);
  later(practice, 10 * MINUTE_MS);
  await typePassword(practice, "Oscar");
  leave(practice);
  const joan = accountOf(context, JOAN.firstName).id;
  const correction = { correctionMs: backMs, where: "settings", with: null, reason: "it was set back" } as const;
  immediately(context.db, () => recordCorrection(context, joan, correction));
  await comeIn(practice, "Ingrid");
  leave(practice);
}

/** The manager who came back without anything sets her phone up, and prints the codes in force with the other one. */
async function printEmergencyCodes(practice: Practice): Promise<void> {
  later(practice, HOUR_MS);
  right(await typePassword(practice, "Ruth"));
  practice.keys.set("Ruth", await enableByApp(atWork(practice), practice.installation.caller()));
  const first = makeEmergencyHalf(atWork(practice), practice.installation.caller(), halfInput("first"));
  right(await carriedOut(atWork(practice), first));
  leave(practice);
  const joan = await comeIn(practice, JOAN.firstName, JOAN.password);
  right(await carriedOut(atWork(practice), makeEmergencyHalf(atWork(practice), joan, halfInput("second"))));
  leave(practice);
}

/** How people stand when the vault is closed: one held, one locked for now, one with two slips. */
async function lockPeopleOut(practice: Practice): Promise<void> {
  later(practice, DAY_MS);
  await guessUntilHeld(practice, "Ingrid");
  for (let slip = 0; slip < 2; slip++) await typePassword(practice, "Lena", `not it ${slip}`);
  for (let guess = 0; guess < 6; guess++) await typePassword(practice, "root", `yet another guess ${guess}`);
  for (let slip = 0; slip < 6; slip++) await typePassword(practice, "Sam", `not it ${slip}`);
}
