import { type FormEvent, useState } from "react";
import { recoveryKeyWords } from "../../../contract/vault/messages";
import { useAppState, useAppStateAgain } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { checkNewPassphrase, noPassphrase, type PassphraseErrors } from "./new-passphrase";
import { NewPassphraseFields } from "./new-passphrase-fields";
import { RecoveryKeyField, wrongKey } from "./recovery-key-field";

export interface KitFormProps {
  method: "openVaultWithRecoveryKey" | "openVaultFile";
}

/** The recovery key from the printed kit; and a new passphrase where the vault asks for one at start. */
export function KitForm({ method }: KitFormProps) {
  const { keyStore: hasKeyStore, vault } = useAppState();
  // A vault that asks for a passphrase goes on doing so.
  const keyStore = hasKeyStore && vault.is !== "passphrase-needed";
  const [recoveryKey, setRecoveryKey] = useState("");
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [errors, setErrors] = useState<PassphraseErrors>({});
  const again = useAppStateAgain();
  const open = useAct(method, { onRefused: ({ code }) => code === "vault-trouble" && again() });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = keyStore ? {} : await checkNewPassphrase(passphrase);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    await open.act({ recoveryKey, newPassphrase: keyStore ? null : passphrase.passphrase });
  };
  return (
    <Form
      onSubmit={(event) => void submit(event)}
      actions={
        <Button type="submit" variant="primary" busy={open.busy}>
          {recoveryKeyWords.submit}
        </Button>
      }
    >
      <RecoveryKeyField
        autoFocus
        value={recoveryKey}
        onChange={setRecoveryKey}
        error={open.fieldErrors["recoveryKey"] ?? wrongKey(open.refusal)}
      />
      {!keyStore && (
        <NewPassphraseFields
          label={recoveryKeyWords.newPassphrase}
          value={passphrase}
          onChange={setPassphrase}
          errors={errors}
        />
      )}
      <RefusalNotice refusal={open.refusal} saidElsewhere={["bad-input", "wrong-key"]} />
    </Form>
  );
}
