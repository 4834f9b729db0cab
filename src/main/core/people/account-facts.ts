import type { BadInput } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { AccountType } from "../../../contract/vocabulary";
import type { AccountFacts } from "../domain/events";
import { parseEmail, parseName } from "../domain/names";

type Typed = {
  readonly name: string;
  readonly email: string;
  readonly cellPhone: string | null;
  readonly accountType: AccountType;
};

/** What was typed about a person, as it is kept. The schema has refused most of what these rules refuse. */
export function readFacts({ name, email, cellPhone, accountType }: Typed): Result<AccountFacts, BadInput> {
  const parsedName = parseName(name);
  if (parsedName.kind === "refused") return badField("name", parsedName.problem);
  const parsedEmail = parseEmail(email);
  if (parsedEmail.kind === "refused") return badField("email", parsedEmail.problem);
  return ok({ name: parsedName.name, email: parsedEmail.email, emailKey: parsedEmail.key, cellPhone, accountType });
}

function badField(field: string, problem: BadInput["fields"][string]): Result<never, BadInput> {
  return refuse({ code: "bad-input", fields: { [field]: problem } });
}

/** What an edit can change of an account. */
export function factsOf({ name, email, emailKey, cellPhone, accountType }: AccountFacts): AccountFacts {
  return { name, email, emailKey, cellPhone, accountType };
}

export function sameFacts(a: AccountFacts, b: AccountFacts): boolean {
  return a.name === b.name && a.email === b.email && a.cellPhone === b.cellPhone && a.accountType === b.accountType;
}
