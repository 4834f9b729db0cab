import { describe, expect, test } from "vitest";
import {
  type Act,
  type ActTarget,
  type Hindrance,
  type ManagerFacts,
  mayAct,
  mayChangeRole,
} from "../../src/main/domain/may";
import { METHODS, ROLES, type Role } from "../../src/preload/words";

const ACTS = [
  "edit",
  "change-role",
  "deactivate",
  "reactivate",
  "issue-set-up-code",
  "issue-bypass-code",
  "start-two-factor",
  "unlock",
  "reset-two-factor",
] as const satisfies readonly Act[];

const CALLER = "a";
const OTHER = "b";
const caller = (role: Role) => ({ id: CALLER, role });
const two: ManagerFacts = { inOffice: 2, active: 2 };
const one: ManagerFacts = { inOffice: 1, active: 1 };

const member: ActTarget = {
  id: OTHER,
  role: "member",
  deactivatedAt: null,
  twoFactor: "none",
  hasPassword: true,
  passwordFitsManager: true,
  locked: false,
};

/** Every state that an account can be in, as far as acts depend on it. */
const states = [null, 1].flatMap((deactivatedAt) =>
  METHODS.flatMap((twoFactor) =>
    [true, false].flatMap((hasPassword) =>
      [true, false].map((locked) => ({ deactivatedAt, twoFactor, hasPassword, passwordFitsManager: true, locked })),
    ),
  ),
);
const targets = (id: string, role: Role): ActTarget[] => states.map((state) => ({ id, role, ...state }));

function everywhere(check: (act: Act, target: ActTarget, managers: ManagerFacts) => void, id: string, role: Role) {
  for (const act of ACTS) {
    for (const target of targets(id, role)) for (const managers of [one, two]) check(act, target, managers);
  }
}

describe("who acts", () => {
  test.each(ROLES.filter((role) => role !== "manager"))(
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

  test("nobody acts on their own account, in whatever state", () => {
    everywhere(
      (act, target) => expect(mayAct(act, caller("manager"), target, two)).toBe("own-account"),
      CALLER,
      "manager",
    );
  });

  test("whatever acts on another manager waits for a second manager, however many there are", () => {
    everywhere(
      (act, target) => expect(mayAct(act, caller("manager"), target, two)).toBe("second-manager"),
      OTHER,
      "manager",
    );
    const alone = { inOffice: 2, active: 1 };
    everywhere(
      (act, target) => expect(mayAct(act, caller("manager"), target, alone)).toBe("second-manager"),
      OTHER,
      "manager",
    );
  });

  test("the last manager is neither demoted nor deactivated, by nobody", () => {
    for (const id of [CALLER, OTHER]) {
      for (const target of targets(id, "manager").filter(({ deactivatedAt }) => deactivatedAt === null)) {
        expect(mayAct("change-role", caller("manager"), target, one)).toBe("last-manager");
        expect(mayAct("deactivate", caller("manager"), target, one)).toBe("last-manager");
        expect(mayChangeRole("member", caller("manager"), target, one)).toBe("last-manager");
      }
    }
  });
});

/** What a manager may do to a member, a helper or an auditor, by the state of that account. */
const policy: Readonly<Record<string, { state: Partial<ActTarget>; acts: Record<Act, true | Hindrance> }>> = {
  "is new: no password, no two-factor": {
    state: { hasPassword: false },
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-set-up-code": true,
      "issue-bypass-code": "no-two-factor",
      "start-two-factor": true,
      unlock: "not-locked",
      "reset-two-factor": "no-two-factor",
    },
  },
  "has a password, no two-factor": {
    state: {},
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-set-up-code": true,
      "issue-bypass-code": "no-two-factor",
      "start-two-factor": true,
      unlock: "not-locked",
      "reset-two-factor": "no-two-factor",
    },
  },
  "uses text messages": {
    state: { twoFactor: "text" },
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-set-up-code": true,
      "issue-bypass-code": true,
      "start-two-factor": "two-factor-on",
      unlock: "not-locked",
      "reset-two-factor": true,
    },
  },
  "uses an app and is locked": {
    state: { twoFactor: "app", locked: true },
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-set-up-code": true,
      "issue-bypass-code": true,
      "start-two-factor": "two-factor-on",
      unlock: true,
      "reset-two-factor": true,
    },
  },
  "came back with an app and without a password": {
    state: { twoFactor: "app", hasPassword: false },
    acts: {
      edit: true,
      "change-role": true,
      deactivate: true,
      reactivate: "active",
      "issue-set-up-code": true,
      "issue-bypass-code": "no-password-yet",
      "start-two-factor": "two-factor-on",
      unlock: "not-locked",
      "reset-two-factor": true,
    },
  },
  "is deactivated, locked and uses an app": {
    state: { deactivatedAt: 1, twoFactor: "app", locked: true },
    acts: {
      edit: true,
      "change-role": "deactivated",
      deactivate: "deactivated",
      reactivate: true,
      "issue-set-up-code": "deactivated",
      "issue-bypass-code": "deactivated",
      "start-two-factor": "deactivated",
      unlock: "deactivated",
      "reset-two-factor": "deactivated",
    },
  },
  "is deactivated and never set anything up": {
    state: { deactivatedAt: 1, hasPassword: false },
    acts: {
      edit: true,
      "change-role": "deactivated",
      deactivate: "deactivated",
      reactivate: true,
      "issue-set-up-code": "deactivated",
      "issue-bypass-code": "deactivated",
      "start-two-factor": "deactivated",
      unlock: "deactivated",
      "reset-two-factor": "deactivated",
    },
  },
};

describe.each(Object.entries(policy))("a manager, to somebody who %s", (_name, { state, acts }) => {
  test.each(ACTS)("%s", (act) => {
    for (const role of ["support", "auditor", "member"] as const) {
      for (const managers of [one, two]) {
        expect(mayAct(act, caller("manager"), { ...member, role, ...state }, managers)).toBe(acts[act]);
      }
    }
  });
});

describe("giving a role", () => {
  test("one manager makes another while there were not two active ones", () => {
    expect(mayChangeRole("manager", caller("manager"), member, one)).toBe(true);
    expect(mayChangeRole("manager", caller("manager"), member, { inOffice: 2, active: 1 })).toBe(true);
  });

  test("where there were two active ones, making a third takes the second", () => {
    expect(mayChangeRole("manager", caller("manager"), member, two)).toBe("second-manager");
  });

  test("waits for a password as long as a manager's must be, where there is one", () => {
    const short = { ...member, passwordFitsManager: false };
    expect(mayChangeRole("manager", caller("manager"), short, one)).toBe("password-too-short");
    expect(mayChangeRole("manager", caller("manager"), { ...short, hasPassword: false }, one)).toBe(true);
    expect(mayChangeRole("support", caller("manager"), short, one)).toBe(true);
  });

  test("any other role takes one manager, and must be another than before", () => {
    for (const role of ROLES.filter((one) => one !== "manager")) {
      const expected = role === "member" ? "same-role" : true;
      expect(mayChangeRole(role, caller("manager"), member, two)).toBe(expected);
    }
  });

  test("nobody but a manager gives one", () => {
    expect(mayChangeRole("support", caller("support"), member, two)).toBe("role");
    expect(mayChangeRole("support", caller("manager"), { ...member, deactivatedAt: 1 }, two)).toBe("deactivated");
  });
});
