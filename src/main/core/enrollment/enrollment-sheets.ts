import type { Answer } from "../../../contract/contract";
import type { InputOf } from "../../../contract/inputs";
import type { Bulk, SkipCause } from "../../../contract/people/views";
import { ok, refuse } from "../../../contract/result";
import { type Caller, recordEvent, type World } from "../context";
import type { Entry } from "../domain/events";
import { mayDo, situationOf } from "../people/act-on-account";
import { type Selected, selectedIds, sortOut, stillSelected, verifyEach } from "../people/selection";
import type { Paper, Sheet, SheetPerson } from "../ports";
import { ownAccount } from "../session/own-account";
import { takeOut } from "../session/paper-out";
import { type Step, withProgress } from "../session/progress";
import { isOpen } from "../session/sessions";
import { findAccount } from "../store/accounts";
import { listCodes } from "../store/codes";
import { immediately } from "../store/open";
import type { PersonInList } from "../store/people";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { drawSealedKey, giveSealedKey, type SealedKey, sealedOnPaper } from "./sealed-sheets";
import { type DrawnCode, drawSetUpCode, giveSetUpCode, sheetPerson, shownCode } from "./setup-codes";

/** One paper, and one dialog of the printer. */
const MOST_SHEETS = 1000;
/** So many QR codes are drawn before others have their turn. */
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

/**
 * A page with a new set-up code for everybody who is selected, on one paper. Codes are drawn first and open nothing; once
 * the place is chosen or the printer found, a summary and all codes are recorded in one transaction, and only then is it
 * printed. Where nothing comes out after all, every new code is void. Nothing but a file's name crosses the bridge.
 * `sealed`: with a key of an authenticator on every page, which is void with its code.
 */
export async function makeEnrolmentSheets(
  world: World,
  caller: Caller,
  { selection, count, to, sealed, size }: InputOf<"makeEnrolmentSheets">,
): Promise<Answer<"makeEnrolmentSheets">> {
  const selected = { selection, count };
  const ids = selectedIds(world, selected, MOST_SHEETS);
  if (!ids.ok) return ids;
  const actor = ownAccount(world, caller).id;
  const worked = await withProgress(world, "sheets", async (step) => {
    if (!(await verifyEach(world, ids.value, step))) return undefined;
    const { concerned, skipped } = sortOut(world, ids.value, (person) => whyNoSheet(world, caller, person));
    if (concerned.length === 0) return ok({ done: 0, skipped, file: null });
    const drawn = await drawPages(world, concerned, sealed, step);
    if (drawn === undefined) return undefined;
    const sheets = { caller, actor, selected, ids: ids.value, to, sealed, drawn, skipped };
    return print(world, sheets, drawPaper(world, sheets, size));
  });
  return worked.ok ? worked.value : worked;
}

/** Whoever has two-factor on needs no code, and managers take a second one: one at a time, from their own page. */
function whyNoSheet(world: World, caller: Caller, { id, role, status, twoFactor }: PersonInList): SkipCause | null {
  if (id === caller.account) return "own-account";
  if (status === "deactivated") return "deactivated";
  if (role === "manager") return "manager";
  return twoFactor === "none" ? whyNoCode(world, caller, id) : "two-factor-on";
}

/**
 * A code on a sheet is one from a helper: never for oneself, nor for the second factor of the two. What waits for a day of
 * notice, where there is no other person, is done from the person's own page.
 */
function whyNoCode(world: World, caller: Caller, id: string): SkipCause | null {
  const account = findAccount(world.db, id);
  const may = account === undefined ? true : mayDo("issueSetUpCode", situationOf(world, caller, account));
  if (may === "nobody-else") return "both-factors";
  return may === "same-person" || may === "both-factors" || may === "not-another-person" ? may : null;
}

/** The pages in order; undefined where the work was stopped. A QR code takes a few milliseconds. */
async function drawPages(
  world: World,
  people: readonly PersonInList[],
  sealed: boolean,
  step: Step,
): Promise<readonly Drawn[] | undefined> {
  const drawn: Drawn[] = [];
  for (const { id } of people) {
    drawn.push(drawPage(world, id, sealed));
    if (sealed && drawn.length % AT_ONCE === 0 && !(await step(drawn.length, people.length))) return undefined;
  }
  return drawn;
}

function drawPage(world: World, account: string, sealed: boolean): Drawn {
  const code = drawSetUpCode(world);
  const person = sheetPerson(world, account, shownCode(code));
  if (!sealed) return { account, code, key: null, page: person };
  const key = drawSealedKey(world);
  return { account, code, key, page: { ...person, sealed: sealedOnPaper(world, person.email, key) } };
}

function drawPaper(world: World, { drawn }: Sheets, size: Sheet["size"]): Paper {
  const { name: practice, stillStuck, region, timeZone } = thePractice(world.db);
  const people = drawn.map(({ page }) => page);
  return world.papers.enrolmentSheets({ practice, stillStuck, people }, { size, region, timeZone });
}

async function print(world: World, sheets: Sheets, paper: Paper): Promise<Answer<"makeEnrolmentSheets">> {
  const { to, drawn, skipped } = sheets;
  let issued: Issued | null = null;
  let printed = false;
  const issue = () => {
    issued = immediately(world.db, () => giveCodes(world, sheets));
  };
  const out = await takeOut(world, to, paper, issue)
    .then((taken) => {
      printed = taken.ok && taken.value !== null;
      return taken;
    })
    // However it ended: a code that stands on no paper must not stay open.
    .finally(() => {
      if (!printed && issued !== null) voidCodes(world, issued);
    });
  if (printed && out.ok) return ok({ done: drawn.length, skipped, file: to === "pdf" ? out.value : null });
  if (issued !== null) return refuse({ code: "paper-trouble", trouble: "codes-void" });
  return out.ok ? refuse({ code: "cancelled" }) : out;
}

type Issued = {
  readonly cause: Entry;
  readonly codes: readonly { readonly account: string; readonly code: string }[];
};

/** Records the sheets and gives their codes. Throws where anything is not as it was when the paper was drawn. */
function giveCodes(world: World, { caller, actor, selected, ids, to, sealed, drawn, skipped }: Sheets): Issued {
  const { concerned } = sortOut(world, ids, (person) => whyNoSheet(world, caller, person));
  const ofAll = concerned.length === drawn.length && concerned.every(({ id }, index) => id === drawn[index]?.account);
  const same = ofAll && drawn.every((one) => stillHolds(world, one));
  if (!same || !stillSelected(world, selected, ids).ok || !isOpen(world, actor)) {
    throw new Error("people or session changed while the sheets were on their way");
  }
  const data = { count: drawn.length, skipped: skipped.length, to, sealed };
  const cause = recordEvent(world, actor, { kind: "enrolment-sheets-made", subject: null, data });
  const codes = drawn.map(({ account, code, key }) => {
    giveSetUpCode(world, account, { actor, reason: null, cause, drawn: code });
    if (key !== null) giveSealedKey(world, account, { actor, cause, key, expiresAt: code.expiresAt });
    return { account, code: listCodes(world.db, account, "set-up-code", "open")[0]?.id ?? "" };
  });
  return { cause, codes };
}

/** Whether the page still says whom it is for, and what its code will be good for. */
function stillHolds(world: World, { account, code, page }: Drawn): boolean {
  const { name, email, purpose } = sheetPerson(world, account, shownCode(code));
  return name === page.name && email === page.email && purpose === page.purpose;
}

function voidCodes(world: World, { cause, codes }: Issued): void {
  immediately(world.db, () => {
    for (const { account, code } of codes) {
      const data = { code, because: "not-printed" } as const;
      recordEvent(world, null, { kind: "set-up-code-revoked", subject: account, data }, { cause });
      dropClosedSecrets(world.db, account, 0);
    }
  });
}
