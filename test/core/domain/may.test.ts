import { describe, expect, test } from "vitest";
import { type DenialReason, METHODS, type PersonAct, ROLES, type Role } from "../../../src/contract/vocabulary";
import {
  type ActTarget,
  isHelp,
  type ManagerFacts,
  mayAct,
  mayChangeRole,
  mayEdit,
  mayExempt,
  needsSecondManager,
  type ReplacedFactor,
} from "../../../src/main/core/domain/may";

const ACTS = [
  "edit",
  "change-role",
  "deactivate",
  "reactivate",
  "issue-setup-code",
  "issue-bypass-code",
  "start-two-factor",
  "unlock",
  "reset-two-factor",
  "forget-remembered-sign-in",
  "exempt",
  "end-exemption",
  "replace-phone",
  "fall-back-to-text",
  "confirm-number",
  "confirm",
] as const satisfies readonly PersonAct[];
const HELP = [
  ...["unlock", "issue-bypass-code", "replace-phone", "fall-back-to-text"],
  ...["reset-two-factor", "issue-setup-code", "confirm-number"],
] as readonly PersonAct[];
/** Of help, what lets somebody in again; a number that was changed is the practice's to confirm. */
const HELPS_IN: readonly PersonAct[] = HELP.filter((act) => act !== "confirm-number");

const CALLER = "a";
const OTHER = "b";
const caller = (role: Role) => ({ id: CALLER, role, emergency: false });
/** Whoever has emergency access. */
const inEmergency = { id: CALLER, role: "manager", emergency: true } as const;
/** A role with which the rules ask no less. */
const giving = (role: Role) => ({ role, weakens: false });
const two: ManagerFacts = { activeManagers: 2 };
const one: ManagerFacts = { activeManagers: 1 };

const member: ActTarget = {
  id: OTHER,
  role: "member",
  deactivatedAt: null,
  isHeld: false,
  twoFactor: "none",
  hasPassword: true,
  passwordFitsManager: true,
  locked: false,
  remembered: false,
  exempt: false,
  sharesPhone: false,
  setupCodeFor: "password",
  replacedByCaller: [],
  replacedByNoOther: [],
  nobodyElse: false,
  noOtherManager: false,
  number: { onFile: true, confirmed: true, waits: false, byCaller: false, byNoOther: false, tokens: false },
  textDenialReason: null,
};
const numbers: readonly ActTarget["number"][] = [
  { onFile: false, confirmed: false, waits: false, byCaller: false, byNoOther: false, tokens: false },
  member.number,
  { onFile: true, confirmed: false, waits: true, byCaller: false, byNoOther: false, tokens: false },
  { onFile: true, confirmed: false, waits: true, byCaller: true, byNoOther: false, tokens: false },
];

/** Every state that an account can be in, as far as acts depend on it. */
const states = [null, 1].flatMap((deactivatedAt) =>
  METHODS.flatMap((twoFactor) =>
    [true, false].flatMap((hasPassword) =>
      [true, false].flatMap((locked) =>
        [true, false].flatMap((flag) =>
          numbers.map((number) => ({
            ...member,
            ...{ deactivatedAt, twoFactor, hasPassword, locked, remembered: flag, exempt: flag, number },
          })),
        ),
      ),
    ),
  ),
);
const targets = (id: string, role: Role): ActTarget[] => states.map((state) => ({ ...state, id, role }));

function everywhere(
  check: (act: PersonAct, target: ActTarget, managers: ManagerFacts) => void,
  id: string,
  role: Role,
) {
  for (const act of ACTS) {
    for (const target of targets(id, role)) for (const managers of [one, two]) check(act, target, managers);
  }
}

describe("who acts", () => {
  test.each(["auditor", "member"] as const)(
    "%s does nothing to anybody, whatever the target's role and state",
    (role) => {
      for (const targetRole of ROLES) {
        for (const id of [CALLER, OTHER]) {
          everywhere(
            (act, target, managers) => expect(mayAct(act, caller(role), target, managers)).toBe("role"),
            id,
            targetRole,
          );
        }
      }
    },
  );

  test("support helps with what managers help with, and does nothing else", () => {
    for (const targetRole of ["support", "auditor", "member"] as const) {
      everywhere(
        (act, target) => {
          const help = mayAct(act, caller("manager"), target, two);
          expect(mayAct(act, caller("support"), target, two)).toBe(HELP.includes(act) ? help : "role");
        },
        OTHER,
        targetRole,
      );
    }
    for (const act of ACTS) expect(isHelp(act)).toBe(HELP.includes(act));
  });

  test.each([
    ["support", caller("support")],
    ["whoever has emergency access", inEmergency],
  ])("%s never acts on a manager, in whatever state, active or not", (_who, by) => {
    everywhere(
      (act, target) => {
        const may = mayAct(act, by, target, two);
        expect(may).toBe(by.emergency || HELP.includes(act) ? "manager-account" : "role");
      },
      OTHER,
      "manager",
    );
  });

  test("whoever has emergency access helps people in as a manager does, and decides nothing else", () => {
    everywhere(
      (act, target, managers) => {
        const asManager = mayAct(act, caller("manager"), target, managers);
        const may = HELPS_IN.includes(act) || act === "confirm";
        expect(mayAct(act, inEmergency, target, managers)).toBe(may ? asManager : "emergency");
      },
      OTHER,
      "member",
    );
    for (const role of ROLES) expect(mayChangeRole(giving(role), inEmergency, member, one)).toBe("emergency");
    expect(mayChangeRole(giving("member"), inEmergency, { ...member, role: "support" }, one)).toBe("emergency");
    for (const weakens of [true, false]) expect(mayExempt(weakens, inEmergency, member, one)).toBe("emergency");
  });

  test("nobody acts on their own account, in whatever state", () => {
    everywhere(
      (act, target) => expect(mayAct(act, caller("manager"), target, two)).toBe("own-account"),
      CALLER,
      "manager",
    );
    everywhere(
      (act, target) => {
        expect(mayAct(act, inEmergency, target, two)).toBe("own-account");
        expect(mayAct(act, caller("support"), target, two)).toBe(HELP.includes(act) ? "own-account" : "role");
      },
      CALLER,
      "support",
    );
  });

  test("on another manager, what may be done to a member takes a second manager, and what may not does not", () => {
    everywhere(
      (act, target) => {
        const toMember = mayAct(act, caller("manager"), { ...target, role: "member" }, two);
        const expected = toMember === true && act !== "end-exemption" ? "second-manager" : toMember;
        expect(mayAct(act, caller("manager"), target, two)).toBe(expected);
      },
      OTHER,
      "manager",
    );
  });

  test("the last manager is neither demoted nor deactivated, by nobody", () => {
    for (const id of [CALLER, OTHER]) {
      for (const target of targets(id, "manager").filter(({ deactivatedAt }) => deactivatedAt === null)) {
        expect(mayAct("change-role", caller("manager"), target, one)).toBe("last-manager");
        expect(mayAct("deactivate", caller("manager"), target, one)).toBe("last-manager");
        expect(mayChangeRole(giving("member"), caller("manager"), target, one)).toBe("last-manager");
      }
    }
  });
});

/** What a manager may do to a member, a helper or an auditor, by the state of that account. */
const policy: Readonly<Record<string, { state: Partial<ActTarget>; acts: Record<PersonAct, true | DenialReason> }>> = {
  "is new: no password, no two-factor": {
    state: { hasPassword: false },
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-setup-code": true,
      "issue-bypass-code": "no-two-factor",
      "start-two-factor": true,
      unlock: "not-locked",
      "reset-two-factor": "no-two-factor",
      "forget-remembered-sign-in": "no-remembered-sign-in",
      exempt: true,
      "end-exemption": "not-exempt",
      "replace-phone": "no-app",
      "fall-back-to-text": "no-app",
      "confirm-number": "no-number-waiting",
      confirm: "not-held",
    },
  },
  "has a password, no two-factor": {
    state: {},
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-setup-code": true,
      "issue-bypass-code": "no-two-factor",
      "start-two-factor": true,
      unlock: "not-locked",
      "reset-two-factor": "no-two-factor",
      "forget-remembered-sign-in": "no-remembered-sign-in",
      exempt: true,
      "end-exemption": "not-exempt",
      "replace-phone": "no-app",
      "fall-back-to-text": "no-app",
      "confirm-number": "no-number-waiting",
      confirm: "not-held",
    },
  },
  "uses text messages": {
    state: { twoFactor: "text" },
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-setup-code": true,
      "issue-bypass-code": true,
      "start-two-factor": "two-factor-on",
      unlock: "not-locked",
      "reset-two-factor": true,
      "forget-remembered-sign-in": "no-remembered-sign-in",
      exempt: true,
      "end-exemption": "not-exempt",
      "replace-phone": "no-app",
      "fall-back-to-text": "no-app",
      "confirm-number": "no-number-waiting",
      confirm: "not-held",
    },
  },
  "uses an app and is locked": {
    state: { twoFactor: "app", locked: true },
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-setup-code": true,
      "issue-bypass-code": true,
      "start-two-factor": "two-factor-on",
      unlock: true,
      "reset-two-factor": true,
      "forget-remembered-sign-in": "no-remembered-sign-in",
      exempt: true,
      "end-exemption": "not-exempt",
      "replace-phone": true,
      "fall-back-to-text": true,
      "confirm-number": "no-number-waiting",
      confirm: "not-held",
    },
  },
  "came back with an app and without a password": {
    state: { twoFactor: "app", hasPassword: false },
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-setup-code": true,
      "issue-bypass-code": "no-password-yet",
      "start-two-factor": "two-factor-on",
      unlock: "not-locked",
      "reset-two-factor": true,
      "forget-remembered-sign-in": "no-remembered-sign-in",
      exempt: true,
      "end-exemption": "not-exempt",
      "replace-phone": true,
      "fall-back-to-text": true,
      "confirm-number": "no-number-waiting",
      confirm: "not-held",
    },
  },
  "is held since a restore, locked, and uses an app": {
    state: { isHeld: true, twoFactor: "app", locked: true, remembered: true },
    acts: {
      edit: true,
      "change-role": "held",
      deactivate: true,
      reactivate: "active",
      "issue-setup-code": "held",
      "issue-bypass-code": "held",
      "start-two-factor": "held",
      unlock: "held",
      "reset-two-factor": "held",
      "forget-remembered-sign-in": "held",
      exempt: "held",
      "end-exemption": "not-exempt",
      "replace-phone": "held",
      "fall-back-to-text": "held",
      "confirm-number": "held",
      confirm: true,
    },
  },
  "is deactivated, locked and uses an app": {
    state: { deactivatedAt: 1, twoFactor: "app", locked: true },
    acts: {
      edit: true,
      "change-role": "deactivated",
      deactivate: "deactivated",
      reactivate: true,
      "issue-setup-code": "deactivated",
      "issue-bypass-code": "deactivated",
      "start-two-factor": "deactivated",
      unlock: "deactivated",
      "reset-two-factor": "deactivated",
      "forget-remembered-sign-in": "deactivated",
      exempt: "deactivated",
      "end-exemption": "not-exempt",
      "replace-phone": "deactivated",
      "fall-back-to-text": "deactivated",
      "confirm-number": "deactivated",
      confirm: "deactivated",
    },
  },
  "is deactivated and never set anything up": {
    state: { deactivatedAt: 1, hasPassword: false },
    acts: {
      edit: true,
      "change-role": "deactivated",
      deactivate: "deactivated",
      reactivate: true,
      "issue-setup-code": "deactivated",
      "issue-bypass-code": "deactivated",
      "start-two-factor": "deactivated",
      unlock: "deactivated",
      "reset-two-factor": "deactivated",
      "forget-remembered-sign-in": "deactivated",
      exempt: "deactivated",
      "end-exemption": "not-exempt",
      "replace-phone": "deactivated",
      "fall-back-to-text": "deactivated",
      "confirm-number": "deactivated",
      confirm: "deactivated",
    },
  },
};

describe.each(Object.entries(policy))("a manager, to somebody who %s", (_name, { state, acts }) => {
  test.each(ACTS)("%s", (act) => {
    for (const role of ["support", "auditor", "member"] as const) {
      for (const managers of [one, two]) {
        const takesSecond = act === "exempt" && acts[act] === true && needsSecondManager(managers);
        const expected = takesSecond ? "second-manager" : acts[act];
        expect(mayAct(act, caller("manager"), { ...member, role, ...state }, managers)).toBe(expected);
      }
    }
  });
});

describe("giving a role", () => {
  test("one manager makes another while there are not two", () => {
    expect(mayChangeRole(giving("manager"), caller("manager"), member, one)).toBe(true);
  });

  test("where there are two, making a third takes the second", () => {
    expect(mayChangeRole(giving("manager"), caller("manager"), member, two)).toBe("second-manager");
  });

  test("taking it from a manager takes a second one too", () => {
    const other: ActTarget = { ...member, role: "manager" };
    expect(mayChangeRole(giving("member"), caller("manager"), other, two)).toBe("second-manager");
    expect(mayChangeRole(giving("manager"), caller("manager"), other, two)).toBe("same-role");
  });

  test("waits for a password as long as a manager's must be, where there is one", () => {
    const short = { ...member, passwordFitsManager: false };
    expect(mayChangeRole(giving("manager"), caller("manager"), short, one)).toBe("password-too-short");
    expect(mayChangeRole(giving("manager"), caller("manager"), { ...short, hasPassword: false }, one)).toBe(true);
    expect(mayChangeRole(giving("support"), caller("manager"), short, one)).toBe(true);
  });

  test("any other role takes one manager, and must be another than before", () => {
    for (const role of ROLES.filter((one) => one !== "manager")) {
      const expected = role === "member" ? "same-role" : true;
      expect(mayChangeRole(giving(role), caller("manager"), member, two)).toBe(expected);
    }
  });

  test("takes two where the rules would ask less with it, and where they would with another account type", () => {
    expect(mayChangeRole({ role: "support", weakens: true }, caller("manager"), member, two)).toBe("second-manager");
    expect(mayChangeRole({ role: "support", weakens: true }, caller("manager"), member, one)).toBe(true);
    expect(mayEdit(true, caller("manager"), member, two)).toBe("second-manager");
    expect(mayEdit(true, caller("manager"), member, one)).toBe(true);
    expect(mayEdit(false, caller("manager"), member, two)).toBe(true);
    expect(mayEdit(true, caller("support"), member, one)).toBe("role");
  });

  test("nobody but a manager gives one", () => {
    expect(mayChangeRole(giving("support"), caller("support"), member, two)).toBe("role");
    expect(mayChangeRole(giving("support"), caller("auditor"), member, two)).toBe("role");
    expect(mayChangeRole(giving("support"), caller("manager"), { ...member, deactivatedAt: 1 }, two)).toBe(
      "deactivated",
    );
  });
});

describe("an exemption", () => {
  const weakens = (role: Role, managers: ManagerFacts) =>
    mayExempt(true, caller("manager"), { ...member, role }, managers);
  const shortens = (role: Role, managers: ManagerFacts) =>
    mayExempt(false, caller("manager"), { ...member, role, exempt: true }, managers);

  test("weakens the 2FA policy, so that it takes two, whoever it is for", () => {
    for (const role of ROLES) {
      expect(weakens(role, two)).toBe("second-manager");
      expect(weakens(role, one)).toBe(true);
    }
  });

  test("that ends no later than before is for one to grant, but on a manager", () => {
    expect(shortens("member", two)).toBe(true);
    expect(shortens("manager", two)).toBe("second-manager");
  });

  test("is nothing to grant oneself, or somebody who has left, or as anybody but a manager", () => {
    expect(mayExempt(true, caller("manager"), { ...member, id: CALLER }, one)).toBe("own-account");
    expect(mayExempt(true, caller("manager"), { ...member, deactivatedAt: 1 }, one)).toBe("deactivated");
    expect(mayExempt(false, caller("support"), member, one)).toBe("role");
  });

  test("is ended by one, and a remembered workstation forgotten", () => {
    expect(mayAct("end-exemption", caller("manager"), { ...member, exempt: true }, two)).toBe(true);
    expect(mayAct("forget-remembered-sign-in", caller("manager"), { ...member, remembered: true }, two)).toBe(true);
  });
});

describe("accounts with a phone in common count as one person", () => {
  test("so that nobody is helped, or brought back, by themselves, in whatever state", () => {
    everywhere(
      (act, target) => {
        const shared = { ...target, sharesPhone: true };
        const refused = HELP.includes(act) || act === "reactivate";
        for (const by of [caller("manager"), inEmergency]) {
          const otherwise = mayAct(act, by, target, two);
          expect(mayAct(act, by, shared, two)).toBe(refused && otherwise !== "emergency" ? "same-person" : otherwise);
        }
        expect(mayAct(act, caller("support"), shared, two)).toBe(HELP.includes(act) ? "same-person" : "role");
      },
      OTHER,
      "member",
    );
  });
});

describe("one helper never replaces both factors", () => {
  const withApp: ActTarget = { ...member, twoFactor: "app", locked: true };
  const may = (act: PersonAct, replacedByCaller: readonly ReplacedFactor[], more: Partial<ActTarget> = {}) =>
    mayAct(act, caller("support"), { ...withApp, replacedByCaller, ...more }, two);
  const SECOND = ["issue-bypass-code", "replace-phone", "fall-back-to-text", "reset-two-factor"] as const;

  test("whoever replaced the password gives nothing in the place of the phone", () => {
    for (const act of SECOND) {
      expect(may(act, ["password"])).toBe("both-factors");
      expect(may(act, ["second"])).toBe(true);
      expect(may(act, [])).toBe(true);
    }
    expect(may("issue-setup-code", ["password"], { setupCodeFor: "phone" })).toBe("both-factors");
    expect(may("issue-setup-code", ["second"], { setupCodeFor: "phone" })).toBe(true);
  });

  test("whoever replaced the phone gives no code for another password, and brings nobody back", () => {
    expect(may("issue-setup-code", ["second"])).toBe("both-factors");
    expect(may("issue-setup-code", ["password"])).toBe(true);
    const gone = { ...withApp, deactivatedAt: 1 };
    const back = (replacedByCaller: readonly ReplacedFactor[], more: Partial<ActTarget> = {}) =>
      mayAct("reactivate", caller("manager"), { ...gone, replacedByCaller, ...more }, two);
    expect(back(["second"])).toBe("both-factors");
    expect(back(["password"])).toBe(true);
    expect(back(["second"], { setupCodeFor: "first-password" })).toBe(true);
  });

  test("a first password, with which nobody ever got in, takes nothing's place", () => {
    expect(may("issue-setup-code", ["second"], { setupCodeFor: "first-password" })).toBe(true);
  });

  test("unlocking replaces nothing, and confirming a number as little where no tokens went to one", () => {
    const waits = { onFile: true, confirmed: false, waits: true, byCaller: false, byNoOther: false, tokens: false };
    for (const replaced of [["password"], ["second"], ["password", "second"]] as const) {
      expect(may("unlock", replaced)).toBe(true);
      expect(may("confirm-number", replaced, { number: waits })).toBe(true);
    }
    expect(may("confirm-number", ["password"], { number: { ...waits, tokens: true } })).toBe("both-factors");
    expect(may("confirm-number", ["second"], { number: { ...waits, tokens: true } })).toBe(true);
  });

  test("nor does anybody who is no other person beside whoever replaced the first", () => {
    const no = (act: PersonAct, replacedByNoOther: readonly ReplacedFactor[], more: Partial<ActTarget> = {}) =>
      may(act, [], { replacedByNoOther, ...more });
    for (const act of SECOND) {
      expect(no(act, ["password"])).toBe("not-another-person");
      expect(no(act, ["second"])).toBe(true);
      expect(may(act, ["password"], { replacedByNoOther: ["password"] })).toBe("both-factors");
    }
    expect(no("issue-setup-code", ["second"])).toBe("not-another-person");
    expect(no("issue-setup-code", ["second"], { setupCodeFor: "first-password" })).toBe(true);
    const back = { ...withApp, deactivatedAt: 1, replacedByNoOther: ["second"] } as const;
    expect(mayAct("reactivate", caller("manager"), back, one)).toBe("not-another-person");
  });

  test("where there is nobody else, a manager may ask and wait; support, an emergency and a manager's account may not", () => {
    const alone = { ...withApp, replacedByCaller: ["password"], nobodyElse: true } as const;
    for (const act of SECOND) {
      expect(mayAct(act, caller("manager"), alone, one)).toBe("nobody-else");
      expect(mayAct(act, caller("support"), alone, one)).toBe("both-factors");
      expect(mayAct(act, inEmergency, alone, one)).toBe("both-factors");
      expect(mayAct(act, caller("manager"), { ...alone, role: "manager" }, one)).toBe("both-factors");
    }
    expect(mayAct("unlock", caller("manager"), alone, one)).toBe(true);
    const gone = { ...alone, deactivatedAt: 1, replacedByCaller: ["second"] } as const;
    expect(mayAct("reactivate", caller("manager"), gone, one)).toBe("both-factors");
    expect(mayAct("reactivate", caller("manager"), { ...gone, noOtherManager: true }, one)).toBe("nobody-else");
    expect(mayAct("reactivate", caller("support"), { ...gone, noOtherManager: true }, one)).toBe("role");
  });

  test("and both by the same hand refuses either, whoever they are", () => {
    for (const by of [caller("support"), caller("manager"), inEmergency]) {
      const both: ActTarget = { ...withApp, replacedByCaller: ["password", "second"] };
      for (const act of [...SECOND, "issue-setup-code"] as const)
        expect(mayAct(act, by, both, two)).toBe("both-factors");
    }
  });
});

describe("a number", () => {
  const may = (act: PersonAct, more: Partial<ActTarget>) =>
    mayAct(act, caller("support"), { ...member, twoFactor: "app", ...more }, two);
  const waiting = { onFile: true, confirmed: false, waits: true, byCaller: false, byNoOther: false, tokens: false };

  test("that waits is confirmed by another than whoever stands for it already", () => {
    expect(may("confirm-number", { number: waiting })).toBe(true);
    expect(may("confirm-number", { number: { ...waiting, byCaller: true, byNoOther: false } })).toBe(
      "confirmed-by-you",
    );
    expect(may("confirm-number", { number: { ...waiting, byNoOther: true } })).toBe("not-another-person");
    expect(may("confirm-number", {})).toBe("no-number-waiting");
  });

  test("takes the place of the app where tokens may go to it, there is a gateway, and no rule asks for the app", () => {
    expect(may("fall-back-to-text", {})).toBe(true);
    expect(may("fall-back-to-text", { number: { ...waiting, onFile: false, waits: false } })).toBe("no-number");
    expect(may("fall-back-to-text", { number: waiting })).toBe("number-waits");
    expect(may("fall-back-to-text", { number: { ...waiting, waits: false } })).toBe("number-waits");
    expect(may("fall-back-to-text", { textDenialReason: "no-gateway" })).toBe("no-gateway");
    expect(may("fall-back-to-text", { textDenialReason: "text-not-allowed" })).toBe("text-not-allowed");
    expect(may("fall-back-to-text", { twoFactor: "text" })).toBe("no-app");
  });
});
