import { ArchiveRestore, FolderDown, RotateCw } from "lucide-react";
import { useState } from "react";
import { refusalWords } from "../../../contract/refusal-messages";
import type { VaultTrouble } from "../../../contract/refusals";
import { evidenceWords } from "../../../contract/vault/evidence-messages";
import { troubleScreenWords, troubleWords } from "../../../contract/vault/messages";
import { restoreWords } from "../../../contract/vault/restore-messages";
import { RESTORABLE_TROUBLES as restorableTroubles } from "../../../contract/vocabulary";
import { useAppStateAgain, useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Row, Stack } from "../../ui/stack";
import styles from "./trouble-screen.module.css";
import { VaultPage } from "./vault-page";

export interface TroubleScreenProps {
  trouble: VaultTrouble["trouble"];
  onRestore: () => void;
}

/** After which somebody may want to know later what was there. */
const evidentTroubles: readonly VaultTrouble["trouble"][] = ["damaged", "rolled-back", "changed", "root-changed"];

/** The vault cannot be opened: what happened, what is safe, what to do. */
export function TroubleScreen({ trouble, onRestore }: TroubleScreenProps) {
  const { title, what, safe, steps } = troubleWords[trouble];
  const again = useAppStateAgain();
  const formats = useFormats();
  const retry = useAct("retryOpening", { onRefused: again });
  const [kept, setKept] = useState<string>();
  const keep = useAct("saveSealedEvidence", { onDone: (saved) => setKept(saved?.name) });
  const said = retry.refusal?.code === "vault-trouble" ? troubleScreenWords.same : undefined;
  return (
    <VaultPage title={title} description={what}>
      <Notice tone="ok" title={troubleScreenWords.safe}>
        {safe}
      </Notice>
      <Stack gap={8}>
        <h2>{troubleScreenWords.steps}</h2>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Stack>
      {retry.refusal !== undefined && (
        <Notice tone="warn" announce="alert">
          {said ?? refusalWords(retry.refusal, formats)}
        </Notice>
      )}
      <Row>
        <Button variant="primary" icon={RotateCw} busy={retry.busy} onClick={() => void retry.act({})}>
          {troubleScreenWords.retry}
        </Button>
        {restorableTroubles.includes(trouble) && (
          <Button icon={ArchiveRestore} onClick={onRestore}>
            {restoreWords.title}
          </Button>
        )}
        {evidentTroubles.includes(trouble) && (
          <Button icon={FolderDown} busy={keep.busy} onClick={() => void keep.act({})}>
            {evidenceWords.open}
          </Button>
        )}
      </Row>
      {kept !== undefined && (
        <Notice tone="ok" announce="status">
          {evidenceWords.done(kept)}
        </Notice>
      )}
      <RefusalNotice refusal={keep.refusal} />
    </VaultPage>
  );
}
