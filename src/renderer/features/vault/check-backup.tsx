import { FolderOpen } from "lucide-react";
import { type FormEvent, useState } from "react";
import { restoreWords as words } from "../../../contract/vault/restore-messages";
import type { BackupFacts, ChosenBackupView } from "../../../contract/vault/views";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { DescriptionList } from "../../ui/description-list";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { ProgressBar } from "../../ui/progress-bar";
import { Row, Stack } from "../../ui/stack";
import { RecoveryKeyField, wrongKey } from "./recovery-key-field";

export interface CheckBackupProps {
  facts: BackupFacts | null;
  /** What is in it, once it has passed; null when another one is chosen. */
  onFacts: (facts: BackupFacts | null) => void;
}

/** A backup is chosen, the kit that it takes is named and typed, and everything is checked with it: nothing is touched. */
export function CheckBackup({ facts, onFacts }: CheckBackupProps) {
  const [chosen, setChosen] = useState<ChosenBackupView | null>(null);
  const choose = useAct("chooseBackup", {
    onDone: (view) => {
      if (view === null) return;
      setChosen(view);
      onFacts(null);
    },
  });
  return (
    <Stack gap={16}>
      <Stack gap={8}>
        <Row>
          <Button icon={FolderOpen} busy={choose.busy} onClick={() => void choose.act({})}>
            {chosen === null ? words.choose : words.chooseOther}
          </Button>
          {chosen !== null && <span>{words.chosen(chosen.name)}</span>}
        </Row>
        <p>{words.chooseHint}</p>
      </Stack>
      <RefusalNotice refusal={choose.refusal} />
      {chosen !== null && facts === null && <CheckForm key={chosen.name} chosen={chosen} onChecked={onFacts} />}
      {facts !== null && <BackupFactsList facts={facts} />}
    </Stack>
  );
}

function CheckForm({ chosen, onChecked }: { chosen: ChosenBackupView; onChecked: (facts: BackupFacts) => void }) {
  const formats = useFormats();
  const [recoveryKey, setRecoveryKey] = useState("");
  const check = useAct("checkBackup", { onDone: onChecked });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check.act({ recoveryKey });
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" variant="primary" busy={check.busy}>
          {words.check}
        </Button>
      }
    >
      <p>{words.kit(chosen, formats)}</p>
      <RecoveryKeyField
        autoFocus
        value={recoveryKey}
        onChange={setRecoveryKey}
        error={check.fieldErrors["recoveryKey"] ?? wrongKey(check.refusal)}
      />
      {check.busy && <CheckProgress />}
      <RefusalNotice refusal={check.refusal} saidElsewhere={["bad-input", "wrong-key"]} />
    </Form>
  );
}

function CheckProgress() {
  const progress = useRead("getProgress", {}, { everyMs: 500 });
  const cancel = useAct("cancelProgress");
  const { done, of } = progress.value ?? { done: 0, of: 0 };
  return (
    <ProgressBar
      label={words.checking}
      done={done}
      of={of}
      text={words.share(done, of)}
      onCancel={() => void cancel.act({})}
      cancelLabel={words.cancel}
      cancelling={cancel.busy}
    />
  );
}

/** What a checked backup holds. */
function BackupFactsList({ facts }: { facts: BackupFacts }) {
  const formats = useFormats();
  return (
    <Notice tone="ok" title={words.good}>
      <DescriptionList
        items={[
          { term: words.practice, details: facts.practice },
          { term: words.madeAt, details: words.made(facts) },
          { term: words.computer, details: facts.computer },
          { term: words.people, details: words.count(facts.people, formats) },
          { term: words.entries, details: words.count(facts.entries, formats) },
          { term: words.fingerprint, details: `${facts.fingerprint}. ${words.fingerprintHint}` },
          { term: words.duration, details: words.seconds(facts.tookMs) },
        ]}
      />
    </Notice>
  );
}
