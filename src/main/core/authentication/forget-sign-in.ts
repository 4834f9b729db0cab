import type { InputOf } from "../../../contract/methods";
import type { MayNot, NoSuchPerson, NotNow, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { recordEvent, type VaultContext } from "../context";
import { actOn } from "../people/act-on-account";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { immediately } from "../store/open";
import { findRemembered } from "./remembered";

/** This workstation asks the caller for a token again. */
export function forgetMyRememberedSignIn(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"forgetMyRememberedSignIn">,
): Result<null, NotNow> {
  const { id } = ownAccount(context, caller);
  const forgotten = immediately(context.db, () => {
    if (findRemembered(context, id) === undefined) return refuse({ code: "not-now", because: "no-workstation" });
    const data = { because: "person", reason: null } as const;
    recordEvent(context, id, { kind: "workstation-forgotten", subject: id, data });
    return ok(null);
  });
  if (forgotten.ok) context.workstationSecrets.write(id, null);
  return forgotten;
}

/** This workstation asks somebody else for a token again, at a manager's word. */
export function forgetRememberedSignIn(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"forgetRememberedSignIn">,
): Result<null, NoSuchPerson | MayNot | RecordsDamaged> {
  const forgotten = actOn(context, caller, {
    method: "forgetRememberedSignIn",
    input,
    perform: ({ id }, actor) => {
      const data = { because: "manager", reason: input.reason } as const;
      recordEvent(context, actor, { kind: "workstation-forgotten", subject: id, data });
      return ok(null);
    },
  });
  if (forgotten.ok) context.workstationSecrets.write(input.account, null);
  return forgotten;
}
