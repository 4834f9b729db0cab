import { z } from "zod";
import { nothing, phone, problem, proof } from "../fields";
import { selected } from "../people/inputs";
import { CHANNELS } from "../vocabulary";

export const messagingInputs = {
  listMyNotices: nothing,
  saveGateway: z.strictObject({
    baseUrl: z
      .string(problem("missing"))
      .max(300, problem("too-long"))
      .refine(isGatewayAddress, problem("not-an-address")),
    accountSid: z.string(problem("missing")).regex(/^[A-Za-z0-9_-]{2,64}$/, problem("invalid")),
    /** null keeps the one that is stored. */
    token: z.union([z.null(), z.string().regex(/^[\x21-\x7e]{1,200}$/, problem("invalid"))]),
    sender: z
      .string(problem("missing"))
      .regex(/^(\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32}|[A-Za-z0-9 ]{1,11})$/, problem("invalid")),
    proof,
  }),
  removeGateway: z.strictObject({ proof }),
  sendTest: z.strictObject({ channel: z.enum(CHANNELS), to: phone }),
  listOutbox: nothing,
  /** `again`: also those who were reminded within a day. */
  remindPeople: z.strictObject({ ...selected, again: z.boolean() }),
} as const;

/** https, or plain http to this computer alone (a local gateway); no user name, query or fragment. */
function isGatewayAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return plain && (url.protocol === "https:" || (url.protocol === "http:" && local));
}
