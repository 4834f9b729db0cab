import { passphraseWords, recoveryKeyWords } from "../../../preload/messages/vault";
import { TextLink } from "../../ui/text-link";
import { KitForm } from "./kit-form";
import { VaultPage } from "./vault-page";

/** Opens the vault that lies here without the key store's key, or without the passphrase (then there is a way back to it). */
export function RecoveryKeyForm({ onBack }: { onBack?: (() => void) | undefined }) {
  return (
    <VaultPage
      title={onBack ? recoveryKeyWords.lostTitle : recoveryKeyWords.title}
      description={onBack ? recoveryKeyWords.lostLead : recoveryKeyWords.lead}
      footer={recoveryKeyWords.noKit}
    >
      <KitForm method="openVaultWithRecoveryKey" />
      {onBack && <TextLink onClick={onBack}>{passphraseWords.backToPassphrase}</TextLink>}
    </VaultPage>
  );
}
