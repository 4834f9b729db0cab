import { lived, type SomeKinds } from "./cast";

const FILE = "wardkey-2026-11-30-0200-aaaaaaaa.age";

/** What is recorded of backups, and of the keys that they take. */
export const backupKinds = {
  "practice-key-made": lived,
  "key-change-begun": ({ account, id }) => [
    [null, account("Joan"), { change: id("passphrase"), what: "passphrase", leadsTo: "ab".repeat(32) }],
    [null, account("Joan"), { change: id("key"), what: "vault-key", leadsTo: "cd".repeat(16) }],
  ],
  "key-change-ended": ({ id }) => [
    [null, null, { change: id("passphrase"), what: "passphrase", because: null }],
    [null, null, { change: id("key"), what: "vault-key", because: "interrupted" }],
  ],
  "backup-folder-added": ({ account, id }) => [
    [null, account("Joan"), { folder: id("stick"), path: "E:\\" }],
    [null, account("Joan"), { folder: id("share"), path: "\\\\files\\wardkey" }],
  ],
  "backup-folder-removed": ({ account, id }) => [[null, account("Joan"), { folder: id("stick") }]],
  "backup-generations-changed": ({ account }) => {
    const before = { daily: 7, weekly: 5, monthly: 12 };
    return [[null, account("Joan"), { before, after: { daily: 14, weekly: 8, monthly: 24 } }]];
  },
  "backups-late": () => [
    [null, null, { since: null }],
    [null, null, { since: Date.UTC(2026, 10, 20) }],
  ],
  "backup-made": ({ account, id }) => [
    [null, account("Joan"), { folder: id("share"), file: FILE, bytes: 90_000, entries: 300, people: 5, kit: 1 }],
  ],
  "vault-restored": ({ newest, id }) => {
    const { workstation, seq, hash } = newest("account-created");
    const from = { workstation, seq, hash };
    const backup = { madeAt: Date.UTC(2026, 10, 20), computer: "front-desk", kit: 1 };
    return [
      [null, null, { from, known: [], lost: [], brought: 0, kept: null, backup }],
      [null, null, { from, known: [from], lost: [], brought: 12, kept: id("beside"), backup }],
    ];
  },
  "restore-tested": ({ account }) => [
    [null, account("Joan"), { file: FILE, problem: null, tookMs: 5200 }],
    [null, account("Ruth"), { file: FILE, problem: "incomplete", tookMs: null }],
  ],
  "backup-failed": ({ id }) => [
    [null, null, { folder: id("share"), because: "vanished" }],
    [null, null, { folder: null, because: "disk-full" }],
  ],
} satisfies SomeKinds;
