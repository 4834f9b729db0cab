import type { ShownCode } from "../../../contract/enrollment/views";
import type { InputOf } from "../../../contract/methods";
import type { IdentityRefused, MayNot, NoSuchPerson, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result } from "../../../contract/result";
import type { ShownBypassCode } from "../../../contract/support/views";
import type { HelpAct } from "../../../contract/vocabulary";
import { actOn } from "../approvals/act-on-account";
import { stillHelps } from "../approvals/help-facts";
import { newCode } from "../authentication/codes";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import type { Entry } from "../domain/events";
import { completesNumber } from "../domain/identity";
import { bypassCodeFrom, shownBypassCode } from "../domain/one-time-codes";
import { proveIdentity } from "../people/identity";
import { giveSetupCode, keepSlip } from "../people/setup-codes";
import type { Caller } from "../session/session";
import type { Account } from "../store/accounts";
import { dropClosedSecrets } from "../store/secrets";

/*
 * The outcomes of a guided reset (HELP-1): help for somebody whose identity was proven, by support or a manager, with
 * own password, own token and a reason (checked by the bridge). The person is told of each.
 */

type Helped<V> = Result<V, NoSuchPerson | MayNot | IdentityRefused | RecordsDamaged>;
type HelpInput = {
  readonly account: string;
  readonly identity: InputOf<"unlockAccount">["identity"];
  readonly reason: string;
  readonly proof: unknown;
};

const HOUR_MS = 60 * 60_000;

type Help<V> = {
  readonly act: HelpAct;
  readonly input: HelpInput;
  /** Records what is done as following from `cause`, the proof of identity. */
  readonly perform: (target: Account, by: { readonly actor: string; readonly cause: Entry }) => V;
};

function helpWith<V>(context: VaultContext, caller: Caller, { act, input, perform }: Help<V>): Helped<V> {
  return actOn<V, IdentityRefused>(context, caller, {
    method: act,
    input,
    perform: (target, actor) => {
      const proven = proveIdentity(context, actor, target, { act, input });
      if (!proven.ok) return proven;
      const done = perform(target, { actor, cause: proven.value });
      // A number takes two helpers: until it is confirmed nothing has helped yet.
      if (act !== "confirmNumber" && target.helpAskedAt !== null) {
        const event = { kind: "help-closed", subject: target.id, data: {} } as const;
        recordEvent(context, actor, event, { cause: proven.value });
      }
      return ok(done);
    },
  });
}

/** Lifts a lock or a hold; the count of failures stays until a completed sign-in. */
export function unlockAccount(context: VaultContext, caller: Caller, input: InputOf<"unlockAccount">): Helped<null> {
  return helpWith(context, caller, {
    act: "unlockAccount",
    input,
    perform: ({ id }, { actor, cause }) => {
      const data = { reason: input.reason };
      recordEvent(context, actor, { kind: "account-unlocked", subject: id, data }, { cause });
      return null;
    },
  });
}

/** Gives a code in place of a token, for so many sign-ins within so many hours. The one before it is void. */
export function issueBypassCode(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"issueBypassCode">,
): Helped<ShownBypassCode> {
  const { signIns, hours, reason } = input;
  return helpWith(context, caller, {
    act: "issueBypassCode",
    input,
    perform: ({ id }, { actor, cause }) => {
      const plain = bypassCodeFrom(context.random.bytes(16));
      const { issued, secret } = newCode(context, id, "bypass-code", plain);
      const expiresAt = ruleTime(context) + hours * HOUR_MS;
      const data = { ...issued, expiresAt, signIns, reason };
      const event = { kind: "bypass-code-issued", subject: id, data } as const;
      recordEvent(context, actor, event, { secrets: [secret], cause });
      return { code: shownBypassCode(plain), expiresAt, signIns };
    },
  });
}

/** Takes the old authenticator out of use. Enrolling the new phone takes the setup code that is returned. */
export function replacePhone(context: VaultContext, caller: Caller, input: InputOf<"replacePhone">): Helped<ShownCode> {
  const { cause: why, reason } = input;
  const replaced = helpWith(context, caller, {
    act: "replacePhone",
    input,
    perform: ({ id }, { actor, cause }) => {
      const data = { cause: why, reason };
      const entry = recordEvent(context, actor, { kind: "phone-replaced", subject: id, data }, { cause });
      dropClosedSecrets(context.db, id, 0);
      return giveSetupCode(context, id, { actor, reason, cause: entry });
    },
  });
  return withSlip(context, caller, input.account, replaced);
}

/** Tokens by text from now on: the authenticator is out of use. */
export function fallBackToText(context: VaultContext, caller: Caller, input: InputOf<"fallBackToText">): Helped<null> {
  return helpWith(context, caller, {
    act: "fallBackToText",
    input,
    perform: ({ id }, { actor, cause }) => {
      const event = { kind: "text-fallback-given", subject: id, data: { reason: input.reason } } as const;
      recordEvent(context, actor, event, { cause });
      dropClosedSecrets(context.db, id, 0);
      return null;
    },
  });
}

/**
 * Takes everything away that stood for a second factor, the confirmed phone included. Enrolling again takes the setup
 * code that is returned.
 */
export function resetTwoFactor(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"resetTwoFactor">,
): Helped<ShownCode> {
  const { cause: why, reason } = input;
  const reset = helpWith(context, caller, {
    act: "resetTwoFactor",
    input,
    perform: ({ id }, { actor, cause }) => {
      const data = { cause: why, reason };
      const entry = recordEvent(context, actor, { kind: "two-factor-reset", subject: id, data }, { cause });
      dropClosedSecrets(context.db, id, 0);
      return giveSetupCode(context, id, { actor, reason, cause: entry });
    },
  });
  return withSlip(context, caller, input.account, reset);
}

/** Gives a new setup code, for a first or another password, or for a phone after a reset. The one before it is void. */
export function issueSetupCode(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"issueSetupCode">,
): Helped<ShownCode> {
  const issued = helpWith(context, caller, {
    act: "issueSetupCode",
    input,
    perform: ({ id }, { actor, cause }) => giveSetupCode(context, id, { actor, reason: input.reason, cause }),
  });
  return withSlip(context, caller, input.account, issued);
}

/**
 * One of the two confirmations that a changed number takes; whoever changed it for the person stands for the first. One is
 * enough for the first number there ever was, looked at in person. `confirmed`: it is in use from now on.
 */
export function confirmNumber(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"confirmNumber">,
): Helped<{ readonly confirmed: boolean }> {
  return helpWith(context, caller, {
    act: "confirmNumber",
    input,
    perform: (target, { actor, cause }) => {
      const { id, cellPhone } = target;
      if (cellPhone === null) throw new Error("no number to confirm");
      const complete = completesNumber(target, stillHelps(context, target.phoneHelper));
      const data = { cellPhone, inPerson: input.identity.kind === "photo-id", complete, reason: input.reason };
      recordEvent(context, actor, { kind: "number-confirmed", subject: id, data }, { cause });
      return { confirmed: complete };
    },
  });
}

function withSlip(
  context: VaultContext,
  { session }: Caller,
  account: string,
  given: Helped<ShownCode>,
): Helped<ShownCode> {
  if (given.ok) keepSlip(context, session, account, given.value);
  return given;
}
