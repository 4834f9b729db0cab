import { changingKeyWords as words } from "../../../contract/vault/key-messages";
import { ProgressBar } from "../../ui/progress-bar";
import { VaultPage } from "./vault-page";

/** The vault is closed while a worker writes it under a new key. */
export function ChangingKeyScreen({ done, of }: { done: number; of: number }) {
  const text = of === 0 ? words.begun : words.checked(Math.floor((100 * done) / of));
  return (
    <VaultPage title={words.title} description={words.lead}>
      <ProgressBar label={words.progress} done={done} of={of} text={text} />
    </VaultPage>
  );
}
