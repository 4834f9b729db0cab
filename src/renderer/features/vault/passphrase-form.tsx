import { type FormEvent, useRef, useState } from "react";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { passphraseWords, tooSoonWords } from "../../../contract/vault/messages";
import { useAppState, useAppStateAgain } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { PasswordField } from "../../ui/password-field";
import { TextLink } from "../../ui/text-link";
import { VaultPage } from "./vault-page";

function wrongWords(waitMs = 0): string {
  return waitMs === 0 ? passphraseWords.wrong : `${passphraseWords.wrong} ${tooSoonWords(waitMs)}`;
}

/** Where there is no key store: the vault's passphrase, at every start. */
export function PassphraseForm({ onLost }: { onLost: () => void }) {
  const { keyStore } = useAppState();
  const [passphrase, setPassphrase] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const again = useAppStateAgain();
  const open = useAct("openVault", {
    onRefused: ({ code }) => (code === "vault-trouble" ? again() : field.current?.select()),
  });
  const wrong = open.refusal?.code === "wrong-key" ? wrongWords(open.refusal.waitMs) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open.act({ passphrase });
  };
  return (
    <VaultPage
      title={passphraseWords.title}
      description={keyStore ? passphraseWords.leadWithKeyStore : passphraseWords.lead}
    >
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" busy={open.busy}>
            {passphraseWords.submit}
          </Button>
        }
      >
        <PasswordField
          ref={field}
          label={passphraseWords.field}
          showLabel={passwordFieldWords.show}
          autoComplete="off"
          autoFocus
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
          error={open.fieldErrors["passphrase"] ?? wrong}
        />
        <RefusalNotice refusal={open.refusal} saidElsewhere={["bad-input", "wrong-key"]} />
      </Form>
      <TextLink onClick={onLost}>{passphraseWords.lost}</TextLink>
    </VaultPage>
  );
}
