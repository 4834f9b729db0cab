import type { InputOf, Reply } from "../../../contract/methods";
import type { Bulk, SkipCause } from "../../../contract/people/views";
import type { NotNow, SelectionRefusal } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { actFactsOf, mayDo } from "../approvals/act-on-account";
import type { Asking } from "../asking";
import { recordEvent, type VaultContext } from "../context";
import type { Entry } from "../domain/events";
import { type Selected, selectedIds, sortOut, stillSelected, verifyEach } from "../people/selection";
import { type DrawnCode, drawSetupCode, giveSetupCode, sheetPerson, shownCode } from "../people/setup-codes";
import type { Paper, Sheet, SheetPerson, Step } from "../ports";
import { ownAccount } from "../session/own-account";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import { findAccount } from "../store/accounts";
import { listCodes } from "../store/codes";
import { immediately } from "../store/open";
import type { PersonInList } from "../store/people";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { drawSealedKey, giveSealedKey, type SealedKey, sealedOnPaper } from "./sealed-sheets";

/** One paper, and one dialog of the printer. */
const MOST_SHEETS = 1000;
/** How many QR codes are drawn before others have their turn. */
const AT_ONCE = 5;

/** What is about to be printed: codes that open nothing before `issue` gives them. */
type Sheets = {
  readonly caller: Caller;
  readonly actor: string;
  readonly selected: Selected;
  readonly ids: readonly string[];
  readonly to: "printer" | "pdf";
  readonly sealed: boolean;
  readonly drawn: readonly Drawn[];
  readonly skipped: Bulk["skipped"];
};

/** One page, and what is given with it; `key` only in the sealed form. */
type Drawn = {
  readonly account: string;
  readonly code: DrawnCode;
  readonly key: SealedKey | null;
  readonly page: SheetPerson;
};

type Answered = Reply<"makeEnrollmentSheets">;

/**
 * A page with a new setup code for everybody who is selected, on one paper. Codes are drawn first and open nothing; once
 * the place is chosen or the printer found, a summary and all codes are recorded in one transaction, and only then is it
 * printed. Where nothing comes out after all, every new code is void. Nothing but a file's name reaches the window.
 * `sealed`: with a key of an authenticator on every page, which is void with its code.
 */
export async function makeEnrollmentSheets(
  context: VaultContext,
  caller: Caller,
  { selection, count, to, sealed, size }: InputOf<"makeEnrollmentSheets">,
): Promise<Answered | Asking<Answered>> {
  const selected = { selection, count };
  const ids = selectedIds(context, selected, MOST_SHEETS);
  if (!ids.ok) return ids;
  const actor = ownAccount(context, caller).id;
  const worked = await withProgress(context, caller.session, "sheets", async (step) => {
    if (!(await verifyEach(context, ids.value, step))) return undefined;
    const { concerned, skipped } = sortOut(context, ids.value, (person) => whyNoSheet(context, caller, person));
    if (concerned.length === 0) return ok({ done: 0, skipped, file: null });
    const drawn = await drawPages(context, concerned, sealed, step);
    if (drawn === undefined) return undefined;
    const sheets = { caller, actor, selected, ids: ids.value, to, sealed, drawn, skipped };
    return leaving(context, sheets, drawPaper(context, sheets, size));
  });
  return worked.ok ? worked.value : worked;
}

/** Whoever has two-factor on needs no code, and managers take a second one: one at a time, from their own page. */
function whyNoSheet(
  context: VaultContext,
  caller: Caller,
  { id, role, status, twoFactor }: PersonInList,
): SkipCause | null {
  if (id === caller.account) return "own-account";
  if (status === "deactivated") return "deactivated";
  if (role === "manager") return "manager";
  return twoFactor === "none" ? whyNoCode(context, caller, id) : "two-factor-on";
}

/**
 * A code on a sheet is one from a helper: never for oneself, nor for the second factor of the two. What waits for a day of
 * notice, where there is no other person, is done from the person's own page.
 */
function whyNoCode(context: VaultContext, caller: Caller, id: string): SkipCause | null {
  const account = findAccount(context.db, id);
  const may = account === undefined ? true : mayDo("issueSetupCode", actFactsOf(context, caller, account));
  if (may === "nobody-else") return "both-factors";
  return may === "same-person" || may === "both-factors" || may === "not-another-person" ? may : null;
}

/** The pages in order; undefined where the work was stopped. A QR code takes a few milliseconds. */
async function drawPages(
  context: VaultContext,
  people: readonly PersonInList[],
  sealed: boolean,
  step: Step,
): Promise<readonly Drawn[] | undefined> {
  const drawn: Drawn[] = [];
  for (const { id } of people) {
    drawn.push(drawPage(context, id, sealed));
    if (sealed && drawn.length % AT_ONCE === 0 && !(await step(drawn.length, people.length))) return undefined;
  }
  return drawn;
}

function drawPage(context: VaultContext, account: string, sealed: boolean): Drawn {
  const code = drawSetupCode(context);
  const person = sheetPerson(context, account, shownCode(code));
  if (!sealed) return { account, code, key: null, page: person };
  const key = drawSealedKey(context);
  return { account, code, key, page: { ...person, sealed: sealedOnPaper(context, person.email, key) } };
}

function drawPaper(context: VaultContext, { drawn }: Sheets, size: Sheet["size"]): Paper {
  const { name: practice, stillStuck, region, timeZone } = thePractice(context.db);
  const people = drawn.map(({ page }) => page);
  return context.papers.enrollmentSheets({ practice, stillStuck, people }, { size, region, timeZone });
}

function leaving(context: VaultContext, sheets: Sheets, paper: Paper): Asking<Answered> {
  const { to, drawn, skipped } = sheets;
  let issued: Issued | undefined;
  return {
    ...{ to, name: paper.title },
    canceled: refuse({ code: "cancelled" }),
    commit: () => {
      const given = immediately(context.db, () => giveCodes(context, sheets));
      if (!given.ok) return given;
      issued = given.value;
      return ok(paper);
    },
    done: (name) => ok({ done: drawn.length, skipped, file: to === "pdf" ? { name } : null }),
    // A code that stands on no paper must not stay open.
    undo: () => {
      if (issued !== undefined) voidCodes(context, issued);
      return refuse({ code: "paper-trouble", trouble: "codes-void" });
    },
  };
}

type Issued = {
  readonly cause: Entry;
  readonly codes: readonly { readonly account: string; readonly code: string }[];
};

/** Records the sheets and gives their codes; refused where anything is not as it was when the paper was drawn. */
function giveCodes(
  context: VaultContext,
  { caller, actor, selected, ids, to, sealed, drawn, skipped }: Sheets,
): Result<Issued, NotNow | SelectionRefusal> {
  const still = stillSelected(context, selected, ids);
  if (!still.ok) return still;
  const { concerned } = sortOut(context, ids, (person) => whyNoSheet(context, caller, person));
  const ofAll = concerned.length === drawn.length && concerned.every(({ id }, index) => id === drawn[index]?.account);
  if (!ofAll || !drawn.every((one) => stillHolds(context, one)))
    return refuse({ code: "not-now", because: "changed-meanwhile" });
  const data = { count: drawn.length, skipped: skipped.length, to, sealed };
  const cause = recordEvent(context, actor, { kind: "enrollment-sheets-made", subject: null, data });
  const codes = drawn.map(({ account, code, key }) => {
    giveSetupCode(context, account, { actor, reason: null, cause, drawn: code });
    if (key !== null) giveSealedKey(context, account, { actor, cause, key, expiresAt: code.expiresAt });
    return { account, code: listCodes(context.db, account, "setup-code", "open")[0]?.id ?? "" };
  });
  return ok({ cause, codes });
}

/** Whether the page still says whom it is for, and what its code will be good for. */
function stillHolds(context: VaultContext, { account, code, page }: Drawn): boolean {
  const { name, email, purpose } = sheetPerson(context, account, shownCode(code));
  return name === page.name && email === page.email && purpose === page.purpose;
}

function voidCodes(context: VaultContext, { cause, codes }: Issued): void {
  immediately(context.db, () => {
    for (const { account, code } of codes) {
      const data = { code, because: "not-printed" } as const;
      recordEvent(context, null, { kind: "setup-code-revoked", subject: account, data }, { cause });
      dropClosedSecrets(context.db, account, 0);
    }
  });
}
