import { findingSentence } from "../../../contract/audit/finding-messages";
import type { Reply } from "../../../contract/methods";
import { ok, refuse } from "../../../contract/result";
import type { Asking } from "../asking";
import { toFindingView } from "../audit/findings";
import { recordEvent, type VaultContext } from "../context";
import { stampOf } from "../domain/stamp";
import type { Installation } from "../installation";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { isRemoved } from "../store/ledger/removed";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { diskTroubleOf } from "../store/trouble";
import { readKeyEnvelope } from "./recovery-key";

/*
 * Keep as evidence: the vault's file as it lies there, with its key envelope, the heads that are kept outside and a report of
 * what was found, in a folder that the person chooses. All of it is as unreadable without the key as the vault itself, but
 * for the report, which names people only where a manager or auditor has asked for it.
 */

type Kept = Reply<"saveEvidence"> | Reply<"saveSealedEvidence">;

/** With names, for whoever may read the audit log. */
export function saveEvidence(installation: Installation, caller: Caller): Asking<Reply<"saveEvidence">> {
  return evidence(installation, caller);
}

/** At the screen of a vault that does not open, where nobody is signed in. */
export function saveSealedEvidence(
  installation: Installation,
): Asking<Reply<"saveSealedEvidence">> | Reply<"saveSealedEvidence"> {
  // One that only waits for its passphrase is nobody's to carry away.
  if (installation.now.vault.is !== "trouble") return refuse({ code: "not-now", because: "wrong-step" });
  return evidence(installation, null);
}

function evidence(installation: Installation, caller: Caller | null): Asking<Kept> {
  return {
    choose: "folder",
    canceled: ok(null),
    commit: async (path) => {
      try {
        const name = keepEvidence(installation);
        if (installation.now.context !== null) noteEvidence(installation.now.context, caller, name);
        const texts = { "heads.txt": headsOf(installation), "report.json": reportOf(installation, caller, name) };
        return ok({ name: await installation.folder.copyEvidence(name, path, texts) });
      } catch (broken) {
        if (diskTroubleOf(broken) === undefined && (broken as NodeJS.ErrnoException).code === undefined) throw broken;
        return refuse({ code: "paper-trouble", trouble: "not-written" });
      }
    },
  };
}

/** Copies the file beside itself under a name of its own, which says when. */
export function keepEvidence({ clock, folder }: Installation): string {
  return folder.keepEvidence(stampOf(clock.now()));
}

/** In the copy there is nothing of it: that is the file as it was found. */
function noteEvidence(context: VaultContext, caller: Caller | null, evidence: string): void {
  const { db, workstation } = context;
  if (!db.open || isRemoved(db, workstation)) return;
  const actor = caller === null ? null : ownAccount(context, caller).id;
  try {
    immediately(db, () => recordEvent(context, actor, { kind: "evidence-kept", subject: null, data: { evidence } }));
  } catch (broken) {
    // A disk that takes no entry is one more reason to keep what is there.
    if (diskTroubleOf(broken) === undefined) throw broken;
  }
}

/** A place that does not answer is no reason to keep nothing. */
function headsOf(installation: Installation): string {
  const vaultId = readKeyEnvelope(installation)?.vault;
  try {
    return vaultId === undefined
      ? ""
      : installation.heads
          .read(vaultId)
          .map((head) => `${head}\n`)
          .join("");
  } catch {
    return "";
  }
}

function reportOf(installation: Installation, caller: Caller | null, file: string): string {
  const { clock, computerName, version, now } = installation;
  const { context, vault } = now;
  const found = context === null || !context.db.open ? null : context.memory.found;
  const report = {
    ...{ file, madeAt: new Date(clock.now()).toISOString(), computer: computerName, wardkey: version, vault },
    alarm: context?.memory.alarm?.what ?? null,
    workstation: context?.workstation ?? null,
    count: found?.count ?? 0,
    findings: found?.findings ?? [],
    ...(context === null || caller === null || found === null ? {} : { inWords: inWords(context, found.findings) }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function inWords(context: VaultContext, findings: NonNullable<VaultContext["memory"]["found"]>["findings"]): string[] {
  const { region, timeZone } = thePractice(context.db);
  const formats = { region, timeZone, now: context.clock.now() };
  return findings.map((finding) => findingSentence(toFindingView(context, finding), formats));
}
