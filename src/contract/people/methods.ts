import type { EntryView } from "../audit/views";
import type { ShownCode } from "../enrollment/views";
import { type InputsOf, method } from "../method";
import type { PersonRef } from "../person-ref";
import { actOnAccount, auditReads } from "../reads";
import type {
  Cancelled,
  EmailTaken,
  IdentityNeeded,
  IdentityRefused,
  MayNot,
  NoSuchPerson,
  NotNow,
  PaperTrouble,
  RecordsDamaged,
  SelectionRefusal,
  TooMany,
} from "../refusals";
import type { SavedFile } from "../session/views";
import { deciders, managers, overseers, readers } from "../session-state";
import type { peopleInputs } from "./inputs";
import type {
  Bulk,
  HeldAccounts,
  NewPerson,
  PeopleCounts,
  PeopleSettings,
  Person,
  PersonRow,
  SavedView,
} from "./views";

type Inputs = InputsOf<typeof peopleInputs>;

export const peopleMethods = {
  listPeople: method<Inputs["listPeople"], readonly PersonRow[]>()({ callers: readers, password: "no", touches: [] }),
  countFound: method<Inputs["countFound"], number>()({ callers: readers, password: "no", touches: [] }),
  countPeople: method<Inputs["countPeople"], PeopleCounts>()({ callers: readers, password: "no", touches: [] }),
  getPerson: method<Inputs["getPerson"], Person, NoSuchPerson>()({ callers: readers, password: "no", touches: [] }),
  listPersonEntries: method<Inputs["listPersonEntries"], readonly EntryView[], NoSuchPerson>()({
    callers: readers,
    password: "no",
    touches: [],
  }),
  findSharedPhones: method<Inputs["findSharedPhones"], readonly PersonRef[]>()({
    callers: managers,
    password: "no",
    touches: [],
  }),
  addPerson: method<Inputs["addPerson"], NewPerson, EmailTaken>()({
    callers: managers,
    password: "recent",
    reveals: true,
    touches: actOnAccount,
  }),
  editPerson: method<
    Inputs["editPerson"],
    null,
    NoSuchPerson | EmailTaken | IdentityNeeded | IdentityRefused | MayNot | RecordsDamaged
  >()({ callers: managers, password: "every-time", touches: actOnAccount }),
  changeRole: method<Inputs["changeRole"], null, NoSuchPerson | MayNot | RecordsDamaged>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
  deactivatePerson: method<Inputs["deactivatePerson"], null, NoSuchPerson | MayNot | RecordsDamaged>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
  reactivatePerson: method<
    Inputs["reactivatePerson"],
    ShownCode,
    NoSuchPerson | EmailTaken | IdentityRefused | MayNot | RecordsDamaged
  >()({ callers: managers, password: "every-time", reveals: true, touches: actOnAccount }),
  liftEmail: method<Inputs["liftEmail"], null, NoSuchPerson | MayNot | RecordsDamaged>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
  startTwoFactor: method<Inputs["startTwoFactor"], null, NoSuchPerson | MayNot | RecordsDamaged>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
  forgetRememberedSignIn: method<Inputs["forgetRememberedSignIn"], null, NoSuchPerson | MayNot | RecordsDamaged>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
  listHeldAccounts: method<Inputs["listHeldAccounts"], HeldAccounts>()({
    callers: deciders,
    password: "no",
    touches: [],
  }),
  decideHeldAccount: method<Inputs["decideHeldAccount"], null, NoSuchPerson | MayNot | RecordsDamaged>()({
    callers: deciders,
    password: "recent",
    touches: actOnAccount,
  }),
  confirmHeldAccounts: method<Inputs["confirmHeldAccounts"], Bulk, SelectionRefusal | Cancelled>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
  confirmAccount: method<Inputs["confirmAccount"], null, NoSuchPerson | MayNot | RecordsDamaged>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
  getPeopleSettings: method<Inputs["getPeopleSettings"], PeopleSettings>()({
    callers: readers,
    password: "no",
    touches: [],
  }),
  savePeopleSettings: method<Inputs["savePeopleSettings"], null>()({
    callers: readers,
    password: "no",
    touches: ["getPeopleSettings"],
  }),
  saveView: method<Inputs["saveView"], SavedView, TooMany>()({
    callers: readers,
    password: "no",
    touches: ["getPeopleSettings"],
  }),
  removeView: method<Inputs["removeView"], null>()({
    callers: readers,
    password: "no",
    touches: ["getPeopleSettings"],
  }),
  listSelected: method<Inputs["listSelected"], readonly PersonRef[], SelectionRefusal>()({
    callers: managers,
    password: "no",
    touches: [],
  }),
  deactivatePeople: method<Inputs["deactivatePeople"], Bulk, SelectionRefusal | Cancelled>()({
    callers: managers,
    password: "every-time",
    touches: actOnAccount,
  }),
  exportPeople: method<Inputs["exportPeople"], SavedFile | null, NotNow | PaperTrouble | Cancelled>()({
    callers: overseers,
    password: "every-time",
    touches: auditReads,
  }),
};
