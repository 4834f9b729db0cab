import type { InputOf } from "../../../contract/inputs";
import type { MayNot, NoSuchPerson, NotNow, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { type Caller, recordEvent, type World } from "../context";
import { actOn } from "../people/act-on-account";
import { ownAccount } from "../session/own-account";
import { immediately } from "../store/open";
import { findRemembered } from "./remembered";

/** This workstation asks the caller for a token again. */
export function forgetMyWorkstation(
  world: World,
  caller: Caller,
  _input: InputOf<"forgetMyWorkstation">,
): Result<null, NotNow> {
  const { id } = ownAccount(world, caller);
  const forgotten = immediately(world.db, () => {
    if (findRemembered(world, id) === undefined) return refuse({ code: "not-now", because: "no-workstation" });
    const data = { because: "person", reason: null } as const;
    recordEvent(world, id, { kind: "workstation-forgotten", subject: id, data });
    return ok(null);
  });
  if (forgotten.ok) world.workstationSecrets.write(id, null);
  return forgotten;
}

/** The same for somebody else. */
export function forgetWorkstation(
  world: World,
  caller: Caller,
  input: InputOf<"forgetWorkstation">,
): Result<null, NoSuchPerson | MayNot | RecordsDamaged> {
  const forgotten = actOn(world, caller, {
    method: "forgetWorkstation",
    input,
    perform: ({ id }, actor) => {
      const data = { because: "manager", reason: input.reason } as const;
      recordEvent(world, actor, { kind: "workstation-forgotten", subject: id, data });
      return ok(null);
    },
  });
  if (forgotten.ok) world.workstationSecrets.write(input.account, null);
  return forgotten;
}
