import { roleNames } from "../../../contract/audit/entry-vocabulary";
import { formatDate } from "../../../contract/formats";
import type { InputOf, Reply } from "../../../contract/methods";
import { accountTypeWords } from "../../../contract/people/messages";
import { ruleWords } from "../../../contract/policy/rule-messages";
import { evidenceRecordWords as words } from "../../../contract/reporting/messages";
import { ok } from "../../../contract/result";
import { roleNames as roleTitles } from "../../../contract/shell/messages";
import { ACCOUNT_TYPES, ROLES } from "../../../contract/vocabulary";
import type { Asking } from "../asking";
import { recordEvent, type VaultContext } from "../context";
import { startOfDayAt } from "../domain/calendar";
import type { Head } from "../domain/head-signature";
import { signOffCode, signOffWords } from "../domain/sign-off";
import { ruleLabel } from "../policy/account-policy";
import type { Coverage, EvidencePack, Step } from "../ports";
import { ownAccount } from "../session/own-account";
import { withProgress } from "../session/progress";
import type { Caller } from "../session/session";
import type { Account } from "../store/accounts";
import { countEntriesOfKinds } from "../store/ledger/entries-of-kinds";
import { findHead } from "../store/ledger/ledger";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { countExempt, countMethods, type Who } from "../store/reports";
import { claimPages, exemptionsIn, lockoutsIn, policyChangePages, resetPages } from "./evidence-records";
import { coverageOn } from "./report-coverage";
import { countEach, peopleFilter } from "./report-people";
import { type Period, readPeriod } from "./report-period";
import { RESET_KINDS } from "./report-resets";
import type { Asked } from "./report-shape";
import { statedCover } from "./report-stated";

/**
 * Makes one document for insurers of what the ledger has of a period; null when the person chose no place, or
 * stopped the printer. Recorded before anything leaves. The head that stands in it is the newest entry at the moment its figures are
 * read: entry `headSeq` of this workstation, which the entry `evidence-pack-made` (recorded after it) names in turn.
 * Whatever was recorded later is not in the pack.
 */
export async function makeEvidencePack(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"makeEvidencePack">,
): Promise<Reply<"makeEvidencePack"> | Asking<Reply<"makeEvidencePack">>> {
  const account = ownAccount(context, caller);
  const period = readPeriod(context, input);
  if (!period.ok) return period;
  const { fromOn, toOn, accountType, role, to, size } = input;
  const asked = { period: period.value, who: { accountType, role } };
  const { head, facts } = factsNow(context, account, asked);
  const records = await withProgress(context, caller.session, "report", (step) => readRecords(context, asked, step));
  if (!records.ok) return records;
  const { region, timeZone } = thePractice(context.db);
  const paper = context.papers.evidencePack({ ...facts, ...records.value }, { size, region, timeZone });
  const data = { to, fromOn, toOn, accountType, role, headHash: head.hash, headSeq: head.seq };
  return {
    ...{ to, name: paper.title },
    canceled: ok(null),
    commit: () => {
      immediately(context.db, () =>
        recordEvent(context, account.id, { kind: "evidence-pack-made", subject: null, data }),
      );
      return ok(paper);
    },
    done: (name) => ok({ name }),
  };
}

type Records = Pick<EvidencePack, "resets" | "codesClaimed" | "policyChanges" | "exemptions" | "lockouts">;

/** All that is true at one moment, read in one go together with the head that seals it. */
function factsNow(
  context: VaultContext,
  { name, role }: Account,
  asked: Asked,
): { readonly head: Head; readonly facts: Omit<EvidencePack, keyof Records> } {
  const { period, who } = asked;
  const practice = thePractice(context.db);
  const head = findHead(context.db, context.workstation);
  if (head === undefined) throw new Error("a vault whose ledger is empty");
  const facts = {
    practice: practice.name,
    period: edgesOf(period),
    madeAt: context.clock.now(),
    madeBy: words.madeBy(name, roleNames[role]),
    statedFilters: statedCover(context, asked),
    vaultId: practice.vaultId,
    workstation: context.workstation,
    ledger: { entries: head.seq, headHash: head.hash, words: signOffWords(head), code: signOffCode(head) },
    now: figuresNow(context, asked),
    coverageOverTime: coverageOverTime(context, asked),
    ...groupsNow(context, who),
    policy: practice.policy.map((rule) =>
      ruleWords.rule(
        ruleLabel(context, rule),
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
async function readRecords(context: VaultContext, asked: Asked, step: Step): Promise<Records | undefined> {
  const { period, who } = asked;
  const of = countEntriesOfKinds(context.db, [...RESET_KINDS, "setup-code-claimed"], period.span, who);
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
  const resets = await all(resetPages(context, asked));
  const codesClaimed = await all(claimPages(context, asked));
  const policyChanges = await all(policyChangePages(context, asked));
  if (resets === undefined || codesClaimed === undefined || policyChanges === undefined) return undefined;
  const exemptions = exemptionsIn(context, asked);
  if (!(await step(of, of))) return undefined;
  return { resets, codesClaimed, policyChanges, exemptions, lockouts: lockoutsIn(context, asked) };
}

function figuresNow(context: VaultContext, { period: { now }, who }: Asked): EvidencePack["now"] {
  const managers = peopleFilter({ status: "active", role: "manager", accountType: who.accountType });
  const { all, bare, overdue } = countEach(
    context,
    {
      all: managers,
      bare: { ...managers, method: "none" },
      overdue: peopleFilter({ ...who, status: "overdue" }),
    },
    now,
  );
  return {
    coverage: countMethods(context.db, who),
    managers: { all, protected: all - bare },
    overdue,
    exempt: countExempt(context.db, who, now),
  };
}

function groupsNow(context: VaultContext, who: Who): Pick<EvidencePack, "byAccountType" | "byRole"> {
  const types = ACCOUNT_TYPES.filter((accountType) => who.accountType === null || who.accountType === accountType);
  const roles = ROLES.filter((role) => who.role === null || who.role === role);
  const group = (label: string, of: Who): { readonly label: string } & Coverage => ({
    label,
    ...countMethods(context.db, of),
  });
  return {
    byAccountType: types.map((accountType) => group(accountTypeWords[accountType], { ...who, accountType })),
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

function coverageOverTime(context: VaultContext, { period, who }: Asked): EvidencePack["coverageOverTime"] {
  const { days, timeZone } = period;
  return coverageOn(context, days, period, who).map(({ on, counts }) => ({
    at: startOfDayAt(timeZone, on),
    ...counts,
  }));
}
