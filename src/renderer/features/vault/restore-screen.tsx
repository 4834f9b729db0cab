import { type FormEvent, useState } from "react";
import { firstScreenWords, recoveryKeyWords } from "../../../contract/vault/messages";
import { restoreWords as words } from "../../../contract/vault/restore-messages";
import type { BackupFacts } from "../../../contract/vault/views";
import { useAppState, useAppStateAgain } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { CheckBackup } from "./check-backup";
import { checkNewPassphrase, noPassphrase, type PassphraseErrors } from "./new-passphrase";
import { NewPassphraseFields } from "./new-passphrase-fields";
import styles from "./trouble-screen.module.css";
import { VaultPage } from "./vault-page";

/** **Restore a backup**, where no vault is here or none opens: file, kit, what is in it, and only then the exchange. */
export function RestoreScreen({ onBack }: { onBack: () => void }) {
  const [facts, setFacts] = useState<BackupFacts | null>(null);
  return (
    <VaultPage title={words.title} description={words.lead}>
      <CheckBackup facts={facts} onFacts={setFacts} />
      {facts !== null && <Exchange />}
      <TextLink onClick={onBack}>{firstScreenWords.back}</TextLink>
    </VaultPage>
  );
}

function Exchange() {
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
