import type { InputOf } from "../../src/contract/methods";
import type { Person, PersonRow } from "../../src/contract/people/views";
import type { AccountPolicy } from "../../src/contract/policy/views";
import { ok, refuse } from "../../src/contract/result";
import type { PersonAct, Status } from "../../src/contract/vocabulary";
import { type FakeReplies, testNow } from "./fake-wardkey";

/* People as main would show them, for the window's tests. */

export const nothingRequired: AccountPolicy = {
  applying: [],
  decidedBy: null,
  deadlineAt: null,
  allowed: null,
  exemption: null,
  sentence: null,
};

/** Ids as main makes them: 26 characters of base32. */
function accountId(number: number): string {
  return number
    .toString()
    .replace(/\d/g, (digit) => "abcdefghij".charAt(Number(digit)))
    .padStart(26, "z");
}

export function personRow(number: number, more: Partial<PersonRow> = {}): PersonRow {
  return {
    id: accountId(number),
    name: `Person ${number}`,
    email: `person${number}@lakeside.example`,
    cellPhone: null,
    accountType: "staff",
    role: "member",
    twoFactorId: String(100_000_000 + number),
    status: "app",
    twoFactor: "app",
    lastUsedAt: null,
    lockedUntil: null,
    requiredBy: null,
    deadlineAt: null,
    exemptUntilAt: null,
    recoveryCodesLeft: 8,
    remindedAt: null,
    ...more,
  };
}

export const marcus = personRow(1, {
  name: "Marcus Webb",
  email: "marcus@lakeside.example",
  cellPhone: "+447400123456",
  status: "sms-only",
  twoFactor: "text",
  lastUsedAt: Date.UTC(2026, 9, 30, 9, 0),
});
export const priya = personRow(2, { name: "Dr. Priya Nair", email: "priya@lakeside.example", accountType: "provider" });
export const ana = personRow(3, {
  name: "Ana Silva",
  email: "ana@lakeside.example",
  status: "locked",
  lockedUntil: testNow + 30 * 60_000,
});
export const elena = personRow(4, {
  name: "Elena Ruiz",
  email: "elena@lakeside.example",
  role: "support",
  status: "not-set-up",
  twoFactor: "none",
});

export const everything: Person["may"] = {
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
};

/** A person for whom every act is refused for one reason. */
export function mayNothing(because: Exclude<Person["may"][PersonAct], true>): Person["may"] {
  return Object.fromEntries(Object.keys(everything).map((act) => [act, because])) as Person["may"];
}

export function personOf(row: PersonRow, more: Partial<Person> = {}): Person {
  return {
    ...row,
    createdAt: testNow - 86_400_000,
    deactivatedAt: null,
    hasPassword: true,
    confirmedPhone: row.cellPhone,
    setupCodeUntil: null,
    startedBy: null,
    setupCodeNeeded: false,
    failures: 0,
    numberWaits: false,
    backupPassword: false,
    authenticator: null,
    workstation: null,
    policy: nothingRequired,
    may: everything,
    ...more,
  };
}

/** Main's part of the list: it filters, sorts by name, and gives the page that is asked for. */
export function clinicOf(rows: readonly PersonRow[]): FakeReplies {
  const found = ({ search, status, role, accountType, method, late }: InputOf<"countFound">, descending = false) => {
    const fits = rows.filter(
      (row) =>
        (status === null || (status === "active" ? row.status !== "deactivated" : row.status === status)) &&
        (role === null || row.role === role) &&
        (accountType === null || row.accountType === accountType) &&
        (method === null || row.twoFactor === method) &&
        (!late || row.status === "overdue" || row.status === "days-left") &&
        `${row.name} ${row.email} ${row.cellPhone}`.toLowerCase().includes(search.toLowerCase()),
    );
    const sorted = [...fits].sort((a, b) => (a.name < b.name ? -1 : 1));
    return descending ? sorted.reverse() : sorted;
  };
  const count = (status: Status) => rows.filter((row) => row.status === status).length;
  return {
    listPeople: (input) => {
      return ok(found(input, input.descending).slice(input.offset, input.offset + input.limit));
    },
    countFound: (filter) => ok(found(filter).length),
    countPeople: ok({
      all: rows.length,
      late: count("overdue") + count("days-left"),
      overdue: count("overdue"),
      "days-left": count("days-left"),
      exempt: count("exempt"),
      locked: count("locked"),
      "sms-only": count("sms-only"),
      "not-set-up": count("not-set-up"),
      app: count("app"),
      deactivated: count("deactivated"),
    }),
    getPeopleSettings: ok({
      columns: ["name", "role", "two-factor", "status", "cell-phone", "last-used"],
      density: "normal",
      widths: {},
      views: [],
    }),
    getPerson: ({ account }) => {
      const row = rows.find(({ id }) => id === account);
      return row === undefined ? refuse({ code: "no-such-person" }) : ok(personOf(row));
    },
    findSharedPhones: ok([]),
    listPersonEntries: ok([]),
  };
}
