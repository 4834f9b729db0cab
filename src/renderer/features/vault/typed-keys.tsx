import { useState } from "react";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import type { InputOf } from "../../../contract/methods";
import { typedKeyWords as words } from "../../../contract/vault/key-messages";
import { tooSoonWords } from "../../../contract/vault/messages";
import type { VaultKeysView } from "../../../contract/vault/views";
import { PasswordField } from "../../ui/password-field";
import { checkNewPassphrase, noPassphrase, type PassphraseErrors } from "./new-passphrase";
import { NewPassphraseFields } from "./new-passphrase-fields";
import { RecoveryKeyField, wrongKey } from "./recovery-key-field";

const KEY_ACTS = ["changePassphrase", "openByKeyStore", "openByPassphrase", "changeVaultKey"] as const;
export type KeyAct = (typeof KEY_ACTS)[number];

export function isKeyAct(act: string): act is KeyAct {
  return KEY_ACTS.some((one) => one === act);
}

/** What belongs into an act's input besides the proof. */
type Typed = Partial<Pick<InputOf<"changePassphrase">, "typed"> | Pick<InputOf<"changeVaultKey">, "typed">>;

interface TypedKeys {
  readonly field: React.ReactNode;
  /** What was typed; undefined where it will not do, which the field says. */
  readonly take: () => Promise<Typed | undefined>;
}

interface Refused {
  readonly code: string;
  readonly which?: "passphrase";
  readonly group?: number;
  readonly waitMs?: number;
}

/** The passphrase or recovery key that a change of keys takes, which no second manager sees. */
export function useTypedKeys(
  act: KeyAct | undefined,
  opensBy: VaultKeysView["opensBy"],
  refusal: Refused | undefined,
): TypedKeys {
  const chosen = useNewPassphrase();
  const known = useKnownKeys(opensBy, refusal);
  if (act === "changePassphrase" || act === "openByPassphrase") return chosen;
  return act === "changeVaultKey" ? known : { field: null, take: async () => ({}) };
}

function useNewPassphrase(): TypedKeys {
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [errors, setErrors] = useState<PassphraseErrors>({});
  const take = async () => {
    const found = await checkNewPassphrase(passphrase);
    setErrors(found);
    return Object.keys(found).length > 0 ? undefined : { typed: { passphrase: passphrase.passphrase } };
  };
  const field = (
    <NewPassphraseFields label={words.newPassphrase} value={passphrase} onChange={setPassphrase} errors={errors} />
  );
  return { field, take };
}

function useKnownKeys(opensBy: VaultKeysView["opensBy"], refusal: Refused | undefined): TypedKeys {
  const [recoveryKey, setRecoveryKey] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const asksPassphrase = opensBy === "passphrase";
  const isWrong = refusal?.code === "wrong-key";
  const ofPassphrase = isWrong && refusal.which === "passphrase";
  const waits = refusal?.waitMs === undefined ? "" : ` ${tooSoonWords(refusal.waitMs)}`;
  const field = (
    <>
      <RecoveryKeyField
        words={{ label: words.recoveryKey, hint: words.recoveryKeyHint }}
        value={recoveryKey}
        onChange={setRecoveryKey}
        error={ofPassphrase ? undefined : wrongKey(refusal)}
      />
      {asksPassphrase && (
        <PasswordField
          label={words.passphrase}
          hint={words.passphraseHint}
          showLabel={passwordFieldWords.show}
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
          error={ofPassphrase ? words.wrongPassphrase + waits : undefined}
        />
      )}
    </>
  );
  const take = async () => ({ typed: { recoveryKey, passphrase: asksPassphrase ? passphrase : null } });
  return { field, take };
}
