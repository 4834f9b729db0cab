import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toEntryView } from "../../../src/main/core/audit/entry-view";
import type { AccountFacts, Entry, EventData, EventKind } from "../../../src/main/core/domain/events";
import { noFailures } from "../../../src/main/core/domain/lockout";
import type { PracticeSettings } from "../../../src/main/core/domain/practice-facts";
import type { Account } from "../../../src/main/core/store/accounts";
import { addAccount, createTestContext, MONDAY, type TestContext } from "../../support/context";
import { countedAs } from "../../support/failures";

let context: TestContext;
let marcus: Account;
beforeAll(() => {
  context = createTestContext();
  marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
});
afterAll(() => context.close());

type Who = "joan" | "marcus" | "nobody";
function entry<K extends EventKind>(kind: K, data: EventData[K], actor: Who, subject: Who = "marcus"): Entry {
  const ids = { joan: context.manager.id, marcus: marcus.id, nobody: null };
  const place = { place: 7, workstation: context.workstation, seq: 7, at: MONDAY, version: 1, cause: null };
  const chained = { ...place, commits: [], prev: "0".repeat(64), hash: "f".repeat(64) };
  return { ...chained, kind, data, actor: ids[actor], subject: ids[subject] } as unknown as Entry;
}

const code = { code: "c", secret: "s" };
const failures = { ...noFailures, count: 3 };
const counts = countedAs();
const facts: AccountFacts = {
  name: "Marcus Webb",
  email: "m@x.example",
  emailKey: "m@x.example",
  cellPhone: null,
  accountType: "staff",
};
const settings: PracticeSettings = {
  name: "Northside",
  region: "US",
  timeZone: "America/Chicago",
  stillStuck: null,
  textTokenMinutes: 10,
  digits: 7,
  idleMinutes: 10,
  rememberDays: 0,
};
const rule = {
  id: "r",
  applies: { to: "everyone" },
  fromOn: "2026-12-01",
  fromAt: 1_796_104_800_000,
  graceDays: 14,
  methods: "app-only",
} as const;
const gateway = { baseUrl: "https://gateway.example", accountSid: "AC1", sender: "+14155550100" };
const reason = "new phone";

/** For each kind: what it carries, who acted, what everybody reads, and what Marcus reads where that differs. */
const notified: { readonly [K in EventKind]: readonly [EventData[K], Who, string, string?] } = {
  "practice-created": [
    { name: "Northside", region: "US", timeZone: "America/Chicago", publicKey: "k", vaultId: "v" },
    "joan",
    "The practice Northside was set up.",
  ],
  "practice-setup-finished": [{}, "joan", "Joan Price finished the first run."],
  "recovery-kit-made": [{ kit: "k" }, "joan", "Joan Price made a recovery kit."],
  "recovery-kit-confirmed": [{ kit: "k" }, "joan", "Joan Price checked the recovery kit by typing a part of it."],
  "recovery-kit-dropped": [
    { kit: "k" },
    "nobody",
    "A recovery kit was not checked before Wardkey ended, and opens nothing.",
  ],
  "practice-key-made": [
    { publicKey: "k", secret: "s", recipient: "age1", identity: "i" },
    "nobody",
    "Wardkey made the practice key, which signs backups.",
  ],
  "key-change-begun": [
    { change: "c", what: "vault-key", leadsTo: "d" },
    "joan",
    "Joan Price began to give the vault a new key.",
  ],
  "key-change-ended": [
    { change: "c", what: "vault-key", because: "interrupted" },
    "nobody",
    "The vault kept its old key. Wardkey ended in the middle of it.",
  ],
  "backup-folder-added": [{ folder: "f", path: "/mnt/safe" }, "joan", "Joan Price added a backup folder: /mnt/safe"],
  "backup-folder-removed": [{ folder: "f" }, "joan", "Joan Price removed a backup folder."],
  "backup-generations-changed": [
    { before: { daily: 7, weekly: 5, monthly: 12 }, after: { daily: 14, weekly: 8, monthly: 24 } },
    "joan",
    "Joan Price changed how many backups are kept: 14 daily, 8 weekly, 24 monthly.",
  ],
  "backup-made": [
    { folder: "f", file: "wardkey-2026-11-30-0200-aaaaaaaa.age", bytes: 1, entries: 1284, people: 42, kit: 1 },
    "nobody",
    "A backup was made and checked: wardkey-2026-11-30-0200-aaaaaaaa.age, with 42 people and 1,284 entries, for kit no. 1.",
  ],
  "backup-failed": [
    { folder: "f", because: "disk-full" },
    "nobody",
    "A backup failed. The disk is full. Make room, or add another folder.",
  ],
  "backups-late": [{ since: null }, "nobody", "No good backup has been made yet."],
  "settings-changed": [{ before: settings, after: settings }, "joan", "Joan Price changed the settings."],
  "gateway-changed": [
    { before: null, after: { ...gateway, secret: "s" } },
    "joan",
    "Joan Price set up the gateway for text messages and calls.",
  ],
  "delivery-tested": [
    { channel: "call", failure: "timed-out" },
    "joan",
    "Joan Price sent a test phone call. It failed: The gateway did not answer in time.",
  ],
  "vault-opened": [
    { by: "recovery-key", from: "elsewhere" },
    "nobody",
    "The vault was opened with the recovery key, from a file brought from elsewhere.",
  ],
  "vault-closed": [{}, "nobody", "The vault was closed."],
  exchanged: [{ seen: { w: 3 } }, "nobody", "Entries from elsewhere were taken in."],
  "audit-log-exported": [
    { count: 12_408, format: "csv", filter: { person: null, group: null, from: null, to: null }, reason: "Audit!" },
    "joan",
    "Joan Price exported 12,408 entries of the audit log as CSV. Reason: Audit!",
  ],
  "head-not-written": [
    { because: "disk-full" },
    "nobody",
    "The audit log's seal could not be written outside the vault: the disk is full.",
  ],
  "head-written-again": [{}, "nobody", "The audit log's seal was written outside the vault again."],
  "signing-key-changed": [
    { publicKey: "key", secret: null },
    "joan",
    "This workstation signs the audit log with a new key from here on.",
  ],
  "workstation-added": [
    { workstation: "w", name: "Front desk", publicKey: "key", from: null },
    "joan",
    "Joan Price added the workstation Front desk.",
  ],
  "workstation-removed": [
    { workstation: "w", name: "Front desk", acceptedUpTo: 12, reason: "stolen" },
    "joan",
    "Joan Price removed the workstation Front desk. Reason: stolen.",
  ],
  "practice-keys-kept": [
    {},
    "nobody",
    "The practice’s keys were put away, so that a new vault key leaves them as they are.",
  ],
  "conflict-found": [
    {
      conflict: {
        ...{ id: "c", what: "role", account: "marcus", inForce: "member" },
        sides: [
          { workstation: "a", seq: 3, at: 0, actor: "joan", value: "support" },
          { workstation: "b", seq: 4, at: 0, actor: null, value: "member" },
        ],
      },
    },
    "nobody",
    "Wardkey found a conflict: Marcus Webb's role was changed at two workstations. Recorded by somebody at another workstation, Dec 31, 1969, 6:00 PM; by Wardkey at another workstation, Dec 31, 1969, 6:00 PM. Until it is settled, the role is member.",
    "Wardkey found a conflict: Your role was changed at two workstations. Recorded by somebody at another workstation, Dec 31, 1969, 6:00 PM; by Wardkey at another workstation, Dec 31, 1969, 6:00 PM. Until it is settled, the role is member.",
  ],
  "conflict-settled": [
    { conflict: "c", what: "settings", field: "idleMinutes", by: null, reason: "as agreed" },
    "joan",
    "Joan Price settled the conflict about the setting “Locks when idle”: what was in force stays. Reason: as agreed.",
  ],
  "tables-rebuilt": [
    { evidence: "evidence-20261102090000.db" },
    "nobody",
    "Wardkey rebuilt the stored records from the audit log. The file as it was found is kept as evidence-20261102090000.db.",
  ],
  "secrets-revoked": [
    { secrets: ["a"] },
    "nobody",
    "Wardkey revoked a secret of Marcus Webb's account: the stored bytes had been changed.",
    "Wardkey revoked a secret of your account: the stored bytes had been changed.",
  ],
  "restore-tested": [
    { file: "wardkey-2026-11-30-0200-aaaaaaaa.age", problem: null, tookMs: 5200 },
    "joan",
    "Joan Price tested a restore with wardkey-2026-11-30-0200-aaaaaaaa.age. Everything came back.",
  ],
  "vault-restored": [
    {
      from: { workstation: "w", seq: 900, hash: "h" },
      known: [{ workstation: "w", seq: 1284, hash: "g" }],
      lost: [{ workstation: "w", seq: 1284, hash: "g" }],
      brought: 0,
      kept: null,
      backup: { madeAt: Date.UTC(2027, 2, 5, 20, 30), computer: "front-desk", kit: 2 },
    },
    "nobody",
    "The backup of Mar 5, 2027, 2:30 PM was restored with kit no. 2. Newer entries are known to be missing.",
  ],
  "vault-confirmed": [
    { because: "head-missing", by: "recovery-kit", with: null },
    "joan",
    "Joan Price confirmed the vault with the recovery kit, after the seal that is kept outside the vault was missing.",
  ],
  "account-held": [
    { steps: {} },
    "nobody",
    "Marcus Webb's account was closed until somebody confirms it. Its codes from before the restore are void.",
    "Your account was closed until somebody confirms it. Its codes from before the restore are void.",
  ],
  "account-confirmed": [
    { by: "manager", reason: null },
    "joan",
    "Joan Price confirmed Marcus Webb's account after the restore.",
    "Joan Price confirmed your account after the restore.",
  ],
  "trouble-found": [
    { what: "tables-differ", account: "x" },
    "nobody",
    "Wardkey found that stored records do not match the audit log: this concerns Marcus Webb.",
    "Wardkey found that stored records do not match the audit log: this concerns you.",
  ],

  "account-created": [
    { ...facts, role: "support", twoFactorId: "412345678", import: null },
    "joan",
    "Joan Price added Marcus Webb: staff member, support.",
    "Joan Price added you: staff member, support.",
  ],
  "account-edited": [
    { before: facts, after: facts, reason },
    "joan",
    "Joan Price changed Marcus Webb's profile. Reason: new phone.",
    "Joan Price changed your profile. Reason: new phone.",
  ],
  "role-changed": [
    { before: "member", after: "auditor", reason },
    "joan",
    "Joan Price changed Marcus Webb's role from member to auditor. Reason: new phone.",
    "Joan Price changed your role from member to auditor. Reason: new phone.",
  ],
  "account-deactivated": [
    { reason },
    "joan",
    "Joan Price deactivated Marcus Webb's account. Reason: new phone.",
    "Joan Price deactivated your account. Reason: new phone.",
  ],
  "account-reactivated": [
    { reason },
    "joan",
    "Joan Price reactivated Marcus Webb's account. Reason: new phone.",
    "Joan Price reactivated your account. Reason: new phone.",
  ],
  "email-lifted": [
    { email: "marcus@old.example", emailKey: "marcus@old.example", to: null, reason },
    "joan",
    "Joan Price let another account have marcus@old.example, with which Marcus Webb signed in. Reason: new phone.",
    "Joan Price let another account have marcus@old.example, with which you signed in. Reason: new phone.",
  ],
  "account-unlocked": [
    { reason },
    "joan",
    "Joan Price unlocked Marcus Webb's account. Reason: new phone.",
    "Joan Price unlocked your account. Reason: new phone.",
  ],
  "act-refused": [
    { act: "resetTwoFactor", because: "second-manager" },
    "joan",
    "Joan Price tried to reset 2-factor for Marcus Webb. It was refused: it needs a second manager.",
    "Joan Price tried to reset 2-factor for you. It was refused: it needs a second manager.",
  ],

  "setup-code-issued": [
    { ...code, expiresAt: MONDAY, for: "password", reason: null },
    "joan",
    "Joan Price gave Marcus Webb a setup code.",
    "Joan Price gave you a setup code.",
  ],
  "setup-code-claimed": [
    { code: "c", for: "password" },
    "marcus",
    "Marcus Webb used a setup code to choose a password.",
    "You used a setup code to choose a password.",
  ],
  "setup-code-revoked": [
    { code: "c", because: "not-printed" },
    "nobody",
    "The setup code for Marcus Webb was made void: its sheet was not printed.",
    "The setup code for you was made void: its sheet was not printed.",
  ],
  "bypass-code-issued": [
    { ...code, expiresAt: MONDAY, signIns: 3, reason },
    "joan",
    "Joan Price gave Marcus Webb a bypass code for 3 sign-ins. Reason: new phone.",
    "Joan Price gave you a bypass code for 3 sign-ins. Reason: new phone.",
  ],
  "recovery-codes-made": [
    { codes: [code, code] },
    "marcus",
    "Marcus Webb made 2 new recovery codes.",
    "You made 2 new recovery codes.",
  ],
  "recovery-codes-stored": [
    {},
    "marcus",
    "Marcus Webb stored their recovery codes.",
    "You stored your recovery codes.",
  ],
  "recovery-kit-used": [
    { factors: [{ factor: "recovery-code", code: "c" }] },
    "nobody",
    "Marcus Webb got back in with the recovery kit and a recovery code.",
    "You got back in with the recovery kit and a recovery code.",
  ],

  "password-set": [
    { secret: "s", by: "change", fitsManager: true },
    "marcus",
    "Marcus Webb changed their password.",
    "You changed your password.",
  ],

  "two-factor-started": [
    {},
    "joan",
    "Joan Price started 2-factor for Marcus Webb.",
    "Joan Price started 2-factor for you.",
  ],
  "two-factor-enabled": [
    { method: "text" },
    "marcus",
    "Marcus Webb turned 2-factor on, with tokens by text message.",
    "You turned 2-factor on, with tokens by text message.",
  ],
  "two-factor-disabled": [{}, "marcus", "Marcus Webb turned 2-factor off.", "You turned 2-factor off."],
  "two-factor-reset": [
    { cause: "lost-or-stolen", reason },
    "joan",
    "Joan Price reset 2-factor for Marcus Webb: phone lost or stolen. Reason: new phone.",
    "Joan Price reset 2-factor for you: phone lost or stolen. Reason: new phone.",
  ],
  "text-messages-chosen": [
    {},
    "marcus",
    "Marcus Webb went back to tokens by text message.",
    "You went back to tokens by text message.",
  ],
  "phone-confirmed": [
    { cellPhone: "+14155552671", channel: "call", code: "c" },
    "marcus",
    "Marcus Webb confirmed the number ending in 2671 by phone call.",
    "You confirmed the number ending in 2671 by phone call.",
  ],
  "authenticator-offered": [
    { authenticator: "a", secret: "s", digits: 7, expiresAt: MONDAY, sameAs: null },
    "marcus",
    "Marcus Webb began to set up an authenticator app.",
    "You began to set up an authenticator app.",
  ],
  "authenticator-withdrawn": [
    { authenticator: "a" },
    "marcus",
    "Marcus Webb ended the setup of an authenticator app before it was finished.",
    "You ended the setup of an authenticator app before it was finished.",
  ],
  "sealed-key-issued": [
    { authenticator: "a", secret: "s", digits: 7, expiresAt: MONDAY },
    "joan",
    "Joan Price had a key printed for Marcus Webb, on a sealed enrollment sheet.",
    "Joan Price had a key printed for you, on a sealed enrollment sheet.",
  ],
  "sealed-key-used": [
    { authenticator: "a" },
    "marcus",
    "Marcus Webb used the key on a sealed enrollment sheet. It was revoked for good, and a new one made.",
    "You used the key on a sealed enrollment sheet. It was revoked for good, and a new one made.",
  ],
  "authenticator-enabled": [
    { authenticator: "a", digits: 6, step: 1, drift: 0, phoneVerified: false },
    "marcus",
    "Marcus Webb set up an authenticator app with 6 digits. The phone number was not verified.",
    "You set up an authenticator app with 6 digits. The phone number was not verified.",
  ],
  "authenticator-revoked": [
    { authenticator: "a", cause: "too-many-failures" },
    "nobody",
    "Marcus Webb's authenticator app was revoked for good: too many wrong tokens.",
    "Your authenticator app was revoked for good: too many wrong tokens.",
  ],

  "token-issued": [
    { ...code, use: "text-token", channel: "text", cellPhone: "+14155552671", expiresAt: null },
    "marcus",
    "A token was made for Marcus Webb, to go by text message to the number ending in 2671.",
    "A token was made for you, to go by text message to the number ending in 2671.",
  ],
  "token-delivered": [
    { code: "c" },
    "nobody",
    "The gateway took the message for Marcus Webb.",
    "The gateway took the message for you.",
  ],
  "token-not-delivered": [
    { code: "c", reason: "unreachable" },
    "nobody",
    "The message for Marcus Webb did not go out: The gateway could not be reached. Check the network and the gateway's address.",
    "The message for you did not go out: The gateway could not be reached. Check the network and the gateway's address.",
  ],

  "attempt-refused": [
    { factor: "app", during: "sign-in", cause: "used", inARow: 3, counts, authenticator: null, hint: null },
    "nobody",
    "At sign-in, an authenticator token that had been used was typed for Marcus Webb's account: failure 3 in a row.",
    "At sign-in, an authenticator token that had been used was typed for your account: failure 3 in a row.",
  ],
  "account-locked": [
    { until: MONDAY + 60_000, factor: "app", during: "sign-in" },
    "nobody",
    "Marcus Webb's account was locked until Nov 2, 2026, 3:01 AM.",
    "Your account was locked until Nov 2, 2026, 3:01 AM.",
  ],
  "stranger-refused": [
    { stranger: "digest", failures },
    "nobody",
    "Somebody tried to sign in with an e-mail that belongs to nobody: failure 3 in a row.",
  ],
  "guesses-summed": [
    {
      ...{ from: MONDAY, to: MONDAY + 58_000, refused: 46 },
      points: [
        { point: "windows", unknown: 5, newNames: 2, locked: 1 },
        { point: "app:vpn", unknown: 40, newNames: 40, locked: 0 },
      ],
    },
    "nobody",
    "From Nov 2, 2026, 3:00 AM to Nov 2, 2026, 3:00 AM: 45 attempts with e-mails that belong to nobody (42 for the first time), 1 attempt while sign-in was locked.",
  ],
  "signed-in": [
    { factors: [{ factor: "password" }, { factor: "app", authenticator: "a", step: 1, drift: 0 }] },
    "marcus",
    "Marcus Webb signed in with password and authenticator token.",
    "You signed in with password and authenticator token.",
  ],
  "proof-accepted": [
    { factors: [{ factor: "password" }, { factor: "bypass-code", code: "c" }], act: "unlockAccount" },
    "marcus",
    "Marcus Webb typed password and bypass code to unlock somebody's account.",
    "You typed password and bypass code to unlock somebody's account.",
  ],
  "signed-out": [{}, "marcus", "Marcus Webb signed out.", "You signed out."],
  "session-ended": [
    { cause: "too-long" },
    "nobody",
    "Marcus Webb's session ended because it had lasted long enough.",
    "Your session ended because it had lasted long enough.",
  ],
  "session-locked": [{ cause: "person" }, "marcus", "Marcus Webb locked their session.", "You locked your session."],
  "session-unlocked": [{}, "marcus", "Marcus Webb unlocked their session.", "You unlocked your session."],
  "sign-in-remembered": [
    { code: "c", secret: "s", expiresAt: MONDAY + 60_000, after: null },
    "marcus",
    "This workstation is remembered for Marcus Webb until Nov 2, 2026, 3:01 AM.",
    "This workstation is remembered for you until Nov 2, 2026, 3:01 AM.",
  ],
  "remembered-sign-in-forgotten": [
    { because: "manager", reason: "new owner" },
    "joan",
    "Joan Price had this workstation forgotten for Marcus Webb. Reason: new owner.",
    "Joan Price had this workstation forgotten for you. Reason: new owner.",
  ],

  "policy-changed": [
    { before: [], after: [rule], reason: "insurer" },
    "joan",
    "Joan Price changed the 2FA policy. Reason: insurer.",
  ],
  "exemption-granted": [
    { untilOn: "2026-11-02", untilAt: MONDAY, reason: "on leave" },
    "joan",
    "Joan Price let Marcus Webb off the 2FA policy through Nov 2, 2026. Reason: on leave.",
    "Joan Price let you off the 2FA policy through Nov 2, 2026. Reason: on leave.",
  ],
  "exemption-ended": [
    { reason: "back" },
    "joan",
    "Joan Price ended Marcus Webb's exemption. Reason: back.",
    "Joan Price ended your exemption. Reason: back.",
  ],
  "approval-asked": [
    {
      approval: "a",
      act: "changeRole",
      parameters: '{"account":"m","reason":"on leave","role":"member"}',
      digest: "d",
      proceedsAt: MONDAY + 60_000,
      endsAt: MONDAY,
    },
    "joan",
    "Joan Price asked for a second manager to change Marcus Webb's role to member. Without an answer it may be done from Nov 2, 2026, 3:01 AM. Reason: on leave.",
    "Joan Price asked for a second manager to change your role to member. Without an answer it may be done from Nov 2, 2026, 3:01 AM. Reason: on leave.",
  ],
  "approval-given": [
    { approval: "a", until: MONDAY + 60_000 },
    "joan",
    "Joan Price approved it as second manager, until Nov 2, 2026, 3:01 AM.",
  ],
  "approval-declined": [
    { approval: "a", reason: "not now" },
    "joan",
    "Joan Price objected to what was asked for, or withdrew it. Reason: not now.",
  ],
  "approval-used": [
    { approval: "a", by: "waiting" },
    "joan",
    "Joan Price went on without a second manager: nobody had answered while everybody could see it.",
  ],
  "people-imported": [
    { import: "i", file: "staff.csv", created: 12, updated: 3, skipped: 1200 },
    "joan",
    "Joan Price imported staff.csv: 12 added, 3 changed, 1,200 skipped.",
  ],
  "import-undone": [
    { import: "i", deactivated: 12, restored: 3, skipped: 1 },
    "joan",
    "Joan Price undid an import: 12 deactivated, 3 changed back, 1 left alone.",
  ],
  "people-deactivated": [
    { count: 12, skipped: 2, reason: "closed" },
    "joan",
    "Joan Price deactivated 12 people. 2 left out. Reason: closed.",
  ],
  "people-reminded": [{ count: 1, skipped: 0 }, "joan", "Joan Price reminded 1 person by text message."],
  "reminder-queued": [
    { message: "m", cellPhone: "+14155552671" },
    "joan",
    "A reminder for Marcus Webb was queued, to the number ending in 2671.",
    "A reminder for you was queued, to the number ending in 2671.",
  ],
  "reminder-delivered": [
    { message: "m" },
    "nobody",
    "The gateway took the reminder for Marcus Webb.",
    "The gateway took the reminder for you.",
  ],
  "reminder-not-delivered": [
    { message: "m", reason: "timed-out" },
    "nobody",
    "The reminder for Marcus Webb did not go out: The gateway did not answer in time.",
    "The reminder for you did not go out: The gateway did not answer in time.",
  ],
  "enrollment-sheets-made": [
    { count: 3, skipped: 1, to: "printer", sealed: false },
    "joan",
    "Joan Price printed enrollment sheets for 3 people. 1 left out.",
  ],
  "people-exported": [
    { count: 42, to: "csv", filter: { accountType: null }, columns: ["name"] },
    "joan",
    "Joan Price exported the list of 42 people and saved it as CSV.",
  ],
  "report-exported": [
    { report: "coverage", to: "pdf", fromOn: "2026-08-01", toOn: "2026-11-02", accountType: null, role: null },
    "joan",
    "Joan Price exported the report “Coverage over time” and saved it as PDF.",
  ],
  "evidence-kept": [
    { evidence: "evidence-20261102090000.db" },
    "joan",
    "Joan Price kept the vault’s file as evidence: evidence-20261102090000.db.",
  ],
  "vault-checked": [
    { by: "schedule", result: "intact", entries: 12_408 },
    "joan",
    "The weekly full check of the vault found no tampering: 12,408 entries.",
  ],
  "sign-off-sheet-made": [
    { to: "printer", headHash: "h", headSeq: 1204 },
    "joan",
    "Joan Price made a sign-off sheet up to entry 1,204 and printed it.",
  ],
  "evidence-pack-made": [
    {
      to: "printer",
      fromOn: "2026-08-01",
      toOn: "2026-11-02",
      accountType: null,
      role: null,
      headHash: "h",
      headSeq: 1,
    },
    "joan",
    "Joan Price made the evidence pack for 2026-08-01 to 2026-11-02 and printed it.",
  ],

  "help-asked": [
    { about: "token" },
    "nobody",
    "Somebody at the sign-in asked support for help with the token, as Marcus Webb.",
    "Somebody at the sign-in asked support for help with the token, as you.",
  ],
  "help-closed": [
    {},
    "joan",
    "Joan Price took Marcus Webb's request for help off the list.",
    "Joan Price took your request for help off the list.",
  ],
  "identity-proven": [
    { act: "resetTwoFactor", identity: { kind: "photo-id", reference: "Staff badge 4471" } },
    "joan",
    "Joan Price made sure who asked, to reset 2-factor for Marcus Webb: seen in person with a photo ID (Staff badge 4471).",
    "Joan Price made sure who asked, to reset 2-factor for you: seen in person with a photo ID (Staff badge 4471).",
  ],
  "identity-vouched": [
    { vouching: "v", helper: "h", act: "unlockAccount", digest: "d", until: MONDAY + 60_000 },
    "joan",
    "Joan Price vouched for who asked, to unlock Marcus Webb's account, until Nov 2, 2026, 3:01 AM.",
    "Joan Price vouched for who asked, to unlock your account, until Nov 2, 2026, 3:01 AM.",
  ],
  "number-confirmed": [
    { cellPhone: "+14155552671", inPerson: true, complete: false, reason },
    "joan",
    "Joan Price confirmed Marcus Webb's number ending in 2671 in person. It takes another person. Reason: new phone.",
    "Joan Price confirmed your number ending in 2671 in person. It takes another person. Reason: new phone.",
  ],
  "notice-queued": [
    { message: "m", about: "phone-replaced", cellPhone: "+14155552671" },
    "joan",
    "A message that tells Marcus Webb of it was queued, to the number ending in 2671.",
    "A message that tells you of it was queued, to the number ending in 2671.",
  ],
  "notice-delivered": [
    { message: "m" },
    "nobody",
    "The gateway took the message that tells Marcus Webb of it.",
    "The gateway took the message that tells you of it.",
  ],
  "notice-not-delivered": [
    { message: "m", reason: "expired" },
    "nobody",
    "The message that tells Marcus Webb of it did not go out: there was no chance to send it within seven days.",
    "The message that tells you of it did not go out: there was no chance to send it within seven days.",
  ],

  "recovery-code-replaced": [
    { ...code, replaces: "c2" },
    "marcus",
    "Marcus Webb got a new recovery code in place of a used one.",
    "You got a new recovery code in place of a used one.",
  ],
  "backup-password-set": [
    { secret: "s" },
    "marcus",
    "Marcus Webb set a backup password.",
    "You set a backup password.",
  ],
  "backup-password-skipped": [
    {},
    "marcus",
    "Marcus Webb went on without a backup password.",
    "You went on without a backup password.",
  ],
  "backup-password-removed": [
    {},
    "marcus",
    "Marcus Webb's backup password was removed.",
    "Your backup password was removed.",
  ],
  "phone-replaced": [
    { cause: "lost-or-stolen", reason },
    "joan",
    "Joan Price took Marcus Webb's old phone out of use: lost or stolen. Reason: new phone.",
    "Joan Price took your old phone out of use: lost or stolen. Reason: new phone.",
  ],
  "recovery-proven": [
    { proof: "backup-password" },
    "nobody",
    "Somebody on the way back without the phone, as Marcus Webb, proved one thing: backup password.",
    "Somebody on the way back without the phone, as you, proved one thing: backup password.",
  ],
  "phone-recovered": [
    { how: "new-phone", factors: [{ factor: "backup-password" }] },
    "marcus",
    "Marcus Webb began to bring in a new phone. Their old one works until the new one does.",
    "You began to bring in a new phone. Your old one works until the new one does.",
  ],
  "text-fallback-given": [
    { reason },
    "joan",
    "Joan Price let Marcus Webb fall back to tokens by text message. Reason: new phone.",
    "Joan Price let you fall back to tokens by text message. Reason: new phone.",
  ],
  "authenticator-resynced": [
    { authenticator: "a", step: 1, drift: 4 },
    "marcus",
    "What is known of Marcus Webb's phone's clock was set right by two codes, one after the other.",
    "What is known of your phone's clock was set right by two codes, one after the other.",
  ],

  "clock-trouble": [
    { is: "workstation-off", byMs: 270_000 },
    "nobody",
    "Several phones agree that this computer's clock is 4 min 30 s fast.",
  ],
  "clock-corrected": [
    { before: 0, after: -240_000, where: "settings", with: null, reason: "The battery is empty" },
    "joan",
    "Joan Price corrected the clock in the settings: it had been 4 min fast. Reason: The battery is empty.",
  ],

  "deadlines-moved": [
    { from: 2, to: 1, rightUntil: null },
    "marcus",
    "Marcus Webb's codes, locks and deadlines were moved along with the corrected clock.",
    "Your codes, locks and deadlines were moved along with the corrected clock.",
  ],

  "emergency-half-made": [
    {
      ...{ ...code, emergencyCodes: "e", number: 3, half: "second" },
      ...{ endsOn: "2027-05-01", expiresAt: MONDAY, to: "printer" },
    },
    "joan",
    "Joan Price printed the second half of emergency codes 3, good until 2027-05-01.",
  ],
  "emergency-codes-voided": [
    { emergencyCodes: "e", because: "manager", reason: "Found open" },
    "joan",
    "Joan Price voided the emergency codes. Reason: Found open.",
  ],
  "emergency-codes-opened": [
    { emergencyCodes: "e", number: 3, for: "emergency-access" },
    "joan",
    "Joan Price used emergency codes 3 for emergency access. They are used up.",
  ],
  "emergency-access-opened": [
    { access: "o", emergencyCodes: "e", number: 3, until: MONDAY + 60_000, reason: "Nobody else is here" },
    "marcus",
    "Marcus Webb opened emergency access, until Nov 2, 2026, 3:01 AM. Reason: Nobody else is here.",
    "You opened emergency access, until Nov 2, 2026, 3:01 AM. Reason: Nobody else is here.",
  ],
  "emergency-access-reviewed": [
    { access: "o", note: "All as it should be." },
    "joan",
    "Joan Price reviewed Marcus Webb's emergency access: All as it should be.",
    "Joan Price reviewed your emergency access: All as it should be.",
  ],
  "manager-recovery-asked": [
    { recovery: "r", emergencyCodes: "e", proceedsAt: MONDAY + 60_000, endsAt: MONDAY, reason: "Lost everything" },
    "nobody",
    "Somebody with the recovery kit and the emergency codes asked for manager recovery for Marcus Webb. It may be done from Nov 2, 2026, 3:01 AM. Reason: Lost everything.",
    "Somebody with the recovery kit and the emergency codes asked for manager recovery for you. It may be done from Nov 2, 2026, 3:01 AM. Reason: Lost everything.",
  ],
  "manager-recovery-shown": [
    { recovery: "r", forMs: 1_800_000 },
    "nobody",
    "Wardkey was open for another 30 minutes, and showed that somebody asked for manager recovery for Marcus Webb.",
    "Wardkey was open for another 30 minutes, and showed that somebody asked for manager recovery for you.",
  ],
  "notices-shown": [
    { forMs: 1_800_000 },
    "nobody",
    "Wardkey was open for another 30 minutes, and showed what goes ahead without an answer on every screen.",
  ],
  "manager-recovery-stopped": [
    { recovery: "r", reason: "It was not them" },
    "joan",
    "Joan Price stopped manager recovery for Marcus Webb. Reason: It was not them.",
    "Joan Price stopped manager recovery for you. Reason: It was not them.",
  ],
  "manager-recovery-finished": [
    { recovery: "r" },
    "nobody",
    "With the recovery kit and the emergency codes, Marcus Webb got back in by manager recovery.",
    "With the recovery kit and the emergency codes, you got back in by manager recovery.",
  ],
};

describe("an entry is told in one sentence:", () => {
  const kinds = Object.keys(notified) as EventKind[];
  test.each(kinds)("%s", (kind) => {
    const [data, actor, everybody, himself = everybody] = notified[kind];
    const one = entry(kind, data, actor);
    expect(toEntryView(context, one).sentence.replace(/\s/g, " ")).toBe(everybody);
    expect(toEntryView(context, one, marcus.id).sentence.replace(/\s/g, " ")).toBe(himself);
  });
});

describe("the sentence", () => {
  const said = (one: Entry, reader?: string) => toEntryView(context, one, reader).sentence;

  test("says you of a reader who acted", () => {
    const one = entry("two-factor-reset", { cause: "other", reason }, "joan");
    expect(said(one, context.manager.id)).toBe("You reset 2-factor for Marcus Webb: other cause. Reason: new phone.");
  });

  test("says their of whoever did it to their own account", () => {
    const edited = entry("account-edited", { before: facts, after: facts, reason: null }, "marcus");
    expect(said(edited)).toBe("Marcus Webb changed their profile.");
    const refused = entry("act-refused", { act: "deactivatePerson", because: "own-account" }, "marcus");
    expect(said(refused)).toBe(
      "Marcus Webb tried to deactivate their account. It was refused: nobody does this to their own account.",
    );
    const bypass = entry("act-refused", { act: "issueBypassCode", because: "own-account" }, "marcus");
    expect(said(bypass)).toContain("give themselves a bypass code");
    expect(said(bypass, marcus.id)).toContain("You tried to give yourself a bypass code");
  });

  test("says why an account was locked where no workstation alone had seen enough", () => {
    const data = { until: null, factor: "app", during: "sign-in", together: true } as const;
    expect(toEntryView(context, entry("account-locked", data, "nobody")).sentence).toBe(
      "Marcus Webb's account was locked until somebody unlocks it: too many failures at several workstations together.",
    );
  });

  test("says what older entries name that nobody can do any more", () => {
    const refused = entry("act-refused", { act: "stopManagerRecovery", because: "role" } as never, "marcus");
    expect(said(refused)).toContain("Marcus Webb tried to stop manager recovery.");
  });

  test("names people as they are called today, and isolates names that are written from the right", () => {
    const sara = addAccount(context, { name: "שרה כהן", email: "sara@x.example" });
    const one = { ...entry("signed-out", {}, "marcus"), actor: sara.id, subject: sara.id };
    expect(said(one)).toBe("\u2068שרה כהן\u2069 signed out.");
    expect(toEntryView(context, one).actor).toEqual({ id: sara.id, name: "שרה כהן" });
  });

  test("leaves a name that begins small as it is", () => {
    const youri = addAccount(context, { name: "youri de vries", email: "y@x.example" });
    expect(said({ ...entry("signed-out", {}, "marcus"), subject: youri.id })).toBe("youri de vries signed out.");
  });
});

describe("what an entry changed", () => {
  const changes = (one: Entry) => toEntryView(context, one).changes;

  test("of a profile is named as the profile names it; the e-mail's key is not shown", () => {
    const after = {
      ...facts,
      email: "n@x.example",
      emailKey: "n@x.example",
      cellPhone: "+14155552671",
      accountType: "provider",
    } as const;
    expect(changes(entry("account-edited", { before: facts, after, reason: null }, "joan"))).toEqual([
      { what: "E-mail", before: "m@x.example", after: "n@x.example" },
      { what: "Cell phone", before: "none", after: "+14155552671" },
      { what: "Account type", before: "Staff member", after: "Provider" },
    ]);
  });

  test("of the settings, never included", () => {
    const after = {
      ...settings,
      name: "South",
      region: "DE",
      stillStuck: "12",
      textTokenMinutes: "never",
      idleMinutes: 1,
    } as const;
    expect(changes(entry("settings-changed", { before: settings, after }, "joan", "nobody"))).toEqual([
      { what: "Practice name", before: "Northside", after: "South" },
      { what: "Country", before: "United States", after: "Germany" },
      { what: "Still stuck? Call", before: "none", after: "12" },
      { what: "Text-message tokens expire", before: "after 10 minutes", after: "never" },
      { what: "Locks when idle", before: "after 10 minutes", after: "after 1 minute" },
    ]);
  });

  test("of the gateway, set up and removed, without its token", () => {
    const added = changes(
      entry("gateway-changed", { before: null, after: { ...gateway, secret: "s" } }, "joan", "nobody"),
    );
    expect(added).toEqual([
      { what: "Gateway address", before: "none", after: "https://gateway.example" },
      { what: "Account SID", before: "none", after: "AC1" },
      { what: "Sender", before: "none", after: "+14155550100" },
    ]);
    const removed = changes(entry("gateway-changed", { before: gateway, after: null }, "joan", "nobody"));
    expect(removed.map(({ after }) => after)).toEqual(["none", "none", "none"]);
  });

  test("of a role", () => {
    const one = entry("role-changed", { before: "member", after: "manager", reason }, "joan");
    expect(changes(one)).toEqual([{ what: "Role", before: "Member", after: "Practice manager" }]);
  });
});
