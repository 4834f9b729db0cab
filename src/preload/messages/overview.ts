/** The overview: how the practice stands, and what needs a manager. */

import { formatNumber, type Place } from "./formats";

const people = (count: number, place: Place) => (count === 1 ? "1 person" : `${formatNumber(count, place)} people`);

export const overviewWords = {
  title: "Overview",
  lead: "How the practice stands, and what needs you now. Every number leads to the people it counts.",
  attention: "Needs attention",
  attentionNone: "Nothing needs you right now.",
  overdue: "Overdue",
  locked: "Locked",
  daysLeft: "Days left",
  managersWithout: "Managers without two-factor",
  codesLow: "Recovery codes low",
  protected: "Protected",
  protectedLead: "Who is asked for a token besides the password.",
  share: "Protected",
  shareOf: (active: number, place: Place) => `of ${people(active, place)}`,
  app: "App",
  text: "Text message",
  none: "None",
  adoption: "Two-factor over the last 90 days",
  adoptionLead: (since: string) => `At the end of each day, since ${since}.`,
  day: "Day",
  asTable: "Show as table",
  tooEarly: "Too early for a chart",
  tooEarlyWhy: (since: string) => `There are figures since ${since}. A chart takes at least two days.`,
  chartFailed: "The chart could not be drawn. These are its numbers.",
  deadlines: "Next deadlines",
  noDeadlines: "No deadline lies ahead of anybody.",
  due: people,
  dueOn: (count: number, day: string, place: Place) => `${people(count, place)} due on ${day}`,
  readiness: "If a phone were lost today",
  readinessLead: "Who could not get back in, or only with a number that somebody else may answer.",
  noWayBack: "No recovery code left, and no backup password",
  textOnly: "Text message only",
  recent: "Last entries",
  noEntries: "There are no entries yet.",
  toLedger: "All entries",
} as const;

/** While nobody but the manager is there. */
export const firstStepWords = {
  title: "First steps",
  lead: "The practice is founded. This is what makes it safe.",
  own: "Set up your own two-factor",
  ownAbout: "Managers first: an app on your phone, and recovery codes on paper.",
  ownLink: "Open your settings",
  people: "Add people, or import them",
  peopleAbout: "Each of them gets a set-up code and sets up their own phone.",
  peopleLink: "Open People",
  requirement: "Require two-factor",
  requirementAbout: "From a day on, with some days of grace. You see first whom it would concern.",
  requirementLink: "Open Requirement",
  done: "Done",
  toDo: "To do",
} as const;
