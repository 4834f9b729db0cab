import type { EntryView } from "../audit/views";
import { type InputsOf, method } from "../method";
import type { Bulk } from "../people/views";
import { auditReads, ownChange, peopleReads } from "../reads";
import type { Cancelled, MayNot, NoGateway, NotNow, SelectionRefusal } from "../refusals";
import { managers, overseers, signedIn } from "../session-state";
import type { messagingInputs } from "./inputs";
import type { OutboxRow, TestOutcome } from "./views";

type Inputs = InputsOf<typeof messagingInputs>;

export const messagingMethods = {
  listMyNotices: method<Inputs["listMyNotices"], readonly EntryView[]>()({
    callers: signedIn,
    password: "no",
    touches: [],
  }),
  remindPeople: method<Inputs["remindPeople"], Bulk, SelectionRefusal | NoGateway | Cancelled>()({
    callers: managers,
    password: "recent",
    touches: [...peopleReads, ...auditReads, "listOutbox"],
  }),
  saveGateway: method<Inputs["saveGateway"], null, MayNot>()({
    callers: managers,
    password: "every-time",
    touches: ["getSettings", ...ownChange],
  }),
  removeGateway: method<Inputs["removeGateway"], null, MayNot>()({
    callers: managers,
    password: "every-time",
    touches: ["getSettings", ...ownChange],
  }),
  sendTest: method<Inputs["sendTest"], TestOutcome, NotNow>()({
    callers: managers,
    password: "recent",
    touches: ["getSettings", "listOutbox", ...auditReads],
  }),
  listOutbox: method<Inputs["listOutbox"], readonly OutboxRow[]>()({ callers: overseers, password: "no", touches: [] }),
};
