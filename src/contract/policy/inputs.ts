import { z } from "zod";
import { act, day, id, nothing, problem, proof, reason, wholeNumber } from "../fields";
import { ACCOUNT_TYPES, ALLOWED_METHODS, PREVIEW_GROUPS, ROLES } from "../vocabulary";

const applies = z.discriminatedUnion(
  "to",
  [
    z.strictObject({ to: z.literal("everyone") }),
    z.strictObject({ to: z.literal("account-type"), accountType: z.enum(ACCOUNT_TYPES, problem("missing")) }),
    z.strictObject({ to: z.literal("role"), role: z.enum(ROLES, problem("missing")) }),
    z.strictObject({ to: z.literal("people"), people: z.array(id).min(1, problem("missing")).max(1000) }),
  ],
  problem("missing"),
);

/** One rule as it is typed; `id` is null for a new one. */
export const policyRule = z.strictObject({
  id: z.union([z.null(), id]),
  applies,
  fromOn: day,
  graceDays: wholeNumber(0, 90),
  methods: z.enum(ALLOWED_METHODS, problem("missing")),
});

const rules = z.array(policyRule).max(20, problem("out-of-range"));

export const policyInputs = {
  getPolicy: nothing,
  previewPolicy: z.strictObject({ rules }),
  listPreviewed: z.strictObject({
    rules,
    group: z.enum(PREVIEW_GROUPS),
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(500),
  }),
  changePolicy: z.strictObject({ rules, reason, proof }),
  listExemptions: nothing,
  /** `untilOn` is the last day of the exemption. */
  exemptPerson: z.strictObject({ ...act, untilOn: day }),
  endExemption: z.strictObject(act),
} as const;
