import { formatDate, formatNumber, type Place, shareOf } from "../formats";
import type { AccountType, AllowedMethods, LockOutCause, PreviewGroup, Role, Weakening } from "../vocabulary";

/** The screen 2FA policy: its rules, what they would do (preview), and who is let off. */

export const policyWords = {
  title: "2FA policy",
  lead: "Who must use two-factor authentication, from when, and with what.",
  loading: "Loading the 2FA policy",
  rules: "Rules",
  addRule: "Add rule",
  readOnly: "Only a practice manager changes the 2FA policy.",
  edit: "Edit",
  remove: "Remove",
  editOf: (label: string) => `Edit the rule ${label}`,
  removeOf: (label: string) => `Remove the rule ${label}`,
  from: "From",
  grace: "Grace",
  graceOf: (days: number) => (days === 0 ? "None" : days === 1 ? "1 day" : `${days} days`),
  methods: "With",
  methodsOf: {
    "app-only": "Authenticator app only",
    "app-and-text": "Authenticator app or text message",
  } satisfies Record<AllowedMethods, string>,
  covers: "Covers",
  coversOf: (covered: number, done: number, place: Place) =>
    covered === 0
      ? "Nobody yet"
      : `${formatNumber(covered, place)} ${covered === 1 ? "person" : "people"}, ${shareOf(done, covered, place)} done`,
  unsaved: "Not saved yet",
  new: "New",
  changed: "Changed",
  inForce: "In force",
  startsOn: (on: string) => `Starts ${on}`,
  noGateway: "Text messages are allowed by a rule, but the practice has no gateway: only the app works for now.",
  overlaps: "Where rules overlap",
  overlapsLead: "The stricter rule decides, so another rule never makes anything weaker.",
  besides: "Besides",
  besidesLead:
    "Digits of new authenticators, how long text-message tokens live, when the workstation locks and how long it may be remembered are practice settings.",
  besidesLink: "Settings: Sign-in",

  emptyTitle: "Nobody is required to use two-factor authentication",
  emptyLead:
    "Begin with one of these, or with a rule of your own. Nothing takes effect before you have seen what it does.",
  templates: {
    everyone: (lastDay: string) => `Everyone by ${lastDay}`,
    providers: (lastDay: string) => `Providers by ${lastDay}`,
    managers: "Managers from today, app only",
  },
} as const;

export const ruleDialogWords = {
  add: "Add a rule",
  edit: (label: string) => `Edit the rule ${label}`,
  applies: "Applies to",
  everyone: "Everyone",
  accountType: "An account type",
  role: "A role",
  people: "Named people",
  accountTypes: { provider: "Providers", staff: "Staff" } satisfies Record<AccountType, string>,
  roles: {
    manager: "Managers",
    support: "Support staff",
    auditor: "Auditors",
    member: "Members",
  } satisfies Record<Role, string>,
  whichAccountType: "Account type",
  whichRole: "Role",
  whichPeople: "People",
  addPerson: "Add a person",
  noPerson: "Nobody found",
  openPeople: "Show people",
  removePerson: (name: string) => `Remove ${name}`,
  nobodyYet: "Nobody yet. Add at least one person.",
  choose: "Choose one.",
  fromOn: "From",
  fromHint: "From the beginning of that day, in the practice’s time zone: the day before is the last one to act.",
  incomplete: "Type a whole date.",
  graceDays: "Grace for new accounts",
  graceHint:
    "0: the day above holds for everybody. More: at least so many days from the first sign-in, or from 30 days after somebody was added. A reset does not renew it.",
  days: "days",
  methods: "With",
  appOnlyAbout: "Safer, and works without a network or phone signal.",
  textAbout: "Text messages count too. The weaker option.",
  put: "Put into the draft",
  cancel: "Cancel",
  close: "Close",
} as const;

const groupNames = {
  ready: "Ready",
  "time-left": "Still has time",
  "locked-out": "Would be locked out",
  exempt: "Exempt",
  "not-covered": "Not covered",
} satisfies Record<Exclude<PreviewGroup, "must-set-up">, string>;

/** Everybody who has anything to do because of the rules, sooner or later. */
function whoActs(on: string, groups: Readonly<Record<PreviewGroup, number>>, place: Place): readonly string[] {
  const count = (group: PreviewGroup) => formatNumber(groups[group], place);
  const said: string[] = [];
  if (groups["must-set-up"] + groups["locked-out"] > 0) {
    const locked = groups["locked-out"] === 0 ? "nobody" : count("locked-out");
    said.push(`On ${on}: ${count("must-set-up")} must have acted, ${locked} would be locked out.`);
  }
  if (groups["time-left"] > 0) said.push(`${count("time-left")} must act later, when their days of grace end.`);
  if (groups.exempt > 0) said.push(`${count("exempt")} must act when their exemption ends.`);
  return said.length === 0 ? ["Nobody has to act because of it."] : said;
}

export const previewWords = {
  title: "Preview",
  lead: (on: string) => `What these rules do on ${on} if nobody does anything until then.`,
  loading: "Working out the preview",
  failed: "The preview could not be made",
  /** `lastDay`: the last one on which anybody can still set up before the rules hold. */
  groupOf: (group: PreviewGroup, lastDay: string) =>
    group === "must-set-up" ? `Must set up by ${lastDay}` : groupNames[group],
  groupsLabel: "Who is concerned",
  about: {
    ready: "They use what the rules ask for already.",
    "time-left": "They still have days left then; a banner shows them the deadline.",
    "must-set-up":
      "Nothing hinders them: they are shown the deadline at every sign-in. After it, only the setup is reachable, and it takes a setup code.",
    "locked-out": "They could not act by themselves. Look at each of them before you save.",
    exempt: "They are let off through a day.",
    "not-covered": "No rule applies to them.",
  } satisfies Record<PreviewGroup, string>,
  nobody: "Nobody",
  causes: {
    "never-signed-in": "Never signed in",
    "no-phone": "No cell phone",
    "shared-phone": "Shares a cell phone",
    "no-time": "No time left",
  } satisfies Record<LockOutCause, string>,
  help: {
    "never-signed-in": "Give a setup code",
    "no-phone": "Add a cell phone",
    "shared-phone": "Change the cell phone",
    "no-time": "Exempt until they can",
  } satisfies Record<LockOutCause, string>,
  helpOf: (help: string, name: string) => `${help}: ${name}`,
  person: "Person",
  accountType: "Account type",
  why: "Why",
  due: "Due",
  whatHelps: "What helps",
  more: (left: number, place: Place) => `Show more (${formatNumber(left, place)} left)`,
  shown: (shown: number, total: number, place: Place) =>
    `${formatNumber(shown, place)} of ${formatNumber(total, place)}`,
  weakens: "This makes the 2FA policy weaker",
  weakenings: {
    "later-date": "A rule begins later.",
    "more-grace": "A rule gives more grace.",
    "another-method": "Text messages are allowed where they were not.",
    "smaller-circle": "Fewer people are required.",
    "longer-token-life": "Text-message tokens live longer.",
    "longer-remembering": "Workstations are remembered longer.",
    "number-to-call": "Another number to call for help.",
    "text-for-app": "People with the app may have a token sent to their phone.",
    exemption: "Somebody is let off.",
  } satisfies Record<Weakening, string>,
  needsSecond: "It takes a second manager.",
  lockOutTitle: "This cannot be put in force",
  lockOut: "It would leave no manager who can get in. Have one manager set up an authenticator app first.",
  save: "Save the 2FA policy",
  discard: "Discard",
  unchanged: "Nothing has been changed yet.",
  saveTitle: "Put these rules in force?",
  saveLead: (on: string, groups: Readonly<Record<PreviewGroup, number>>, place: Place) =>
    [...whoActs(on, groups, place), "It holds at everybody’s next sign-in."].join(" "),
  confirm: "Save",
  saved: "The 2FA policy is saved.",
  discardTitle: "Discard the draft?",
  discardBody: "The rules go back to what is in force.",
  keepDraft: "Keep the draft",
} as const;

export const exemptionsWords = {
  title: "Exemptions",
  lead: "Who is let off, through which day and why. Granted and ended on the person’s own page.",
  none: "Nobody is exempt.",
  failed: "The exemptions could not be read",
  columns: { person: "Person", through: "Through", reason: "Reason", granted: "Granted by" },
  granted: (name: string | null, at: number, place: Place) => `${name ?? "Somebody"}, ${formatDate(at, place)}`,
} as const;
