import { stepAt } from "../../../src/main/core/domain/totp";
import type { Account } from "../../../src/main/core/store/accounts";
import { MINUTE_MS, type Recorded, type SomeKinds } from "./cast";

/** How somebody proves their second factor. */
export const twoFactorKinds = {
  "two-factor-started": ({ account }) => [
    [account("Mia"), account("Joan"), {}],
    [account("Oscar"), account("Joan"), {}],
  ],
  "authenticator-offered": ({ account, id, secret, now }) => {
    const offer = (
      label: string,
      owner: Account,
      more: { digits: 6 | 7 | 8; sameAs?: string },
    ): Recorded<"authenticator-offered"> => {
      const key = secret(`${label} key`, owner, "totp-key");
      const { digits, sameAs = null } = more;
      const data = { authenticator: id(label), secret: key.id, digits, expiresAt: now() + 15 * MINUTE_MS, sameAs };
      return [owner, owner, data, { secrets: [key] }];
    };
    return [
      offer("Mia's first app", account("Mia"), { digits: 7 }),
      offer("Oscar's app", account("Oscar"), { digits: 8 }),
      offer("Mia's app", account("Mia"), { digits: 6 }),
      offer("Walter's app", account("Walter"), { digits: 7 }),
      offer("Priya's next app", account("Priya"), { digits: 7 }),
      offer("Priya's second app", account("Priya"), { digits: 7, sameAs: id("Priya's next app") }),
    ];
  },
  "authenticator-withdrawn": ({ account, id }) => [
    [account("Oscar"), account("Oscar"), { authenticator: id("Oscar's app") }],
  ],
  "authenticator-enabled": ({ account, id, now }) => {
    const enable = (label: string, owner: Account, more: { digits: 6 | 7; phoneVerified: boolean; drift: number }) =>
      [owner, owner, { authenticator: id(label), step: stepAt(now()) + more.drift, ...more }] as const;
    return [
      enable("Mia's app", account("Mia"), { digits: 6, phoneVerified: false, drift: -1 }),
      enable("Walter's app", account("Walter"), { digits: 7, phoneVerified: true, drift: 0 }),
    ];
  },
  "two-factor-enabled": ({ account }) => [
    [account("Oscar"), account("Oscar"), { method: "text" }],
    [account("Walter"), account("Walter"), { method: "app" }],
  ],
  "two-factor-disabled": ({ account }) => [[account("Oscar"), account("Oscar"), {}]],
  "authenticator-resynced": ({ account, id, now }) => [
    [account("Mia"), account("Mia"), { authenticator: id("Mia's app"), step: stepAt(now()) + 3, drift: 3 }],
  ],
  "authenticator-revoked": ({ account, id }) => [
    [account("Oscar"), null, { authenticator: id("Oscar's app"), cause: "replaced" }],
    [account("Walter"), null, { authenticator: id("Walter's app"), cause: "too-many-failures" }],
    [account("Mia"), null, { authenticator: id("Mia's app"), cause: "too-many-failures", left: "none" }],
    [account("Priya"), null, { authenticator: id("Priya's second app"), cause: "too-many-failures", left: "text" }],
  ],
  "recovery-proven": ({ account }) => [
    [account("Marcus"), account("Marcus"), { proof: "backup-password" }],
    [account("Marcus"), account("Marcus"), { proof: "recovery-token" }],
    [account("Grace"), account("Grace"), { proof: "recovery-code" }],
    [account("Grace"), account("Grace"), { proof: "bypass-code" }],
  ],
  "phone-recovered": ({ account, id }) => [
    [
      account("Marcus"),
      account("Marcus"),
      {
        how: "lost-or-stolen",
        factors: [{ factor: "backup-password" }, { factor: "recovery-token", code: id("Marcus's recovery token") }],
      },
    ],
    [
      account("Grace"),
      account("Grace"),
      {
        how: "new-phone",
        factors: [
          { factor: "bypass-code", code: id("Grace's bypass code") },
          { factor: "recovery-code", code: id("Grace's recovery code 1") },
        ],
      },
    ],
  ],
  "recovery-code-replaced": ({ account, code, id }) => {
    const { issued, secret } = code("Grace's new recovery code 1", account("Grace"), "recovery-code");
    const data = { ...issued, replaces: id("Grace's recovery code 1") };
    return [[account("Grace"), account("Grace"), data, { secrets: [secret] }]];
  },
  "phone-replaced": ({ account }) => [
    [account("Lena"), account("Sam"), { cause: "new-phone", reason: "bought one" }],
    [account("Lena"), account("Ruth"), { cause: "lost-or-stolen", reason: "left on the bus" }],
  ],
  "text-fallback-given": ({ account }) => [[account("Lena"), account("Ruth"), { reason: "no phone for apps" }]],
  "text-messages-chosen": ({ account }) => [[account("Marcus"), account("Marcus"), {}]],
  "two-factor-reset": ({ account }) => [
    [account("Oscar"), account("Sam"), { cause: "other", reason: "begins anew" }],
    [account("Priya"), account("Ruth"), { cause: "app-gone", reason: "deleted the app" }],
  ],
} satisfies SomeKinds;
