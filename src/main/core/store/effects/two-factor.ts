import type { Entry, EventData } from "../../domain/events";
import { afterRecovery } from "../../domain/lockout";
import type { Written } from "../../domain/order";
import { type Db, prepared } from "../open";
import {
  acceptStep,
  closeCodes,
  closeSealedKeys,
  countRecoveryCodes,
  forgetUsedTwice,
  learnDrift,
  openCode,
  prove,
  replaceCodes,
  revokeAuthenticators,
  spendCode,
  withdrawOffers,
} from "./codes";
import { type Effects, none, run } from "./effect";
import { clearFailures, setFailures } from "./failures";
import { noteHelp } from "./history";
import { forgetRevocations, sawRevocations } from "./revocations";
import {
  findActive,
  isRevoked,
  leftWithoutApp,
  methodOf,
  revokeAuthenticator,
  setUp,
  switchTwoFactorOff,
  switchTwoFactorOn,
  takeFactor,
  takePhoneAway,
} from "./second-factor";

export const twoFactorEffects = {
  "recovery-codes-made": (db, owner, entry, knowing) => {
    const isReplaced = !replaceCodes(db, owner, "recovery-code", { entry, knowing });
    forgetUsedTwice(db, owner, ["recovery-code"], knowing);
    for (const [index, code] of entry.data.codes.entries()) {
      openCode(db, owner, "recovery-code", code, { entry, knowing, number: index + 1, isReplaced });
    }
    countRecoveryCodes(db, owner);
    if (!isReplaced) run(db, "UPDATE accounts SET recovery_stored = 0 WHERE owner = ?", owner);
  },
  "recovery-codes-stored": (db, owner, _entry, knowing) => {
    forgetRevocations(db, { owner, what: "old-codes" }, knowing);
    const due = sawRevocations(db, owner, ["old-codes"], knowing) ? 0 : 1;
    run(db, "UPDATE accounts SET recovery_stored = 1, codes_due = min(codes_due, ?) WHERE owner = ?", due, owner);
  },
  "recovery-code-replaced": (db, owner, entry, knowing) => {
    const { data } = entry;
    const spent = prepared(db, "SELECT number FROM codes WHERE id = ? AND owner = ?").get(data.replaces, owner);
    const number = (spent as { number: number | null } | undefined)?.number ?? null;
    openCode(db, owner, "recovery-code", data, { entry, knowing, number });
    run(db, "UPDATE codes SET number = NULL WHERE id = ? AND owner = ?", data.replaces, owner);
    countRecoveryCodes(db, owner);
  },
  "recovery-kit-used": {
    changesMethod: (db, owner, entry, knowing) => {
      const { data } = entry;
      prove(db, owner, data.factors, entry, knowing);
      switchTwoFactorOff(db, owner, { entry, knowing }, "reset");
      if (data.inAll === undefined) clearFailures(db, owner, knowing, afterRecovery);
      else setFailures(db, owner, entry, data.inAll);
      // Kit and recovery code have proven enough: there is no other manager who could give a setup code.
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 0, enrollment_open = 2 WHERE owner = ?", owner);
    },
  },
  "two-factor-started": (db, owner, { actor }) =>
    run(db, "UPDATE accounts SET started_by = ?, setup_due = 1 WHERE owner = ?", actor, owner),
  "two-factor-enabled": {
    changesMethod: (db, owner, entry, knowing) => {
      const { method } = entry.data;
      const authenticator = method === "app" ? findActive(db, owner) : null;
      const { isInForce } = setUp(db, owner, { entry, knowing }, { method, authenticator, weighs: method });
      if (isInForce) switchTwoFactorOn(db, owner, method, entry.at);
    },
  },
  "two-factor-disabled": {
    changesMethod: (db, owner, entry, knowing) => switchTwoFactorOff(db, owner, { entry, knowing }, "reset"),
  },
  "two-factor-reset": {
    changesMethod: (db, owner, entry, knowing) => {
      const { data } = entry;
      const because = data.cause === "lost-or-stolen" ? "lost-or-stolen" : "reset";
      switchTwoFactorOff(db, owner, { entry, knowing }, because);
      noteHelp(db, owner, entry, "second");
      run(
        db,
        "UPDATE accounts SET setup_due = 1, setup_code_needed = 1, confirmed_phone = NULL WHERE owner = ?",
        owner,
      );
    },
  },
  "text-messages-chosen": {
    changesMethod: (db, owner, entry, knowing) => {
      const chosen = { method: "text", authenticator: null, weighs: "app" } as const;
      const { isInForce, inForce } = setUp(db, owner, { entry, knowing }, chosen);
      // An app that was set up apart goes before text messages.
      revokeAuthenticators(db, owner, entry.at, "replaced", inForce.authenticator);
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      if (isInForce) run(db, "UPDATE accounts SET two_factor = 'text' WHERE owner = ?", owner);
    },
  },
  "text-fallback-given": {
    changesMethod: (db, owner, entry, knowing) => {
      revokeAuthenticators(db, owner, entry.at, "replaced");
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      takeFactor(db, owner, { entry, knowing }, { left: "text" });
      // Whoever has the number now, or the tokens, does not thereby choose the next phone.
      run(db, "UPDATE accounts SET setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?", owner);
      noteHelp(db, owner, entry, "second");
    },
  },
  "phone-replaced": {
    changesMethod: (db, owner, entry, knowing) => {
      const because = entry.data.cause === "lost-or-stolen" ? "lost-or-stolen" : "replaced";
      takePhoneAway(db, owner, { entry, knowing }, because);
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?", owner);
      noteHelp(db, owner, entry, "second");
    },
  },
  "recovery-proven": none,
  "phone-recovered": {
    changesMethod: (db, owner, entry, knowing) => {
      const { data } = entry;
      prove(db, owner, data.factors, entry, knowing);
      // Where the old phone is still there, it works until the new one does.
      if (data.how === "new-phone") return;
      takePhoneAway(db, owner, { entry, knowing }, "lost-or-stolen");
      // For the session that proved it, the code is not needed. Should that one end first, the password alone, which is all
      // that is left, must not be enough for anybody's phone.
      run(db, "UPDATE accounts SET setup_due = 1, setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?", owner);
    },
  },
  "phone-confirmed": (db, owner, entry, knowing) => {
    const { data } = entry;
    spendCode(db, owner, data.code, entry, knowing);
    // What went to the number before this one is good no longer.
    closeCodes(db, owner, "text-token", "revoked");
    closeCodes(db, owner, "recovery-token", "revoked");
    closeCodes(db, owner, "remembered-sign-in", "revoked");
    if (!sawRevocations(db, owner, ["paper"], knowing)) return;
    const confirm = `UPDATE accounts SET confirmed_phone = @number,
      phone_waits = CASE WHEN cell_phone = @number THEN 0 ELSE phone_waits END WHERE owner = @owner`;
    prepared(db, confirm).run({ number: data.cellPhone, owner });
  },
  "authenticator-offered": (db, owner, entry, knowing) => {
    withdrawOffers(db, owner, knowing);
    addAuthenticator(db, owner, "offered", entry);
    if (!sawRevocations(db, owner, ["second-factor"], knowing)) withdrawOffers(db, owner);
  },
  "authenticator-withdrawn": (db, owner, _entry, knowing) => withdrawOffers(db, owner, knowing),
  "sealed-key-issued": (db, owner, entry, knowing) => {
    closeSealedKeys(db, owner);
    addAuthenticator(db, owner, "sealed", entry);
    if (!sawRevocations(db, owner, ["account", "second-factor"], knowing)) closeSealedKeys(db, owner);
  },
  "sealed-key-used": (db, owner, { at, data }) => revokeAuthenticator(db, owner, data.authenticator, at, "withdrawn"),
  "authenticator-enabled": {
    changesMethod: (db, owner, entry, knowing) => {
      const { at, workstation, data } = entry;
      const factor = { method: "app", authenticator: data.authenticator, weighs: "app" } as const;
      const { isInForce } = setUp(db, owner, { entry, knowing }, factor, isRevoked(db, owner, data.authenticator));
      if (!isInForce) {
        // Another one that was set up apart is in force, or what it is for was revoked: nothing was proven with it.
        revokeAuthenticator(db, owner, data.authenticator, at, "replaced");
        return;
      }
      run(
        db,
        `UPDATE authenticators SET state = 'revoked', revoked_at = ?, revoked_because = 'replaced'
       WHERE owner = ? AND state = 'active' AND id <> ?`,
        at,
        owner,
        data.authenticator,
      );
      run(
        db,
        // One whose offer was withdrawn apart is none the worse.
        `UPDATE authenticators SET state = 'active', revoked_at = NULL, revoked_because = NULL, digits = ?, enabled_at = ?, last_used_at = ?, phone_verified = ?
       WHERE owner = ? AND id = ? AND (state = 'offered' OR revoked_because = 'withdrawn')`,
        data.digits,
        at,
        at,
        data.phoneVerified ? 1 : 0,
        owner,
        data.authenticator,
      );
      acceptStep(db, owner, data.authenticator, data.step);
      learnDrift(db, owner, workstation, data.authenticator, data.drift);
      closeSealedKeys(db, owner);
      // A token by text that never expires must not outlive the weaker method it came with.
      closeCodes(db, owner, "text-token", "revoked");
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      switchTwoFactorOn(db, owner, "app", at);
    },
  },
  "authenticator-resynced": (db, owner, { workstation, data }) => {
    acceptStep(db, owner, data.authenticator, data.step);
    learnDrift(db, owner, workstation, data.authenticator, data.drift);
  },
  "authenticator-revoked": {
    changesMethod: (db, owner, entry, knowing) => {
      const { at, data } = entry;
      revokeAuthenticator(db, owner, data.authenticator, at, data.cause);
      if (data.cause !== "too-many-failures") return;
      closeCodes(db, owner, "remembered-sign-in", "revoked");
      if (methodOf(db, owner) !== "app") return;
      const left = takeFactor(db, owner, { entry, knowing }, { left: data.left ?? leftWithoutApp(db, owner) });
      // Whatever is left, it alone binds no new authenticator.
      const close = "UPDATE accounts SET setup_due = ?, setup_code_needed = 1, enrollment_open = 0 WHERE owner = ?";
      run(db, close, left === "none" ? 1 : 0, owner);
    },
  },
} satisfies Effects;

type NewAuthenticator = Written &
  Pick<Entry, "at"> & { readonly data: EventData["sealed-key-issued"] & { readonly sameAs?: string | null } };

function addAuthenticator(
  db: Db,
  owner: string,
  state: "sealed" | "offered",
  { at, workstation, seq, data: { authenticator, secret, digits, expiresAt, sameAs = null } }: NewAuthenticator,
): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO authenticators (id, owner, secret, digits, state, offered_at, offered_workstation, offered_seq,
       offer_ends_at, same_as) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(authenticator, owner, secret, digits, state, at, workstation, seq, expiresAt, sameAs);
}
