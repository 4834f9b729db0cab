import type { Person as PersonView } from "../../src/contract/people/views";
import type { EventKind } from "../../src/main/core/domain/events";
import type { Person } from "../../test/support/sample-clinic";

/** What a member's page shows, as far as the acts of this test change it. */
export type Facts = Pick<
  PersonView,
  "name" | "cellPhone" | "hasPassword" | "twoFactor" | "failures" | "recoveryCodesLeft"
> & {
  /** Epoch ms; "unknown": a lock may have begun whose end nobody was told. */
  readonly lockedUntil: number | "unknown" | null;
};

/** A member, and all that the app has ever said about them. */
export type Member = {
  readonly person: Person;
  readonly id: string;
  /** With which the password is chosen. */
  readonly setupCode: string;
  /** As of the last answer. */
  facts: Facts;
  /** What becomes of the facts should the request be committed that nobody has answered; null while there is none. */
  underWay: Facts | null;
  /** The authenticator's key, from the answer that offered it. */
  key: string | null;
  offeredAt: number;
  /** The newest time step whose code was typed. */
  lastStep: number;
  /** The last code that was accepted, by an answer. */
  accepted: { readonly code: string; readonly step: number } | null;
  recoveryCodes: string[];
  /** How many entries of each kind the ledger must have, and how many more it may have. */
  readonly answered: Map<EventKind, number>;
  readonly unanswered: Map<EventKind, number>;
};

export function newMember(person: Person, id: string, setupCode: string): Member {
  const { name, cellPhone } = person;
  return {
    person,
    id,
    setupCode,
    facts: {
      name,
      cellPhone,
      hasPassword: false,
      twoFactor: "none",
      failures: 0,
      recoveryCodesLeft: 0,
      lockedUntil: null,
    },
    underWay: null,
    key: null,
    offeredAt: 0,
    lastStep: 0,
    accepted: null,
    recoveryCodes: [],
    answered: new Map(),
    unanswered: new Map(),
  };
}

export function count(tally: Map<EventKind, number>, kinds: readonly EventKind[], by: 1 | -1 = 1): void {
  for (const kind of kinds) tally.set(kind, (tally.get(kind) ?? 0) + by);
}

/** Nothing is tried so close to a lock's end: the test's clock and the app's look at different moments. */
const MARGIN_MS = 3000;

export function isLocked({ facts: { lockedUntil } }: Member): boolean {
  return typeof lockedUntil === "number" && lockedUntil > Date.now() + MARGIN_MS;
}

export function isOpen({ facts: { lockedUntil } }: Member): boolean {
  return lockedUntil === null || (typeof lockedUntil === "number" && lockedUntil < Date.now() - MARGIN_MS);
}

/** What of `facts` the page contradicts at `now`; empty where it shows just them. */
export function differences(facts: Facts, seen: PersonView, now: number): string[] {
  const names = ["name", "cellPhone", "hasPassword", "twoFactor", "failures", "recoveryCodesLeft"] as const;
  const found = names
    .filter((name) => facts[name] !== seen[name])
    .map((name) => `${name} is ${seen[name]} instead of ${facts[name]}`);
  const { lockedUntil } = facts;
  if (typeof lockedUntil === "number" && lockedUntil > now && seen.lockedUntil !== lockedUntil) {
    found.push(`the lock ends at ${seen.lockedUntil} instead of ${lockedUntil}`);
  }
  if (lockedUntil === null && seen.lockedUntil !== null) found.push(`a lock until ${seen.lockedUntil} from nowhere`);
  return found;
}
