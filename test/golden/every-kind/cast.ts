import type { SignInPoint } from "../../../src/contract/vocabulary";
import type { CodeIssued, Entry, EventData, EventKind } from "../../../src/main/core/domain/events";
import type { Failures } from "../../../src/main/core/domain/lockout";
import type { CodePurpose } from "../../../src/main/core/domain/one-time-codes";
import type { PracticeSettings } from "../../../src/main/core/domain/practice-facts";
import type { Account } from "../../../src/main/core/store/accounts";
import type { NewSecret } from "../../../src/main/core/store/secrets";

/** Who is there, by first name, and what entries about them name. */
export type Cast = {
  /** Somebody's account, as it is now. */
  readonly account: (firstName: string) => Account;
  readonly now: () => number;
  /** An id by a label of its own: the same one each time. */
  readonly id: (label: string) => string;
  /** A new secret; its id has the label. */
  readonly secret: (label: string, owner: Account | null, kind: NewSecret["kind"]) => NewSecret;
  /** A new code; its id has the label. */
  readonly code: (
    label: string,
    owner: Account | null,
    purpose: CodePurpose,
  ) => { readonly issued: CodeIssued; readonly secret: NewSecret };
  /** What is counted for an account or a stranger at this moment. */
  readonly failures: (owner: string, point: SignInPoint) => Failures;
  readonly settings: () => PracticeSettings;
  readonly newest: (kind: EventKind) => Entry;
};

/** One entry: about whom, by whom (null: the app, or nobody known), what, and what came with it. */
export type Recorded<K extends EventKind> = readonly [
  subject: Account | string | null,
  actor: Account | null,
  data: EventData[K],
  more?: { readonly secrets?: readonly NewSecret[]; readonly cause?: Entry },
];
/** For each kind its entries, in the order in which they are recorded; what one brings about is there for the next. */
export type EveryKind = { readonly [K in EventKind]: (cast: Cast) => Iterable<Recorded<K>> };
/** Some of the kinds. */
export type SomeKinds = Partial<EveryKind>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Entries that come of what people do in the story (write-vault.ts). */
export const lived = () => [];
