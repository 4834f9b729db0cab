import { approvalsMethods } from "./approvals/methods";
import { auditMethods } from "./audit/methods";
import { authenticationMethods } from "./authentication/methods";
import { backupsMethods } from "./backups/methods";
import { clockMethods } from "./clock/methods";
import { conflictsMethods } from "./conflicts/methods";
import { emergencyMethods } from "./emergency/methods";
import { enrollmentMethods } from "./enrollment/methods";
import { importMethods } from "./import/methods";
import { messagingMethods } from "./messaging/methods";
import type { Row, Typed } from "./method";
import { peopleMethods } from "./people/methods";
import { policyMethods } from "./policy/methods";
import { recoveryMethods } from "./recovery/methods";
import type { AnyRefusal, BridgeRefusal } from "./refusals";
import { reportingMethods } from "./reporting/methods";
import type { Result } from "./result";
import { sessionMethods } from "./session/methods";
import type { SessionState } from "./session-state";
import { settingsMethods } from "./settings/methods";
import { supportMethods } from "./support/methods";
import { vaultMethods } from "./vault/methods";

const all = {
  ...sessionMethods,
  ...authenticationMethods,
  ...enrollmentMethods,
  ...recoveryMethods,
  ...supportMethods,
  ...peopleMethods,
  ...importMethods,
  ...policyMethods,
  ...approvalsMethods,
  ...messagingMethods,
  ...reportingMethods,
  ...auditMethods,
  ...vaultMethods,
  ...settingsMethods,
  ...clockMethods,
  ...emergencyMethods,
  ...conflictsMethods,
  ...backupsMethods,
};

export type Method = keyof typeof all;

/** Every method there is. One that is not here does not exist; what `touches` names is a method, or this does not compile. */
export const contract: Readonly<Record<Method, Row<Method>>> = all;

type TypesOf<M extends Method> =
  (typeof all)[M] extends Typed<infer I, infer V, infer R extends AnyRefusal>
    ? { readonly input: I; readonly value: V; readonly refusal: R }
    : never;
export type InputOf<M extends Method> = TypesOf<M>["input"];
export type ValueOf<M extends Method> = TypesOf<M>["value"];
/** What a method may refuse by itself. */
export type RefusalOf<M extends Method> = TypesOf<M>["refusal"];
/** What every method may answer besides: said before it runs, or where it broke. */
export type Reply<M extends Method> = Result<ValueOf<M>, RefusalOf<M> | BridgeRefusal>;
export type Calls = { readonly [M in Method]: (input: InputOf<M>) => Promise<Reply<M>> };

/** What the page gets: one function per method and two listeners; no channel names and no event objects. */
export interface Wardkey extends Calls {
  /** Reads that main says have changed. Returns how to stop listening. */
  changed(listener: (reads: readonly Method[]) => void): () => void;
  /** The session's state has changed: signed in, locked, signed out. */
  session(listener: (state: SessionState) => void): () => void;
}
