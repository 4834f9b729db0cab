import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { newPassphraseWords } from "../../../contract/vault/messages";
import { NewPasswordField } from "../../shell/sign-in/new-password-field";
import { PasswordField } from "../../ui/password-field";
import type { NewPassphrase, PassphraseErrors } from "./new-passphrase";

export interface NewPassphraseFieldsProps {
  label?: string | undefined;
  value: NewPassphrase;
  onChange: (value: NewPassphrase) => void;
  errors: PassphraseErrors;
}

/** Asked only where the computer has no key store. */
export function NewPassphraseFields({ label, value, onChange, errors }: NewPassphraseFieldsProps) {
  return (
    <>
      <NewPasswordField
        label={label ?? newPassphraseWords.field}
        hint={newPassphraseWords.hint}
        forManager
        value={value.passphrase}
        onValueChange={(passphrase) => onChange({ ...value, passphrase })}
        error={errors.passphrase}
      />
      <PasswordField
        label={newPassphraseWords.again}
        showLabel={passwordFieldWords.show}
        autoComplete="new-password"
        value={value.again}
        onChange={(event) => onChange({ ...value, again: event.target.value })}
        error={errors.again}
      />
    </>
  );
}
