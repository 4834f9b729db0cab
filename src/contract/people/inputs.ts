import { z } from "zod";
import { day, id, nothing, paperSize, problem, proof, reason, words } from "../fields";
import { ACCOUNT_TYPES, COLUMN_WIDTH, DENSITIES, METHODS, PEOPLE_COLUMNS, ROLES, STATUS_FILTERS } from "../vocabulary";

/** Who is shown; null asks for all. */
export const peopleFilter = {
  search: z.string().max(200),
  status: z.union([z.null(), z.enum(STATUS_FILTERS)]),
  role: z.union([z.null(), z.enum(ROLES)]),
  kind: z.union([z.null(), z.enum(ACCOUNT_TYPES)]),
  method: z.union([z.null(), z.enum(METHODS)]),
  /** Whose open recovery codes are used up, or nearly so, while two-factor is on; or used up, without a backup password. */
  codes: z.union([z.null(), z.enum(["none", "low", "no-way-back"])]),
  /** Overdue, or with days left. */
  late: z.boolean(),
  /** Whose deadline lies on this day. */
  dueOn: z.union([z.null(), day]),
};
export const peopleOrder = {
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
const selected = { selection, count: z.int().min(1).max(10_000_000) };
const columns = z.array(z.enum(PEOPLE_COLUMNS)).min(1).max(PEOPLE_COLUMNS.length);
const density = z.enum(DENSITIES);
/** px; none where the columns share the room there is. */
const widths = z.partialRecord(z.enum(PEOPLE_COLUMNS), z.int().min(COLUMN_WIDTH.least).max(COLUMN_WIDTH.most));

export const manyPeopleInputs = {
  getPeopleSettings: nothing,
  savePeopleSettings: z.strictObject({ columns, density, widths }),
  saveView: z.strictObject({
    name: words(60),
    view: z.strictObject({ filter: z.strictObject(peopleFilter), ...peopleOrder, columns }),
  }),
  removeView: z.strictObject({ view: z.string().max(40) }),
  listSelected: z.strictObject(selected),
  deactivatePeople: z.strictObject({ ...selected, reason, proof }),
  /** `again`: also those who were reminded within a day. */
  remindPeople: z.strictObject({ ...selected, again: z.boolean() }),
  makeEnrollmentSheets: z.strictObject({
    ...selected,
    to: z.enum(["printer", "pdf"], problem("missing")),
    /** With a key and its QR code on every page. */
    sealed: z.boolean(),
    size: paperSize,
    proof,
  }),
  exportPeople: z.strictObject({
    filter: z.strictObject(peopleFilter),
    ...peopleOrder,
    columns,
    to: z.enum(["csv", "printer", "pdf"], problem("missing")),
    size: paperSize,
    proof,
  }),
  getProgress: nothing,
  cancelProgress: nothing,
} as const;
