import { changeLabels } from "../audit/change-messages";
import {
  capital,
  first,
  type Names,
  type Parties,
  partyWords,
  reasonGiven,
  roleNames,
} from "../audit/entry-vocabulary";
import { formatDateTime, formatLastDay, formatNumber, type Place } from "../formats";
import type { ConflictKind, Method, Role } from "../vocabulary";

/** What a conflict is about, and what is in force: the audit log and the screen Conflicts say the same. */

type Apart = {
  readonly sides: readonly { readonly workstation: string; readonly at: number; readonly actor: string | null }[];
};
type Of<W extends ConflictKind, V = unknown> = Apart & { readonly what: W; readonly inForce: V };

/** What the sentences take of a conflict. */
export type ConflictInWords =
  | {
      readonly what: "same-email" | "same-two-factor-id";
      readonly name: string;
      readonly accounts: readonly string[];
      readonly keeper: string | null;
    }
  | Of<"role", Role>
  | Of<"account-status", "active" | "deactivated">
  | Of<"two-factor", Method>
  | Of<"exemption", number | null>
  | Of<"password">
  | (Of<"profile", string | null> & { readonly field: ProfileField })
  | (Of<"settings"> & { readonly field: SettingField })
  | Of<"policy">
  | Of<"gateway", object | null>
  | (Apart & { readonly what: "code-used-twice"; readonly sort: string; readonly number: number | null })
  | (Apart & { readonly what: "demoted-each-other" | "no-manager" | "removed-each-other" });

type ProfileField = "name" | "email" | "cellPhone" | "accountType";
type SettingField = keyof typeof settingLabels;

const settingLabels = {
  name: changeLabels.practiceName,
  region: changeLabels.region,
  timeZone: changeLabels.timeZone,
  stillStuck: changeLabels.stillStuck,
  textTokenMinutes: changeLabels.textTokenMinutes,
  digits: changeLabels.digits,
  idleMinutes: changeLabels.idleMinutes,
  rememberDays: changeLabels.rememberDays,
  textForApp: changeLabels.textForApp,
} as const;

const profileLabels: Readonly<Record<ProfileField, string>> = {
  name: "name",
  email: "e-mail",
  cellPhone: "cell phone",
  accountType: "account type",
};

const methodsInForce: Readonly<Record<Method, string>> = {
  none: "2-factor is off",
  text: "tokens by text message work",
  app: "the authenticator app works",
};

/** Codes that a person types, by what the ledger calls them. */
const codeNames: Readonly<Record<string, string>> = {
  "recovery-code": "recovery code",
  "bypass-code": "bypass code",
  "setup-code": "setup code",
  "text-token": "token",
  "phone-proof": "token",
  "recovery-token": "token",
  "remembered-sign-in": "remembered sign-in",
};

const codeName = (sort: string) => codeNames[sort] ?? "code";
const howMany = (count: number, place: Place) =>
  ["no", "one", "two", "three", "four", "five"][count] ?? formatNumber(count, place);

/** "at two workstations"; however many entries one of them wrote. */
function atHowMany({ sides }: Apart, place: Place): string {
  return `at ${howMany(new Set(sides.map(({ workstation }) => workstation)).size, place)} workstations`;
}

/** What happened, as a sentence without its full stop: "Marcus Webb's role was changed at two workstations". */
export function conflictTitle(conflict: ConflictInWords, whose: string, place: Place): string {
  const subject = first(whose);
  switch (conflict.what) {
    case "same-email":
    case "same-two-factor-id": {
      const shared = conflict.what === "same-email" ? "e-mail" : "two-factor ID";
      return `${capital(howMany(conflict.accounts.length, place))} accounts have the same ${shared}`;
    }
    case "code-used-twice": {
      const number = conflict.number === null ? "" : ` ${conflict.number}`;
      return `${subject} ${codeName(conflict.sort)}${number} was used ${atHowMany(conflict, place)}`;
    }
    case "account-status":
      return `${subject} account was deactivated and reactivated ${atHowMany(conflict, place)}`;
    case "demoted-each-other":
      return "Managers ended each other’s role";
    case "no-manager":
      return "No practice manager is left";
    case "removed-each-other":
      return "Workstations removed each other";
    default: {
      const topic = topicOf(conflict.what, "field" in conflict ? conflict.field : null, whose);
      // People's names stay as they are written.
      return `${topic.startsWith(whose) ? first(topic) : capital(topic)} was changed ${atHowMany(conflict, place)}`;
    }
  }
}

/** What it is about, in the middle of a sentence. */
function topicOf(what: ConflictKind, field: string | null, whose: string): string {
  switch (what) {
    case "role":
      return `${whose} role`;
    case "account-status":
      return `${whose} account`;
    case "two-factor":
      return `${whose} 2-factor`;
    case "password":
      return `${whose} password`;
    case "exemption":
      return `${whose} exemption`;
    case "profile":
      return `${whose} ${isProfileField(field) ? profileLabels[field] : "profile"}`;
    case "code-used-twice":
      return `${whose} code`;
    case "settings":
      return isSettingField(field) ? `the setting “${settingLabels[field]}”` : "the settings";
    default:
      return practiceTopics[what];
  }
}

const practiceTopics = {
  "same-email": "accounts with the same e-mail",
  "same-two-factor-id": "accounts with the same two-factor ID",
  policy: "the 2FA policy",
  gateway: "the gateway for texts and calls",
  "demoted-each-other": "managers who ended each other’s role",
  "no-manager": "the last practice manager",
  "removed-each-other": "workstations that removed each other",
} as const;

function isProfileField(field: string | null): field is ProfileField {
  return field !== null && Object.hasOwn(profileLabels, field);
}

function isSettingField(field: string | null): field is SettingField {
  return field !== null && Object.hasOwn(settingLabels, field);
}

/** What only whoever looks into the tables can say; the audit log does without. */
export interface ConflictDetails {
  /** Who keeps the e-mail. */
  readonly keeper?: string | undefined;
  /** A value in force, as it is written. */
  readonly value?: string | undefined;
}

/** What holds until somebody settles it, as the middle of a sentence: "the role is support". */
export function inForceWords(conflict: ConflictInWords, place: Place, { keeper, value }: ConflictDetails = {}): string {
  switch (conflict.what) {
    case "same-email":
    case "same-two-factor-id": {
      if (conflict.keeper !== null) {
        return `only ${keeper ?? partyWords.nobody} keeps it`;
      }
      if (conflict.what === "same-two-factor-id") return "the ID names nobody";
      const all = conflict.accounts.length === 2 ? "both" : `all ${howMany(conflict.accounts.length, place)}`;
      return `${all} accounts are closed`;
    }
    case "role":
      return `the role is ${roleNames[conflict.inForce]}`;
    case "account-status":
      return `the account is ${conflict.inForce}`;
    case "two-factor":
      return methodsInForce[conflict.inForce];
    case "exemption":
      return conflict.inForce === null
        ? "the exemption has ended"
        : `the exemption holds through ${formatLastDay(conflict.inForce, place)}`;
    case "code-used-twice":
      return codesInForce[conflict.sort] ?? "the code is used up";
    case "no-manager":
      return "nobody is a practice manager";
    case "demoted-each-other":
      return "none of them is a practice manager";
    case "removed-each-other":
      return "all of them are removed";
    default:
      return value ?? otherwiseInForce[conflict.what];
  }
}

/** What a code that was used twice takes along. */
const codesInForce: Readonly<Record<string, string>> = {
  "recovery-code": "the other recovery codes are void",
  "setup-code": "nothing that was set up with it works",
};

/** Which of the values it is, where the value itself is not said. */
const otherwiseInForce = {
  password: "the later password works",
  profile: "the later value holds",
  settings: "the safer value holds, else the later one",
  policy: "the stricter rules hold",
  gateway: "the later gateway is used",
} as const;

/** What follows for people while it is open. */
export function consequenceWords(conflict: ConflictInWords, whom: string): string {
  switch (conflict.what) {
    case "same-two-factor-id":
      return "Everybody signs in as always.";
    case "same-email":
      return conflict.keeper === null
        ? "Nobody signs in with them, and no setup code of theirs works, until you settle this. Nothing else is affected."
        : "Nobody signs in with the others until you settle this. Nothing else is affected.";
    case "code-used-twice":
      return usedTwiceWords(conflict.sort, whom);
    default:
      return consequences[conflict.what];
  }
}

function usedTwiceWords(sort: string, whom: string): string {
  switch (sort) {
    case "recovery-code":
      return `Somebody else may have a copy of them. Ask ${whom} to make ten new ones in their settings.`;
    case "setup-code":
      return `Somebody else may have had it. Make sure who asks, and give ${whom} a new one.`;
    default:
      return `Somebody else may have had it. Ask ${whom} where they used it.`;
  }
}

const consequences = {
  role: "Until you settle this, only what all sides allow counts.",
  "account-status": "Nobody can sign in with this account until you settle this.",
  "two-factor": "What was taken out of use stays so. Of two setups the later one works.",
  exemption: "Until you settle this, whatever ends first counts.",
  password: "The earlier one does not work any more.",
  profile: "Until you settle this, the later change counts.",
  settings: "Until you settle this, what protects the practice more counts; else the later change.",
  policy: "Until you settle this, what asks for more counts.",
  gateway: "Until you settle this, the later change counts.",
  "demoted-each-other": "Another manager can give the role back.",
  "no-manager": "Manager recovery is the way back: with the recovery kit and the emergency codes.",
  "removed-each-other": "What they record from now on is not taken in.",
} as const;

/** How a password was chosen, by what the ledger calls that. */
const passwordWays: Readonly<Record<string, string>> = {
  change: "Changed with the old one",
  "setup-code": "Chosen with a setup code",
  recovery: "Chosen with the recovery kit",
  "practice-setup": "Chosen when the practice was set up",
};

/** What stands in the columns that are compared. */
export const sideWords = {
  did: {
    added: (who: string) => `Added by ${who}`,
    changed: (who: string) => `Changed by ${who}`,
    used: () => "Used",
    ended: (who: string) => `Role ended by ${who}`,
    removed: (who: string) => `Removed by ${who}`,
  },
  app: "Wardkey",
  account: "Account",
  statuses: { active: "Active", deactivated: "Deactivated" },
  twoFactor: "2-factor",
  methods: { none: "Off", text: "Text messages", app: "Authenticator app" } satisfies Record<Method, string>,
  password: "Password",
  passwordWay: (by: string) => passwordWays[by] ?? by,
  exemption: "Exemption",
  exemptionEnded: "Ended",
  exemptThrough: (lastDay: string) => `Through ${lastDay}`,
  managerRole: "Was a manager",
  workstation: "Workstation",
  signedIn: "Signed in",
  never: "Never",
  rule: (number: number) => `Rule ${number}`,
} as const;

/** Who recorded it, where and when, after what happened; or whose accounts share what. */
function whoWords(conflict: ConflictInWords, place: Place, { account, workstation }: Names): string {
  if ("accounts" in conflict) return `, ${conflict.name}: ${conflict.accounts.map(account).join(", ")}.`;
  const sides = conflict.sides.map(
    ({ actor, workstation: where, at }) =>
      `${actor === null ? partyWords.app : account(actor)} at ${workstation(where)}, ${formatDateTime(at, place)}`,
  );
  return `. Recorded by ${sides.join("; by ")}.`;
}

/** What the audit log says of conflicts. */
export const conflictSentences = {
  "conflict-found": (
    { whose }: Parties,
    { conflict }: { readonly conflict: ConflictInWords },
    place: Place,
    names: Names,
  ) => {
    const found = `Wardkey found a conflict: ${conflictTitle(conflict, whose, place)}`;
    const keeper = "keeper" in conflict && conflict.keeper !== null ? names.account(conflict.keeper) : undefined;
    return `${found}${whoWords(conflict, place, names)} Until it is settled, ${inForceWords(conflict, place, { keeper })}.`;
  },
  "conflict-settled": (
    { who, whose }: Parties,
    {
      what,
      field,
      reason,
    }: { readonly what: ConflictKind; readonly field: string | null; readonly reason: string | null },
  ) => {
    const topic = topicOf(what, field, whose);
    if (reason === null) return `The conflict about ${topic} is settled.`;
    return `${who} settled the conflict about ${topic}: what was in force stays.${reasonGiven(reason)}`;
  },
} as const;
