import { changeLabels, changeValues } from "../../../contract/audit/change-messages";
import { sideWords } from "../../../contract/conflicts/messages";
import type { ConflictSide } from "../../../contract/conflicts/views";
import { formatPhone } from "../../../contract/fields";
import { formatDateTime } from "../../../contract/formats";
import { accountName, workstationName } from "../audit/names";
import type { VaultContext } from "../context";
import type { Conflict, Side } from "../domain/conflicts";
import type { Entry } from "../domain/events";
import { type Account, findAccount } from "../store/accounts";
import { listEntriesAbout } from "../store/ledger/entries-about";
import { thePractice } from "../store/practice";
import { type Fact, valuesOf } from "./conflict-values";

type Written = Omit<ConflictSide, "facts"> & { readonly facts: readonly Fact[] };

/** The sides of a conflict in words, with what is not the same on all of them. */
export function sidesOf(context: VaultContext, conflict: Conflict): readonly ConflictSide[] {
  const written = writtenSides(context, conflict);
  return written.map((side) => ({
    ...side,
    facts: side.facts.map((fact) => ({ ...fact, differs: written.some((other) => hasOther(other, fact)) })),
  }));
}

function hasOther({ facts }: Written, { what, value }: Fact): boolean {
  return facts.find((fact) => fact.what === what)?.value !== value;
}

function writtenSides(context: VaultContext, conflict: Conflict): readonly Written[] {
  switch (conflict.what) {
    case "same-email":
    case "same-two-factor-id":
      return conflict.accounts.flatMap((id) => accountSide(context, id, conflict));
    case "code-used-twice":
      return conflict.sides.map((side) => ({ ...recorded(context, side, "used"), facts: [] }));
    case "demoted-each-other":
    case "no-manager":
      return conflict.sides.map((side) => ({
        ...recorded(context, side, "ended"),
        facts: [{ what: sideWords.managerRole, value: accountName(context, side.value) }],
      }));
    case "removed-each-other":
      return conflict.sides.map((side) => ({
        ...recorded(context, side, "removed"),
        facts: [{ what: sideWords.workstation, value: workstationName(context, side.value) }],
      }));
    default: {
      const values = valuesOf(context, conflict).sides;
      return conflict.sides.map((side, index) => ({
        ...recorded(context, side, "changed"),
        facts: values[index] ?? [],
      }));
    }
  }
}

/** Who recorded it, where and when. */
function recorded(
  context: VaultContext,
  { actor, workstation, at }: Pick<Side<unknown>, "actor" | "workstation" | "at">,
  did: keyof typeof sideWords.did,
): Omit<Written, "facts"> {
  const who = actor === null ? sideWords.app : accountName(context, actor);
  return { did: sideWords.did[did](who), where: workstationName(context, workstation), at };
}

type Shared = Extract<Conflict, { readonly accounts: readonly string[] }>;

/** An account as one side: by the entry that gave it the name that several have. */
function accountSide(context: VaultContext, id: string, { what, name }: Shared): readonly Written[] {
  const account = findAccount(context.db, id);
  const entry = findNaming(context, id, name);
  if (account === undefined || entry === undefined) return [];
  const did = entry.kind === "account-created" ? "added" : "changed";
  return [
    { ...recorded(context, entry, did), facts: accountFacts(context, account, what === "same-email" ? name : null) },
  ];
}

const SOUGHT = 100;

/** The newest entry with which an account came to its e-mail, else the one that created it. */
function findNaming(context: VaultContext, account: string, name: string): Entry | undefined {
  const kinds = ["account-created", "account-edited"] as const;
  const entries = listEntriesAbout(context.db, account, { kinds, from: 0, limit: SOUGHT });
  return entries.find((entry) => gave(entry, name)) ?? entries.at(-1);
}

function gave(entry: Entry, name: string): boolean {
  if (entry.kind !== "account-edited") return false;
  const { before, after } = entry.data;
  return after.emailKey !== before.emailKey && after.emailKey === name;
}

function accountFacts(context: VaultContext, account: Account, email: string | null): readonly Fact[] {
  const place = thePractice(context.db);
  const { name, accountType, role, cellPhone, lastSignInAt, deactivatedAt } = account;
  // One that had it, and has another one by now.
  const moved = email !== null && account.emailKey !== email;
  return [
    { what: changeLabels.name, value: name },
    ...(moved ? [{ what: changeLabels.email, value: account.email }] : []),
    { what: changeLabels.accountType, value: changeValues.accountType(accountType) },
    { what: changeLabels.role, value: changeValues.role(role) },
    {
      what: changeLabels.cellPhone,
      value: cellPhone === null ? changeValues.none : formatPhone(cellPhone, place.region),
    },
    {
      what: sideWords.signedIn,
      value: lastSignInAt === null ? sideWords.never : formatDateTime(lastSignInAt, place),
    },
    ...(deactivatedAt === null ? [] : [{ what: sideWords.account, value: sideWords.statuses.deactivated }]),
  ];
}
