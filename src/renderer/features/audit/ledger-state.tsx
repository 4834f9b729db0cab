import { CircleAlert, Link2, RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { rebuildWords, stateWords as words } from "../../../contract/audit/messages";
import type { LedgerState } from "../../../contract/audit/views";
import { alarmWords } from "../../../contract/shell/messages";
import { evidenceWords } from "../../../contract/vault/evidence-messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useFormats } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { Meter } from "../../ui/meter";
import { Notice } from "../../ui/notice";
import { Row, Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { KeepEvidenceDialog } from "./evidence-dialog";
import { Findings } from "./findings";
import { FullCheckLine } from "./full-check";
import styles from "./ledger-state.module.css";

/** How often the progress of a check is drawn. */
const CHECKING_MS = 500;
const PROGRESS_STEPS = 20;

/** Whether the chain holds, since when that is known, and a button to check it again. */
export function LedgerStateLine() {
  const [checking, setChecking] = useState(false);
  const [rebuilding, setRebuilding] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const rebuilds = useMayCall("rebuildTables");
  const { value } = useRead("getLedgerState", {}, { everyMs: checking && CHECKING_MS });
  const verify = useAct("verifyLedger");
  useEffect(() => setChecking(value?.is === "checking"), [value]);
  const isRunning = useRead("getFullCheck", {}).value?.running != null;
  const again = (
    <Button
      icon={RefreshCw}
      busy={verify.busy || isRunning || value?.is === "checking"}
      onClick={() => void verify.act({})}
    >
      {words.again}
    </Button>
  );
  return (
    <section aria-label={words.region} className={styles.state}>
      {value?.is === "wrong" ? (
        <Notice tone="bad" icon={CircleAlert} announce="alert" title={words.wrong} action={again}>
          <Stack gap={12}>
            {alarmWords.body(value.alarm)}
            <Findings findings={value.findings} count={value.count} />
            <Row gap={16}>
              <TextLink onClick={() => setKeeping(true)}>{evidenceWords.open}</TextLink>
              {rebuilds && value.alarm.what === "tables-differ" && (
                <TextLink onClick={() => setRebuilding(true)}>{rebuildWords.open}</TextLink>
              )}
            </Row>
          </Stack>
        </Notice>
      ) : (
        <div className={styles.line}>
          <div className={styles.words}>{value !== undefined && <StateWords state={value} />}</div>
          {again}
        </div>
      )}
      <FullCheckLine />
      <RefusalNotice refusal={verify.refusal} />
      {keeping && <KeepEvidenceDialog onClose={() => setKeeping(false)} />}
      {rebuilding && <RebuildDialog onClose={() => setRebuilding(false)} />}
    </section>
  );
}

function StateWords({ state }: { state: Exclude<LedgerState, { is: "wrong" }> }) {
  const formats = useFormats();
  if (state.is === "checking") {
    const { done, of } = state;
    const step = of === 0 ? 0 : Math.round((done / of) * PROGRESS_STEPS);
    return (
      <>
        <span>{words.checking}</span>
        <div className={styles.progress}>
          <Meter
            label={words.checking}
            value={step}
            max={PROGRESS_STEPS}
            words={words.checked(done, of, formats)}
            tone="idle"
          />
        </div>
      </>
    );
  }
  const { entries, newer, at, headHash } = state;
  return (
    <>
      <span role="status">
        <Chip tone="ok" icon={Link2} label={words.verified(entries, newer, formats)} />
      </span>
      <span className={styles.fact}>{words.at(at, formats)}</span>
      <span className={styles.fact}>
        {words.head} <code className={styles.hash}>{headHash}</code>
      </span>
    </>
  );
}

/** Makes the stored records anew from the ledger: everybody is signed out, and the vault has to be confirmed. */
function RebuildDialog({ onClose }: { onClose: () => void }) {
  const rebuild = useAct("rebuildTables", { onDone: onClose });
  return (
    <ActDialog
      title={rebuildWords.title}
      effect={rebuildWords.effect}
      confirmLabel={rebuildWords.confirm}
      asksReason={false}
      danger
      busy={rebuild.busy}
      refusal={rebuild.refusal}
      fieldErrors={rebuild.fieldErrors}
      onAct={({ proof }) => void rebuild.act({ proof })}
      onClose={onClose}
    />
  );
}
