/** What stands on the two halves of the emergency codes. */

import type { EmergencyHalf } from "../vocabulary";
import { undirected } from "./messages";

const names: Readonly<Record<EmergencyHalf, string>> = { first: "first half", second: "second half" };
const others: Readonly<Record<EmergencyHalf, string>> = { first: "second", second: "first" };

export const emergencyHalfWords = {
  title: (half: EmergencyHalf) => `Emergency codes, ${names[half]}`,
  subject: (number: number, half: EmergencyHalf, practice: string) =>
    `Emergency codes ${number}, ${names[half]}, of ${undirected(practice)}`,
  lead: (half: EmergencyHalf) =>
    `With its ${others[half]} half this opens Wardkey in an emergency, for one shift. Alone it is useless.`,
  codes: "Emergency codes",
  number: (number: number, half: EmergencyHalf) => `No. ${number}, ${names[half]}`,
  until: "Opens until the end of",
  code: "Code of this half",
  codeNote: "Five groups of four. The letters I, L, O and U are not used.",
  when: "When to open it",
  whenRules: [
    "Somebody has to get on with their work, and no practice manager can be reached.",
    "All managers have lost their phones and passwords. Then it takes the recovery kit too.",
    "Not for anything that can wait until a manager is back.",
  ],
  how: "How to use it",
  howSteps: [
    "Get both halves. On Wardkey's sign-in screen choose “Emergency access”.",
    "Type your own e-mail and password, and the code of each half. Dashes need not be typed, and small letters will do.",
    "Say why. For eight hours you can then help people in and read lists. You cannot change what the practice has decided.",
    "All of it is recorded. A manager reviews it afterwards, and prints new emergency codes: these are used up.",
  ],
  keep: "To keep it safe",
  keepRules: [
    "Put this half into an envelope, seal it, and write its number and half on it.",
    "Keep the two halves in two places. Nobody should be able to get at both alone.",
    "Do not photograph it, and do not copy it into a file or a message. Print it rather than save it.",
    "Broken seal, or lost? Have a manager void the codes in Settings, and print new ones.",
  ],
  opened: { by: "Opened by (name)", hand: "Signature", on: "Date and time" },
  shred: "Shred this half once the emergency codes were used, voided or replaced.",
} as const;
