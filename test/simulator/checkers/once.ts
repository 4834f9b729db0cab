import { groupsOf, type History, type Known } from "../history";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/*
 * What may be used once is used once by everybody who knew of it, and what only moves one way does: steps of tokens go up,
 * spent codes stay spent, revoked authenticators stay revoked.
 */

/** A step of an authenticator that was accepted, or a code that was spent, by an entry. */
type Use = { readonly entry: Known; readonly of: string; readonly step: number | null };

function usesOf(entry: Known): readonly Use[] {
  if (entry.kind === "authenticator-enabled" || entry.kind === "authenticator-resynced")
    return [{ entry, of: entry.data.authenticator, step: entry.data.step }];
  if (entry.kind === "setup-code-claimed") return [{ entry, of: entry.data.code, step: null }];
  if (!("factors" in entry.data)) return [];
  return entry.data.factors.flatMap((proven): Use[] => {
    // It was spent when it was claimed, and goes on to be what the session began with.
    if (proven.factor === "setup-code") return [];
    if (proven.factor === "app") return [{ entry, of: proven.authenticator, step: proven.step }];
    return "code" in proven ? [{ entry, of: proven.code, step: null }] : [];
  });
}

export function checkOnce(simulation: Simulation, at: Workstation, history: History): void {
  const limits = new Map(
    history.entries.flatMap((entry) =>
      entry.kind === "bypass-code-issued" ? [[entry.data.code, entry.data.signIns]] : [],
    ),
  );
  for (const [of, uses] of groupsOf(history.entries.flatMap(usesOf), (use) => use.of)) {
    for (const use of uses) checkUse(simulation, at, history, { use, uses, limit: limits.get(of) ?? 1 });
    checkTables(simulation, at, of, uses, limits.get(of) ?? 1);
  }
  checkRevoked(simulation, at, history);
}

type Judged = { readonly use: Use; readonly uses: readonly Use[]; readonly limit: number };

function checkUse({ report }: Simulation, at: Workstation, { knew }: History, { use, uses, limit }: Judged): void {
  const before = uses.filter((other) => knew(use.entry, other.entry));
  const { seq, workstation, kind } = use.entry;
  const where = `${at.name}: entry ${seq} of ${workstation} (${kind})`;
  if (use.step === null && before.length >= limit)
    report(`${where} spends what ${before.length} entries before it had spent`);
  if (use.step !== null && before.some(({ step }) => step !== null && step >= (use.step ?? 0)))
    report(`${where} accepts a step that is no later than one that it knew of`);
}

function checkTables({ report }: Simulation, at: Workstation, of: string, uses: readonly Use[], limit: number): void {
  const { db } = appOf(at).context;
  const step = Math.max(-1, ...uses.map((use) => use.step ?? -1));
  const authenticator = db
    .prepare("SELECT last_step AS lastStep FROM authenticators WHERE id = ? AND state = 'active'")
    .get(of) as { lastStep: number | null } | undefined;
  if (authenticator !== undefined && (authenticator.lastStep ?? -1) < step)
    report(`${at.name}: step ${step} was accepted, and the last one is said to be ${authenticator.lastStep}`);
  const code = db.prepare("SELECT state, sort FROM codes WHERE id = ?").get(of) as
    | { state: string; sort: string }
    | undefined;
  if (code?.state === "open" && uses.length >= limit && code.sort !== "remembered-sign-in")
    report(`${at.name}: a code was used ${uses.length} times of ${limit}, and is open`);
}

/** What takes the second factor away: nobody sets one up in its place without having heard of that. */
const TAKES_AWAY: ReadonlySet<string> = new Set([
  "two-factor-reset",
  "two-factor-disabled",
  "phone-replaced",
  "text-fallback-given",
]);

function checkRevoked({ report }: Simulation, at: Workstation, { entries, knew }: History): void {
  const sql = "SELECT id, owner FROM authenticators WHERE state = 'active'";
  const active = appOf(at).context.db.prepare(sql).all() as { id: string; owner: string }[];
  for (const { id, owner } of active) {
    const about = entries.filter(({ subject }) => subject === owner);
    const enabled = about.find((one) => one.kind === "authenticator-enabled" && one.data.authenticator === id);
    const taken = about.find(
      (one) =>
        (one.kind === "authenticator-revoked" && one.data.authenticator === id) ||
        (enabled !== undefined && TAKES_AWAY.has(one.kind) && !knew(enabled, one)),
    );
    if (taken !== undefined) report(`${at.name}: authenticator ${id} is active, and ${taken.kind} took it away`);
  }
  if (new Set(active.map(({ owner }) => owner)).size < active.length)
    report(`${at.name}: an account has two active authenticators`);
}
