import { lived, type SomeKinds } from "./cast";

/** What the practice itself records: its settings, its vault and its policy. */
export const practiceKinds = {
  "practice-created": lived,
  "recovery-kit-made": lived,
  "recovery-kit-confirmed": lived,
  "recovery-kit-dropped": ({ id }) => [[null, null, { kit: id("dropped") }]],
  "practice-setup-finished": lived,
  "signing-key-changed": lived,
  "vault-closed": lived,
  exchanged: () => [[null, null, { seen: {} }]],

  "settings-changed": ({ account, settings }) => {
    const { textForApp: _said, ...before } = settings();
    const called = { ...before, stillStuck: "Call the front desk: 415-555-0100", rememberDays: 14, idleMinutes: 15 };
    return [
      [null, account("Joan"), { before, after: called }],
      [null, account("Joan"), { before: called, after: { ...called, textForApp: true } }],
    ];
  },
  "gateway-changed": ({ account, secret }) => {
    const facts = { baseUrl: "https://gateway.example", accountSid: "AC1", sender: "+14155550100" };
    const [second, third] = [secret("second gateway", null, "gateway-token"), secret("gateway", null, "gateway-token")];
    const changed = { ...facts, sender: "+14155550199" };
    return [
      [null, account("Joan"), { before: facts, after: { ...changed, secret: second.id } }, { secrets: [second] }],
      [null, account("Joan"), { before: changed, after: null }],
      [null, account("Ruth"), { before: null, after: { ...facts, secret: third.id } }, { secrets: [third] }],
    ];
  },
  "delivery-tested": ({ account }) => [
    [null, account("Joan"), { channel: "text", failure: null }],
    [null, account("Joan"), { channel: "call", failure: "unreachable" }],
  ],
  "vault-opened": () => [
    [null, null, { by: "key-store", from: "here" }],
    [null, null, { by: "recovery-key", from: "elsewhere", wrongTries: 2 }],
    [null, null, { by: "passphrase", from: "here", wrongTries: 1, seals: true }],
  ],
  "audit-log-exported": ({ account }) => {
    const filter = { person: null, group: null, from: null, to: null };
    const ofAna = {
      person: account("Ana").id,
      group: "sign-in",
      from: Date.UTC(2026, 10, 2),
      to: Date.UTC(2026, 11, 1),
    };
    return [
      [null, account("Ingrid"), { count: 214, format: "csv", filter, reason: "yearly audit" }],
      [null, account("Joan"), { count: 1, format: "json", filter: ofAna, reason: "asked by Ana", alone: true }],
      [null, account("Joan"), { count: 230, format: "json", filter, reason: "insurer", alone: false }],
    ];
  },
  "policy-changed": ({ account }) => {
    const rule = { fromOn: "2027-01-04", fromAt: Date.UTC(2027, 0, 4, 6), graceDays: 14 };
    const everyone = { ...rule, id: "rule-1", applies: { to: "everyone" }, methods: "app-and-text" } as const;
    const rules = [
      everyone,
      { ...rule, id: "rule-2", applies: { to: "account-type", accountType: "provider" }, methods: "app-only" },
      { ...rule, id: "rule-3", applies: { to: "role", role: "manager" }, methods: "app-only", graceDays: 0 },
      { ...rule, id: "rule-4", applies: { to: "people", people: [account("Ana").id] }, methods: "app-only" },
    ] as const;
    return [
      [null, account("Joan"), { before: [], after: [everyone], reason: "the insurer asks for it" }],
      [null, account("Joan"), { before: [everyone], after: rules, reason: "providers first" }],
    ];
  },
  "trouble-found": ({ account }) => [
    [null, null, { what: "ledger-cut", account: null }],
    [null, null, { what: "ledger-changed", account: null }],
    [account("Oscar"), null, { what: "tables-differ", account: account("Oscar").id }],
  ],
  "head-not-written": () => [
    [null, null, { because: "disk-full" }],
    [null, null, { because: "key-store" }],
  ],
  "head-written-again": () => [[null, null, {}]],
  "workstation-added": ({ account, id }) => [
    [null, account("Joan"), { workstation: id("front desk"), name: "Front desk", publicKey: "its key", from: null }],
  ],
  "workstation-removed": ({ account, id }) => [
    [
      null,
      account("Joan"),
      { workstation: id("front desk"), name: "Front desk", acceptedUpTo: 0, reason: "it was stolen" },
    ],
  ],
  "practice-keys-kept": () => [[null, null, {}]],
  "tables-rebuilt": () => [[null, null, { evidence: "vault-as-found-2026-11-20.db" }]],
  "vault-confirmed": ({ account }) => [
    [null, account("Joan"), { because: "tables-differ", by: "second-manager", with: account("Ruth").id }],
    [
      null,
      account("Joan"),
      { because: "head-missing", by: "recovery-kit", with: null, held: { accounts: 14, backupMadeAt: null } },
    ],
  ],
} satisfies SomeKinds;
