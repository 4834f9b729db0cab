import { DAY_MS, HOUR_MS, MINUTE_MS, type Recorded, type SomeKinds } from "./cast";

/** The clock, emergency access and manager recovery. */
export const emergencyKinds = {
  "clock-trouble": () => [
    [null, null, { is: "behind", byMs: 3 * MINUTE_MS }],
    [null, null, { is: "workstation-off", byMs: -2 * MINUTE_MS }],
  ],
  "clock-corrected": ({ account }) => [
    [null, account("Joan"), { before: 0, after: MINUTE_MS, where: "practice-setup", with: null, reason: null }],
    [
      null,
      account("Joan"),
      { before: MINUTE_MS, after: 0, where: "sign-in", with: account("Ruth").id, reason: "phones are right" },
    ],
  ],
  "deadlines-moved": ({ account, now }) => [
    [account("Hannah"), account("Joan"), { from: now(), to: now() + MINUTE_MS, rightUntil: null }],
    [account("Hannah"), account("Joan"), { from: now() + MINUTE_MS, to: now(), rightUntil: now() - DAY_MS }],
  ],

  "emergency-half-made": ({ account, code, id, now }) => {
    const printed = (
      codes: number,
      half: "first" | "second",
      by: string,
      to: "printer" | "pdf",
    ): Recorded<"emergency-half-made"> => {
      const { issued, secret } = code(`${half} half of emergency codes ${codes}`, null, `emergency-${half}`);
      const ends = { endsOn: "2027-06-30", expiresAt: now() + 200 * DAY_MS };
      const data = { ...issued, ...ends, emergencyCodes: id(`emergency codes ${codes}`), number: codes, half, to };
      return [null, account(by), data, { secrets: [secret] }];
    };
    return [1, 2, 3, 4].flatMap((codes) => [
      printed(codes, "first", "Joan", "printer"),
      ...(codes === 2 ? [] : [printed(codes, "second", "Ruth", "pdf")]),
    ]);
  },
  "emergency-codes-voided": ({ account, id }) => [
    [
      null,
      account("Joan"),
      { emergencyCodes: id("emergency codes 1"), because: "manager", reason: "the cabinet was open" },
    ],
    [null, null, { emergencyCodes: id("emergency codes 2"), because: "not-printed", reason: null }],
  ],
  "emergency-codes-opened": ({ account, id }) => [
    [null, account("Sam"), { emergencyCodes: id("emergency codes 4"), number: 4, for: "emergency-access" }],
    [null, account("Ruth"), { emergencyCodes: id("emergency codes 3"), number: 3, for: "manager-recovery" }],
  ],
  "emergency-access-opened": ({ account, id, now }) => [
    [
      account("Sam"),
      account("Sam"),
      {
        access: id("reviewed shift"),
        emergencyCodes: id("emergency codes 3"),
        number: 3,
        until: now() + 8 * HOUR_MS,
        reason: "both managers away",
      },
    ],
    [
      account("Sam"),
      account("Sam"),
      {
        access: id("shift"),
        emergencyCodes: id("emergency codes 4"),
        number: 4,
        until: now() + 8 * HOUR_MS,
        reason: "still away",
      },
    ],
  ],
  "emergency-access-reviewed": ({ account, id }) => [
    [account("Sam"), account("Joan"), { access: id("reviewed shift"), note: "as it should be" }],
  ],
  "recovery-kit-used": ({ account, id }) => {
    const ruth = account("Ruth");
    const factors = [{ factor: "recovery-code", code: id("Ruth's recovery code 1") }] as const;
    return [[ruth, ruth, { factors }]];
  },
  "manager-recovery-asked": ({ account, id, now }) => {
    const ask = (label: string) => ({
      recovery: id(label),
      emergencyCodes: id("emergency codes 3"),
      endsAt: now() + 30 * DAY_MS,
      reason: "lost everything",
    });
    return [
      [account("Ruth"), account("Ruth"), { ...ask("stopped recovery"), proceedsAt: now() + DAY_MS }],
      [account("Ruth"), account("Ruth"), ask("recovery")],
    ];
  },
  "manager-recovery-shown": ({ account, id }) => [
    [account("Ruth"), null, { recovery: id("stopped recovery"), forMs: 6 * HOUR_MS }],
  ],
  "manager-recovery-stopped": ({ account, id }) => [
    [account("Ruth"), account("Joan"), { recovery: id("stopped recovery"), reason: "Ruth did not ask" }],
  ],
  "manager-recovery-finished": ({ account, id }) => [[account("Ruth"), account("Ruth"), { recovery: id("recovery") }]],
} satisfies SomeKinds;
