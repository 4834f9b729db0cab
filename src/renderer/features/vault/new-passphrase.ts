import { newPassphraseWords } from "../../../contract/vault/messages";
import { call } from "../../shell/wardkey";

/** A vault passphrase that is being chosen, typed twice: there is no way to look at it later. */
export interface NewPassphrase {
  readonly passphrase: string;
  readonly again: string;
}

export type PassphraseErrors = Partial<Record<keyof NewPassphrase, string>>;

export const noPassphrase: NewPassphrase = { passphrase: "", again: "" };

/** What is wrong with it, in words; nothing where it can be used. As strict as for a manager's password. */
export async function checkNewPassphrase({ passphrase, again }: NewPassphrase): Promise<PassphraseErrors> {
  if (passphrase === "") return { passphrase: newPassphraseWords.missing };
  if (passphrase !== again) return { again: newPassphraseWords.different };
  const answer = await call("checkPassword", { password: passphrase, about: ["", "", ""], forManager: true });
  return answer.ok && answer.value.problem === null ? {} : { passphrase: newPassphraseWords.weak };
}
