import type { EventData } from "../../../src/main/core/domain/events";
import { nextFailure, withFailure } from "../../../src/main/core/domain/lockout";
import type { Account } from "../../../src/main/core/store/accounts";
import { DAY_MS, MINUTE_MS, type Recorded, type SomeKinds } from "./cast";

const wrong = { during: "sign-in", cause: "wrong", authenticator: null, hint: null } as const;

/** Sign-ins, sessions, and what is counted. */
export const signInKinds = {
  *"attempt-refused"({ account, failures, id, now }) {
    type Refused = Omit<EventData["attempt-refused"], "inARow" | "counts">;
    /** One more failure, at the windows where no other point is named; `right`: the password was. */
    const fail = (who: string, refused: Refused, right = false, byKit = false): Recorded<"attempt-refused"> => {
      const before = failures(account(who).id, refused.point ?? "windows");
      const counts = nextFailure(before, { afterPassword: right, byKit, now: now() });
      return [account(who), null, { ...refused, counts, inARow: withFailure(before, counts).count }];
    };
    const app = { ...wrong, factor: "app" } as const;
    const password = { ...wrong, factor: "password" } as const;
    yield fail("Grace", password);
    yield fail("Grace", { ...app, hint: { is: "other-time", periods: -4, fromClock: -5 } }, true);
    yield fail("Grace", { ...app, hint: { is: "other-authenticator", state: "replaced" } }, true);
    yield fail("Mia", { ...app, authenticator: { id: id("Mia's app") }, hint: { is: "other-account" } }, true);
    yield fail("Mia", { ...app, hint: { is: "text-while-app" } }, true);
    yield fail("Mia", { ...wrong, factor: "text-token", cause: "expired" }, true);
    yield fail("Mia", { ...wrong, factor: "recovery-code", cause: "used", during: "recovery" }, true);
    yield fail("Oscar", { ...wrong, factor: "bypass-code", cause: "replaced", during: "new-phone" }, true);
    yield fail("Oscar", { ...wrong, factor: "setup-code", cause: "misplaced", during: "setup-code" });
    yield fail("Oscar", { ...wrong, factor: "backup-password", during: "enrollment" });
    yield fail("Oscar", { ...wrong, factor: "recovery-key", during: "recovery" }, false, true);
    yield fail("Oscar", { ...wrong, factor: "emergency-access", during: "emergency-access" });
    for (const during of ["unlock", "step-up", "proof", "approval"] as const)
      yield fail("Ruth", { ...password, during });
    for (const during of ["vouching", "clock", "vault"] as const) yield fail("Ana", { ...password, during });
    for (let slip = 0; slip < 5; slip++) yield fail("Grace", { ...app, point: "app:vpn" }, true);
    yield fail("Mia", { ...password, point: "app:vpn" });
  },
  "account-locked": ({ account, failures, now }) => {
    const until = failures(account("Grace").id, "app:vpn").lockedUntilAt ?? now();
    return [
      [account("Oscar"), null, { until: now() + MINUTE_MS, factor: "emergency-access", during: "emergency-access" }],
      [account("Grace"), null, { until, factor: "app", during: "sign-in", point: "app:vpn" }],
      [account("Mia"), null, { until: null, factor: "password", during: "sign-in", point: "app:vpn", together: true }],
    ];
  },
  *"stranger-refused"({ failures, now }) {
    const stranger = "3e".repeat(32);
    for (const point of [undefined, "windows", ...Array<"app:vpn">(6).fill("app:vpn")] as const) {
      const before = failures(stranger, point ?? "windows");
      const after = withFailure(before, nextFailure(before, { afterPassword: false, byKit: false, now: now() }));
      yield [null, null, { stranger, failures: after, ...(point === undefined ? {} : { point }) }];
    }
  },
  "guesses-summed": ({ now }) => {
    const windows = { point: "windows", unknown: 12, newNames: 3, locked: 40 } as const;
    const vpn = { point: "app:vpn", unknown: 0, newNames: 0, locked: 7 } as const;
    return [[null, null, { from: now() - MINUTE_MS, to: now(), refused: 59, points: [windows, vpn] }]];
  },
  "account-unlocked": ({ account }) => [[account("Oscar"), account("Sam"), { reason: "was himself" }]],
  "sign-in-remembered": ({ account, code, id, now }) => {
    const remember = (label: string, owner: Account, after: string | null): Recorded<"sign-in-remembered"> => {
      const { issued, secret } = code(label, owner, "remembered-sign-in");
      return [owner, owner, { ...issued, expiresAt: now() + 14 * DAY_MS, after }, { secrets: [secret] }];
    };
    return [
      remember("Grace's first workstation", account("Grace"), null),
      remember("Grace's workstation", account("Grace"), id("Grace's first workstation")),
      remember("Ana's workstation", account("Ana"), null),
      remember("Ruth's workstation", account("Ruth"), null),
    ];
  },
  "signed-in": ({ account, id }) => {
    const password = { factor: "password" } as const;
    const enter = (owner: Account, ...factors: EventData["signed-in"]["factors"]): Recorded<"signed-in"> => [
      owner,
      owner,
      { factors },
    ];
    const [ana, grace, mia] = [account("Ana"), account("Grace"), account("Mia")];
    return [
      enter(grace, password, { factor: "remembered-sign-in", code: id("Grace's workstation") }),
      enter(grace, password, { factor: "recovery-code", code: id("Grace's recovery code 2") }),
      enter(grace, password, { factor: "bypass-code", code: id("Grace's bypass code") }),
      // What stands in for a token, or reaches nothing but the setup, leaves the failures as they are.
      enter(ana, password, { factor: "remembered-sign-in", code: id("Ana's workstation") }),
      enter(account("Sam"), password, { factor: "emergency-access", access: id("shift") }),
      [mia, mia, { factors: [password], setupOnly: true }],
      [account("Walter"), account("Walter"), { factors: [password], setupOnly: false }],
    ];
  },
  "proof-accepted": ({ account, id }) => [
    [
      account("Ana"),
      account("Ana"),
      {
        factors: [{ factor: "password" }, { factor: "text-token", code: id("Ana's endless token") }],
        act: "updateMyProfile",
      },
    ],
    [
      account("Grace"),
      account("Grace"),
      {
        factors: [{ factor: "password" }, { factor: "recovery-code", code: id("Grace's recovery code 3") }],
        act: "disableTwoFactor",
      },
    ],
  ],
  "remembered-sign-in-forgotten": ({ account }) => [
    [account("Grace"), account("Grace"), { because: "person", reason: null }],
    [account("Ruth"), account("Joan"), { because: "manager", reason: "sold the computer" }],
    [account("Grace"), null, { because: "reused", reason: null }],
  ],
  "session-locked": ({ account }) =>
    (["person", "idle", "screen", "suspend", "page-stopped"] as const).map(
      (cause): Recorded<"session-locked"> => [account("Ana"), account("Ana"), { cause }],
    ),
  "session-unlocked": ({ account }) => [[account("Ana"), account("Ana"), {}]],
  "session-ended": ({ account }) =>
    (["switch-user", "too-long", "quit", "deactivated", "records-damaged"] as const).map(
      (cause): Recorded<"session-ended"> => [account("Ana"), account("Ana"), { cause }],
    ),
  "signed-out": ({ account }) => [[account("Ana"), account("Ana"), {}]],
} satisfies SomeKinds;
