import { FolderOpen } from "lucide-react";
import { type FormEvent, useState } from "react";
import { firstScreenWords, recoveryKeyWords } from "../../../contract/vault/messages";
import { restoreWords as words } from "../../../contract/vault/restore-messages";
import type { BackupFacts, ChosenBackupView } from "../../../contract/vault/views";
import { useAppState, useAppStateAgain, useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { DescriptionList } from "../../ui/description-list";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { ProgressBar } from "../../ui/progress-bar";
import { Row, Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { wrongKey } from "./kit-form";
import { checkNewPassphrase, noPassphrase, type PassphraseErrors } from "./new-passphrase";
import { NewPassphraseFields } from "./new-passphrase-fields";
import styles from "./trouble-screen.module.css";
import { VaultPage } from "./vault-page";

/** **Restore a backup**, where no vault is here or none opens: file, kit, what is in it, and only then the exchange. */
export function RestoreScreen({ onBack }: { onBack: () => void }) {
  const [chosen, setChosen] = useState<ChosenBackupView | null>(null);
  const [facts, setFacts] = useState<BackupFacts | null>(null);
  const choose = useAct("chooseBackup", {
    onDone: (view) => {
      if (view === null) return;
      setChosen(view);
      setFacts(null);
    },
  });
  return (
    <VaultPage title={words.title} description={words.lead}>
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
      {chosen !== null && facts === null && <CheckForm key={chosen.name} chosen={chosen} onChecked={setFacts} />}
      {facts !== null && <Exchange facts={facts} />}
      <TextLink onClick={onBack}>{firstScreenWords.back}</TextLink>
    </VaultPage>
  );
}

/** The kit is typed, and everything is checked with it: nothing is touched. */
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
      <TextField
        label={recoveryKeyWords.field}
        hint={recoveryKeyWords.hint}
        autoComplete="off"
        spellCheck={false}
        mono
        autoFocus
        value={recoveryKey}
        onChange={(event) => setRecoveryKey(event.target.value)}
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

function Exchange({ facts }: { facts: BackupFacts }) {
  const { keyStore } = useAppState();
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [errors, setErrors] = useState<PassphraseErrors>({});
  const again = useAppStateAgain();
  const restore = useAct("restoreBackup", { onRefused: ({ code }) => code === "vault-trouble" && again() });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = keyStore ? {} : await checkNewPassphrase(passphrase);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    await restore.act({ newPassphrase: keyStore ? null : passphrase.passphrase });
  };
  return (
    <Form
      onSubmit={(event) => void submit(event)}
      actions={
        <Button type="submit" variant="primary" busy={restore.busy}>
          {words.restore}
        </Button>
      }
    >
      <BackupFactsList facts={facts} />
      <Stack gap={8}>
        <h2>{words.after}</h2>
        <ol className={styles.steps}>
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Stack>
      {!keyStore && (
        <NewPassphraseFields
          label={recoveryKeyWords.newPassphrase}
          value={passphrase}
          onChange={setPassphrase}
          errors={errors}
        />
      )}
      <RefusalNotice refusal={restore.refusal} saidElsewhere={["bad-input"]} />
    </Form>
  );
}
