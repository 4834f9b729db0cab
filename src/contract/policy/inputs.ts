import { z } from "zod";
import { act, day, id, nothing, problem, proof, reason, wholeNumber } from "../fields";
import { ALLOWED_METHODS, KINDS, REHEARSAL_GROUPS, ROLES } from "../vocabulary";

const applies = z.discriminatedUnion(
  "to",
  [
    z.strictObject({ to: z.literal("everyone") }),
    z.strictObject({ to: z.literal("kind"), kind: z.enum(KINDS, problem("missing")) }),
    z.strictObject({ to: z.literal("role"), role: z.enum(ROLES, problem("missing")) }),
    z.strictObject({ to: z.literal("people"), people: z.array(id).min(1, problem("missing")).max(1000) }),
  ],
  problem("missing"),
);

/** One rule as it is typed; `id` is null for a new one. */
export const requirementRule = z.strictObject({
  id: z.union([z.null(), id]),
  applies,
  fromOn: day,
  graceDays: wholeNumber(0, 90),
  methods: z.enum(ALLOWED_METHODS, problem("missing")),
});
const rules = z.array(requirementRule).max(20, problem("out-of-range"));

export const requirementInputs = {
  getRequirement: nothing,
  rehearseRequirement: z.strictObject({ rules }),
  listRehearsed: z.strictObject({
    rules,
    group: z.enum(REHEARSAL_GROUPS),
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(500),
  }),
  changeRequirement: z.strictObject({ rules, reason, proof }),
  listExemptions: nothing,
  /** `untilOn` is the last day of the exemption. */
  exemptPerson: z.strictObject({ ...act, untilOn: day }),
  endExemption: z.strictObject(act),
} as const;
