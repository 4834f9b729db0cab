import { formatDateTime, formatNumber, type Place } from "../formats";

/** "Who is still active?": after a restore each account is closed until somebody confirms it. */

/** Why an account was deactivated there. */
export const leftBeforeRestore = "Left before the restore";

const people = (count: number, place: Place) => (count === 1 ? "1 person" : `${formatNumber(count, place)} people`);

export const heldWords = {
  title: "Who is still active?",
  restored: (madeAt: number, place: Place) =>
    `You restored the backup of ${formatDateTime(madeAt, place)}. Somebody who left since may be back.`,
  wentOn: (at: number, place: Place) =>
    `The vault went on from an earlier state on ${formatDateTime(at, place)}. Somebody who left may be back.`,
  none: "No account waits to be confirmed.",
  closed: "Nobody but you can sign in until you confirm them.",
  failed: "The list could not be read",
  search: "Name or e-mail",
  clear: "Clear search",
  decisions: "Decided",
  list: "People who were closed by the restore",
  progress: (toDecide: number, of: number, place: Place) =>
    `${formatNumber(toDecide, place)} of ${formatNumber(of, place)} to decide`,
  allDecided: "Everybody is decided",
  nobodyFound: "Nobody fits your search",
  name: "Name",
  role: "Role",
  lastSignIn: "Last sign-in",
  never: "Never",
  state: "State",
  choice: "Choice",
  exception: "Leave out",
  leaveOut: (name: string) => `Leave out ${name}`,
  states: { closed: "Closed", confirmed: "Confirmed", left: "Left the practice" },
  decided: { confirmed: "Can sign in", left: "Deactivated" },
  waits: (day: string) => `Waits until ${day}`,
  worksHere: "Works here",
  hasLeft: "Has left",
  worksHereOf: (name: string) => `${name} works here`,
  hasLeftOf: (name: string) => `${name} has left`,
  loadingRow: "Loading …",
  confirmAll: "Confirm all, with exceptions",
  confirmTitle: (count: number, place: Place) => `Confirm ${people(count, place)}?`,
  confirmEffect: (leftOut: number, place: Place) =>
    leftOut === 0
      ? "They can all sign in again. Managers are confirmed one by one."
      : `They can sign in again. You left out ${people(leftOut, place)}. Managers are confirmed one by one.`,
  confirm: (count: number, place: Place) => `Confirm ${people(count, place)}`,
  cancel: "Cancel",
  working: "Accounts are confirmed",
  done: (count: number, place: Place) => `${people(count, place)} can sign in again.`,
  different: "What is different now",
  same: "Phones work as before.",
  changes: [
    "Old recovery codes are void. Everybody gets ten new ones at the next sign-in.",
    "Setup codes and bypass codes are void.",
    "Remembered workstations are forgotten.",
  ],
  atOnce: "Each choice counts at once",
  atOnceAbout: "Close this screen and come back when you like. It waits on Overview until all are decided.",
  managers: "Another manager takes a second confirmed manager, or a wait.",
  banner: (toDecide: number, place: Place) =>
    toDecide === 1
      ? "1 account is closed until you decide"
      : `${formatNumber(toDecide, place)} accounts are closed until you decide`,
  bannerLead: "The vault was restored. Somebody who left since may be back.",
  open: "Decide who is still active",
  figure: (count: number) => (count === 1 ? "account to confirm" : "accounts to confirm"),
} as const;
