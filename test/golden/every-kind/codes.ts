import type { CodeIssued, EventData } from "../../../src/main/core/domain/events";
import type { Account } from "../../../src/main/core/store/accounts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type Recorded, type SomeKinds } from "./cast";

/** Codes and passwords, tokens by text and call. */
export const codeKinds = {
  "setup-code-issued": ({ account, code, now }) => {
    const [tom, mia, priya] = [account("Tom"), account("Mia"), account("Priya")];
    const [first, password, phone, lost] = [
      code("Priya's setup code", priya, "setup-code"),
      code("Mia's setup code", mia, "setup-code"),
      code("Tom's setup code", tom, "setup-code"),
      code("setup code on a lost sheet", account("Walter"), "setup-code"),
    ];
    const expiresAt = now() + 7 * DAY_MS;
    return [
      [
        priya,
        account("Joan"),
        { ...first.issued, expiresAt, for: "password", reason: "back again" },
        { secrets: [first.secret] },
      ],
      [
        mia,
        account("Joan"),
        { ...password.issued, expiresAt, for: "password", reason: null },
        { secrets: [password.secret] },
      ],
      [
        tom,
        account("Sam"),
        { ...phone.issued, expiresAt, for: "enrollment", reason: "new phone" },
        { secrets: [phone.secret] },
      ],
      [
        account("Walter"),
        account("Joan"),
        { ...lost.issued, expiresAt, for: "password", reason: null },
        { secrets: [lost.secret] },
      ],
    ];
  },
  "sealed-key-issued": ({ account, id, secret, now }) => {
    const issue = (label: string, owner: Account): Recorded<"sealed-key-issued"> => {
      const key = secret(`${label} key`, owner, "totp-key");
      const data = { authenticator: id(label), secret: key.id, digits: 7, expiresAt: now() + 7 * DAY_MS } as const;
      return [owner, account("Joan"), data, { secrets: [key] }];
    };
    return [issue("Mia's sealed sheet", account("Mia")), issue("Walter's sealed sheet", account("Walter"))];
  },
  "setup-code-revoked": ({ account, id }) => [
    [account("Walter"), null, { code: id("setup code on a lost sheet"), because: "not-printed" }],
  ],
  "sealed-key-used": ({ account, id }) => [
    [account("Mia"), account("Mia"), { authenticator: id("Mia's sealed sheet") }],
  ],
  "setup-code-claimed": ({ account, id }) => [
    [account("Mia"), account("Mia"), { code: id("Mia's setup code"), for: "password" }],
    [account("Tom"), account("Tom"), { code: id("Tom's setup code"), for: "enrollment" }],
  ],
  "password-set": ({ account, secret }) => {
    const set = (
      owner: Account,
      by: EventData["password-set"]["by"],
      fitsManager: boolean,
    ): Recorded<"password-set"> => {
      const hash = secret(`${owner.name}'s password (${by})`, owner, "password");
      return [owner, owner, { secret: hash.id, by, fitsManager }, { secrets: [hash] }];
    };
    return [
      set(account("Mia"), "setup-code", true),
      set(account("Oscar"), "change", false),
      set(account("Walter"), "recovery", true),
      set(account("Oscar"), "rehash", false),
    ];
  },
  "bypass-code-issued": ({ account, code, now }) => {
    const [first, second] = [
      code("Grace's first bypass code", account("Grace"), "bypass-code"),
      code("Grace's bypass code", account("Grace"), "bypass-code"),
    ];
    return [
      [
        account("Grace"),
        account("Sam"),
        { ...first.issued, expiresAt: now() + HOUR_MS, signIns: 1, reason: "phone at home" },
        { secrets: [first.secret] },
      ],
      [
        account("Grace"),
        account("Sam"),
        { ...second.issued, expiresAt: now() + 8 * HOUR_MS, signIns: 5, reason: "for the shift" },
        { secrets: [second.secret] },
      ],
    ];
  },
  "recovery-codes-made": ({ account, code }) => {
    const make = (owner: Account, label: string, count: number): Recorded<"recovery-codes-made"> => {
      const made = Array.from({ length: count }, (_, index) => code(`${label} ${index + 1}`, owner, "recovery-code"));
      return [owner, owner, { codes: made.map(({ issued }) => issued) }, { secrets: made.map(({ secret }) => secret) }];
    };
    return [
      make(account("Grace"), "Grace's old recovery code", 10),
      make(account("Grace"), "Grace's recovery code", 10),
      make(account("Ruth"), "Ruth's recovery code", 10),
    ];
  },
  "recovery-codes-stored": ({ account }) => [
    [account("Grace"), account("Grace"), {}],
    [account("Ruth"), account("Ruth"), {}],
  ],
  "backup-password-set": ({ account, secret }) => {
    const set = (owner: Account): Recorded<"backup-password-set"> => {
      const hash = secret(`${owner.name}'s backup password`, owner, "backup-password");
      return [owner, owner, { secret: hash.id }, { secrets: [hash] }];
    };
    return [set(account("Lena")), set(account("Marcus")), set(account("Ruth")), set(account("Sam"))];
  },
  "backup-password-removed": ({ account }) => [[account("Ruth"), account("Ruth"), {}]],
  "backup-password-skipped": ({ account }) => [[account("Ingrid"), account("Ingrid"), {}]],
  "secrets-revoked": ({ account }) => [[account("Sam"), null, { secrets: [account("Sam").backupSecret ?? ""] }]],

  "token-issued": ({ account, code, now }) => {
    const issue = (
      label: string,
      owner: Account,
      more: Omit<EventData["token-issued"], keyof CodeIssued | "cellPhone">,
    ): Recorded<"token-issued"> => {
      const { issued, secret } = code(label, owner, more.use);
      return [owner, owner, { ...issued, ...more, cellPhone: owner.cellPhone ?? "" }, { secrets: [secret] }];
    };
    const expiresAt = now() + 10 * MINUTE_MS;
    return [
      issue("Ana's token", account("Ana"), { use: "text-token", channel: "text", expiresAt }),
      issue("Ana's endless token", account("Ana"), { use: "text-token", channel: "call", expiresAt: null }),
      issue("Tom's proof", account("Tom"), { use: "phone-proof", channel: "text", expiresAt }),
      issue("Marcus's proof", account("Marcus"), { use: "phone-proof", channel: "call", expiresAt }),
      issue("Marcus's recovery token", account("Marcus"), { use: "recovery-token", channel: "text", expiresAt }),
    ];
  },
  "token-delivered": ({ account, id }) => [[account("Ana"), null, { code: id("Ana's endless token") }]],
  "token-not-delivered": ({ account, id }) => [
    [account("Ana"), null, { code: id("Ana's token"), reason: "timed-out" }],
  ],
  "phone-confirmed": ({ account, id }) => {
    const { cellPhone } = account("Marcus");
    return [
      [
        account("Marcus"),
        account("Marcus"),
        { cellPhone: cellPhone ?? "", channel: "call", code: id("Marcus's proof") },
      ],
    ];
  },
} satisfies SomeKinds;
