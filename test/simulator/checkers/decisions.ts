import type { Entry } from "../../../src/main/core/domain/events";
import type { Policy } from "../../../src/main/core/domain/policy";
import { settingsOf } from "../../../src/main/core/settings/settings";
import { thePractice } from "../../../src/main/core/store/practice";
import { groupsOf, type History, type Known, lastSaid } from "../history";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/*
 * What the practice decides protects no less than the strictest of what was decided apart: settings field by field, whom the
 * 2FA policy asks for what from when on, and until when somebody is exempt.
 */

export function checkDecisions({ report }: Simulation, at: Workstation, history: History): void {
  const { db } = appOf(at).context;
  const practice = thePractice(db);
  const say = (what: string) => report(`${at.name}: ${what}`);
  checkSettings(say, settingsOf(practice), settingsSaid(history));
  checkPolicy(
    say,
    practice.policy,
    lastSaid(history, history.entries.filter(isPolicyChange)).map(({ data }) => data.after),
  );
  checkExemptions(say, history, listExemptions(at));
}

type Settings = ReturnType<typeof settingsOf>;
type SettingsChange = Extract<Known, { kind: "settings-changed" }>;
type Say = (what: string) => void;

const isPolicyChange = (entry: Known): entry is Extract<Known, { kind: "policy-changed" }> =>
  entry.kind === "policy-changed";

/** How much a setting allows: what protects more is less. */
const allows: Readonly<
  Record<"digits" | "idleMinutes" | "rememberDays" | "textTokenMinutes", (settings: Settings) => number>
> = {
  digits: ({ digits }) => -digits,
  idleMinutes: ({ idleMinutes }) => idleMinutes,
  rememberDays: ({ rememberDays }) => rememberDays,
  textTokenMinutes: ({ textTokenMinutes }) =>
    textTokenMinutes === "never" ? Number.POSITIVE_INFINITY : textTokenMinutes,
};
type Field = keyof typeof allows;

function settingsSaid(history: History): ReadonlyMap<Field, readonly SettingsChange[]> {
  const changes = history.entries.filter((entry): entry is SettingsChange => entry.kind === "settings-changed");
  const fields = Object.keys(allows) as Field[];
  return new Map(
    fields.map((field) => [
      field,
      lastSaid(
        history,
        changes.filter(({ data }) => data.before[field] !== data.after[field]),
      ),
    ]),
  );
}

function checkSettings(say: Say, inForce: Settings, said: ReturnType<typeof settingsSaid>): void {
  for (const [field, changes] of said) {
    for (const { data } of changes) {
      const side = { textForApp: false, ...data.after };
      if (allows[field](inForce) > allows[field](side))
        say(`${field} is ${inForce[field]}, and was set to ${side[field]}`);
    }
  }
}

/** What a policy asks of everybody of a type: from when on, and whether text messages are enough. */
function asks(policy: Policy, accountType: "staff" | "provider") {
  const applying = policy.filter(
    ({ applies }) =>
      applies.to === "everyone" || (applies.to === "account-type" && applies.accountType === accountType),
  );
  return {
    fromAt: Math.min(Number.POSITIVE_INFINITY, ...applying.map(({ fromAt }) => fromAt)),
    graceDays: Math.min(Number.POSITIVE_INFINITY, ...applying.map(({ graceDays }) => graceDays)),
    appOnly: applying.some(({ methods }) => methods === "app-only"),
  };
}

function checkPolicy(say: Say, inForce: Policy, sides: readonly Policy[]): void {
  for (const accountType of ["staff", "provider"] as const) {
    const now = asks(inForce, accountType);
    for (const side of sides.map((policy) => asks(policy, accountType))) {
      if (now.fromAt > side.fromAt || now.graceDays > side.graceDays || (side.appOnly && !now.appOnly))
        say(`the policy asks ${JSON.stringify(now)} of ${accountType}, and was said to ask ${JSON.stringify(side)}`);
    }
  }
}

type Exemption = { readonly owner: string; readonly untilAt: number };

function listExemptions(at: Workstation): readonly Exemption[] {
  const sql = "SELECT owner, exempt_until_at AS untilAt FROM accounts WHERE exempt_until_at IS NOT NULL";
  return appOf(at).context.db.prepare(sql).all() as Exemption[];
}

const untilSaid = (entry: Entry): number => (entry.kind === "exemption-granted" ? entry.data.untilAt : 0);

function checkExemptions(say: Say, history: History, exemptions: readonly Exemption[]): void {
  const said = history.entries.filter(({ kind }) => kind === "exemption-granted" || kind === "exemption-ended");
  const bySubject = groupsOf(said, ({ subject }) => subject ?? "");
  for (const { owner, untilAt } of exemptions) {
    const least = Math.min(...lastSaid(history, bySubject.get(owner) ?? []).map(untilSaid));
    if (untilAt > least) say(`${owner} is exempt until ${untilAt}, and was said to be until ${least}`);
  }
}
