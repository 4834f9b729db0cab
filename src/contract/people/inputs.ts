import { z } from "zod";
import {
  act,
  day,
  emailAddress,
  id,
  nothing,
  paperSize,
  person,
  phone,
  problem,
  proof,
  reason,
  seenIdentity,
  words,
} from "../fields";
import { ACCOUNT_TYPES, COLUMN_WIDTH, DENSITIES, METHODS, PEOPLE_COLUMNS, ROLES, STATUS_FILTERS } from "../vocabulary";

/** Who is shown; null asks for all. */
const peopleFilter = {
  search: z.string().max(200),
  status: z.union([z.null(), z.enum(STATUS_FILTERS)]),
  role: z.union([z.null(), z.enum(ROLES)]),
  accountType: z.union([z.null(), z.enum(ACCOUNT_TYPES)]),
  method: z.union([z.null(), z.enum(METHODS)]),
  /** Whose open recovery codes are used up, or nearly so, while two-factor is on; or used up, without a backup password. */
  codes: z.union([z.null(), z.enum(["none", "low", "no-way-back"])]),
  /** Overdue, or with days left. */
  late: z.boolean(),
  /** Whose deadline lies on this day. */
  dueOn: z.union([z.null(), day]),
};

const peopleOrder = {
  sort: z.enum(["name", "role", "status", "deadline", "last-used"]),
  descending: z.boolean(),
};

const ids = z.array(id).max(1000);

/** People picked one by one, or all who fit a filter but a few. */
const selection = z.union([
  z.strictObject({ ids: ids.min(1) }),
  z.strictObject({ filter: z.strictObject(peopleFilter), except: ids }),
]);

/** `count`: how many the button said; refused where it is another number by now. */
export const selected = { selection, count: z.int().min(1).max(10_000_000) };

const columns = z.array(z.enum(PEOPLE_COLUMNS)).min(1).max(PEOPLE_COLUMNS.length);

const density = z.enum(DENSITIES);

/** px; none where the columns share the room there is. */
const widths = z.partialRecord(z.enum(PEOPLE_COLUMNS), z.int().min(COLUMN_WIDTH.least).max(COLUMN_WIDTH.most));

export const peopleInputs = {
  listPeople: z.strictObject({
    ...peopleFilter,
    ...peopleOrder,
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(500),
  }),
  countFound: z.strictObject(peopleFilter),
  countPeople: nothing,
  getPerson: z.strictObject({ account: id }),
  listPersonEntries: z.strictObject({ account: id }),
  findSharedPhones: z.strictObject({ cellPhone: phone, except: z.union([z.null(), id]) }),
  addPerson: z.strictObject({ ...person, role: z.enum(["support", "auditor", "member"], problem("missing")) }),
  /** `identity`: where name and e-mail both change, which is whose account it is. */
  editPerson: z.strictObject({ ...act, ...person, identity: seenIdentity.optional() }),
  changeRole: z.strictObject({ ...act, role: z.enum(ROLES, problem("missing")) }),
  deactivatePerson: z.strictObject(act),
  /** `identity`: where there is nobody else, and the same person replaced their other factor just before. */
  reactivatePerson: z.strictObject({ ...act, identity: seenIdentity.optional() }),
  /** `to`: the account that may have the e-mail then; null: a new one. */
  liftEmail: z.strictObject({ ...act, email: emailAddress, to: z.union([z.null(), id]) }),
  startTwoFactor: z.strictObject({ account: id, proof }),
  forgetRememberedSignIn: z.strictObject(act),
  listHeldAccounts: z.strictObject({
    search: z.string().max(200),
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(500),
  }),
  decideHeldAccount: z.strictObject({ account: id, is: z.enum(["works-here", "has-left"]) }),
  /** `count`: how many the button said. */
  confirmHeldAccounts: z.strictObject({ except: ids, count: z.int().min(1).max(10_000_000), proof }),
  confirmAccount: z.strictObject(act),
  getPeopleSettings: nothing,
  savePeopleSettings: z.strictObject({ columns, density, widths }),
  saveView: z.strictObject({
    name: words(60),
    view: z.strictObject({ filter: z.strictObject(peopleFilter), ...peopleOrder, columns }),
  }),
  removeView: z.strictObject({ view: z.string().max(40) }),
  listSelected: z.strictObject(selected),
  deactivatePeople: z.strictObject({ ...selected, reason, proof }),
  exportPeople: z.strictObject({
    filter: z.strictObject(peopleFilter),
    ...peopleOrder,
    columns,
    to: z.enum(["csv", "printer", "pdf"], problem("missing")),
    size: paperSize,
    proof,
  }),
} as const;
