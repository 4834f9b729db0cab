import { named } from "../../../src/main/core/domain/conflicts";
import type { Account } from "../../../src/main/core/store/accounts";
import { type Cast, MINUTE_MS, type SomeKinds } from "./cast";

const sides = (now: number, actor: Account, seqs: readonly [number, number]) => ({
  one: { workstation: "north", seq: seqs[0], at: now - MINUTE_MS, actor: actor.id },
  other: { workstation: "south", seq: seqs[1], at: now, actor: actor.id },
});

function roleConflict({ account, now }: Cast) {
  const { one, other } = sides(now(), account("Joan"), [7, 9]);
  return named({
    ...{ what: "role", account: account("Walter").id, inForce: "member" },
    sides: [
      { ...one, value: "support" },
      { ...other, value: "auditor" },
    ],
  });
}

function settingsConflict({ account, now }: Cast) {
  const { one, other } = sides(now(), account("Joan"), [8, 11]);
  return named({
    ...{ what: "settings", field: "idleMinutes", inForce: 10 },
    sides: [
      { ...one, value: 10 },
      { ...other, value: 30 },
    ],
  });
}

/** What two workstations recorded apart. */
export const conflictKinds = {
  "conflict-found": (cast) => [
    [cast.account("Walter"), null, { conflict: roleConflict(cast) }],
    [null, null, { conflict: settingsConflict(cast) }],
  ],
  "conflict-settled": (cast) => {
    const [role, settings] = [roleConflict(cast), settingsConflict(cast)];
    const entry = { workstation: "north", seq: 12 };
    return [
      [cast.account("Walter"), null, { conflict: role.id, what: "role", field: null, by: entry, reason: null }],
      [
        null,
        cast.account("Joan"),
        { conflict: settings.id, what: "settings", field: "idleMinutes", by: null, reason: "ten minutes it is" },
      ],
    ];
  },
} satisfies SomeKinds;
