import { z } from "zod";
import { id, nothing, password, problem, typedCode, words } from "../fields";
import { APPROVED_ACTS } from "../vocabulary";

/** An act that may take a second manager, with its input but for the proof: read again by the act's own schema. */
const whatIsAsked = z.strictObject({
  act: z.enum(APPROVED_ACTS),
  parameters: z.record(z.string().max(40), z.unknown()),
});

export const approvalsInputs = {
  listApprovals: nothing,
  getApproval: whatIsAsked,
  askApproval: whatIsAsked,
  approveAct: z.strictObject({
    approval: id,
    email: z.string().min(1, problem("missing")).max(1000, problem("too-long")),
    password,
    token: typedCode,
  }),
  declineAct: z.strictObject({ approval: id, reason: words(300) }),
} as const;
