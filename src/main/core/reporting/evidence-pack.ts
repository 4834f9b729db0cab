import { roleNames } from "../../../contract/audit/entry-vocabulary";
import { formatDate } from "../../../contract/formats";
import type { InputOf } from "../../../contract/inputs";
import { kindWords } from "../../../contract/people/messages";
import { ruleWords } from "../../../contract/policy/rule-messages";
import type { BadInput, Cancelled, NotNow, PaperTrouble } from "../../../contract/refusals";
import { evidenceRecordWords as words } from "../../../contract/reporting/messages";
import type { Result } from "../../../contract/result";
import { roleNames as roleTitles } from "../../../contract/shell/messages";
import type { SavedFile } from "../../../contract/views";
import { KINDS, ROLES } from "../../../contract/vocabulary";
import { type Caller, recordEvent, type World } from "../context";
import { startOfDayAt } from "../domain/calendar";
import type { Head } from "../domain/head-signature";
import { ruleLabel } from "../policy/account-policy";
import type { Coverage, EvidencePack } from "../ports";
import { ownAccount } from "../session/own-account";
import { takeOut } from "../session/paper-out";
import { type Step, withProgress } from "../session/progress";
import { isOpen } from "../session/sessions";
import type { Account } from "../store/accounts";
import { findHead } from "../store/ledger/ledger";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { countEntriesOfKinds, countExempt, countMethods, type Who } from "../store/reports";
import { claimPages, exemptionsIn, lockoutsIn, requirementChangePages, resetPages } from "./evidence-records";
import { coverageOn } from "./report-coverage";
import { countEach, peopleFilter } from "./report-people";
import { type Period, readPeriod } from "./report-period";
import { RESET_KINDS } from "./report-resets";
import { statedCover } from "./report-stated";
import type { Asked } from "./report-table";

/**
 * Makes one document for insurers of what the ledger has of a period; null when the person chose no place, or
 * stopped the printer. Recorded before anything leaves. The head that stands in it is the newest entry at the moment its figures are
 * read: entry `headSeq` of this workstation, which the entry `evidence-pack-made` (recorded after it) names in turn.
 * Whatever was recorded later is not in the pack.
 */
export async function makeEvidencePack(
  world: World,
  caller: Caller,
  input: InputOf<"makeEvidencePack">,
): Promise<Result<SavedFile | null, BadInput | NotNow | PaperTrouble | Cancelled>> {
  const account = ownAccount(world, caller);
  const period = readPeriod(world, input);
  if (!period.ok) return period;
  const { fromOn, toOn, kind, role, to, size } = input;
  const asked = { period: period.value, who: { kind, role } };
  const { head, facts } = factsNow(world, account, asked);
  const records = await withProgress(world, "report", (step) => readRecords(world, asked, step));
  if (!records.ok) return records;
  const { region, timeZone } = thePractice(world.db);
  const paper = world.papers.evidencePack({ ...facts, ...records.value }, { size, region, timeZone });
  const data = { to, fromOn, toOn, kind, role, headHash: head.hash, headSeq: head.seq };
  return takeOut(world, to, paper, () => {
    if (!isOpen(world, account.id)) throw new Error("the session was locked or ended while a pack was on its way");
    immediately(world.db, () => recordEvent(world, account.id, { kind: "evidence-pack-made", subject: null, data }));
  });
}

type Records = Pick<EvidencePack, "resets" | "codesClaimed" | "requirementChanges" | "exemptions" | "lockouts">;

/** All that is true at one moment, read in one go together with the head that seals it. */
function factsNow(
  world: World,
  { name, role }: Account,
  asked: Asked,
): { readonly head: Head; readonly facts: Omit<EvidencePack, keyof Records> } {
  const { period, who } = asked;
  const practice = thePractice(world.db);
  const head = findHead(world.db, world.workstation);
  if (head === undefined) throw new Error("a vault whose ledger is empty");
  const facts = {
    practice: practice.name,
    period: edgesOf(period),
    madeAt: world.clock.now(),
    madeBy: words.madeBy(name, roleNames[role]),
    statedFilters: statedCover(world, asked),
    vaultId: practice.vaultId,
    workstation: world.workstation,
    ledger: { entries: head.seq, headHash: head.hash },
    now: figuresNow(world, asked),
    coverageOverTime: coverageOverTime(world, asked),
    ...groupsNow(world, who),
    requirement: practice.requirement.map((rule) =>
      ruleWords.rule(
        ruleLabel(world, rule),
        formatDate(Date.parse(rule.fromOn), { ...practice, timeZone: "UTC" }),
        rule.graceDays,
        rule.methods,
      ),
    ),
    rememberDays: practice.rememberDays,
  };
  return { head, facts };
}

/** What the ledger had when the pack was begun, page by page, so that the app goes on living; undefined: it was stopped. */
async function readRecords(world: World, asked: Asked, step: Step): Promise<Records | undefined> {
  const { period, who } = asked;
  const of = countEntriesOfKinds(world.db, [...RESET_KINDS, "set-up-code-claimed"], period.span, who);
  let done = 0;
  const all = async <T>(pages: Iterable<readonly T[]>): Promise<readonly T[] | undefined> => {
    const rows: T[] = [];
    for (const page of pages) {
      rows.push(...page);
      done += page.length;
      if (!(await step(Math.min(done, of), of))) return undefined;
    }
    return rows;
  };
  const resets = await all(resetPages(world, asked));
  const codesClaimed = await all(claimPages(world, asked));
  const requirementChanges = await all(requirementChangePages(world, asked));
  if (resets === undefined || codesClaimed === undefined || requirementChanges === undefined) return undefined;
  const exemptions = exemptionsIn(world, asked);
  if (!(await step(of, of))) return undefined;
  return { resets, codesClaimed, requirementChanges, exemptions, lockouts: lockoutsIn(world, asked) };
}

function figuresNow(world: World, { period: { now }, who }: Asked): EvidencePack["now"] {
  const managers = peopleFilter({ status: "active", role: "manager", kind: who.kind });
  const { all, bare, overdue } = countEach(
    world,
    {
      all: managers,
      bare: { ...managers, method: "none" },
      overdue: peopleFilter({ ...who, status: "overdue" }),
    },
    now,
  );
  return {
    coverage: countMethods(world.db, who),
    managers: { all, protected: all - bare },
    overdue,
    exempt: countExempt(world.db, who, now),
  };
}

function groupsNow(world: World, who: Who): Pick<EvidencePack, "byKind" | "byRole"> {
  const kinds = KINDS.filter((kind) => who.kind === null || who.kind === kind);
  const roles = ROLES.filter((role) => who.role === null || who.role === role);
  const group = (label: string, of: Who): { readonly label: string } & Coverage => ({
    label,
    ...countMethods(world.db, of),
  });
  return {
    byKind: kinds.map((kind) => group(kindWords[kind], { ...who, kind })),
    byRole: roles.map((role) => group(roleTitles[role], { ...who, role })),
  };
}

/** The days of the period that are known; the day of the first entry where none is. */
function edgesOf({ days, beginningOn, timeZone }: Period): EvidencePack["period"] {
  return {
    fromAt: startOfDayAt(timeZone, days[0] ?? beginningOn),
    toAt: startOfDayAt(timeZone, days.at(-1) ?? beginningOn),
  };
}

function coverageOverTime(world: World, { period, who }: Asked): EvidencePack["coverageOverTime"] {
  const { days, timeZone } = period;
  return coverageOn(world, days, period, who).map(({ on, counts }) => ({ at: startOfDayAt(timeZone, on), ...counts }));
}
