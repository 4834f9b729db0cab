import { keyUnfitWords, passphraseWords, recoveryKeyWords } from "../../../contract/vault/messages";
import { TextLink } from "../../ui/text-link";
import { KitForm } from "./kit-form";
import { VaultPage } from "./vault-page";

/** Opens the vault that lies here without the key store's key, or without the passphrase (then there is a way back to it). */
export function RecoveryKeyForm({ onBack, unfit = false }: { onBack?: () => void; unfit?: boolean }) {
  const { title, lead } = unfit ? keyUnfitWords : recoveryKeyWords;
  return (
    <VaultPage
      title={onBack ? recoveryKeyWords.lostTitle : title}
      description={onBack ? recoveryKeyWords.lostLead : lead}
      footer={recoveryKeyWords.noKit}
    >
      <KitForm method="openVaultWithRecoveryKey" />
      {onBack && <TextLink onClick={onBack}>{passphraseWords.backToPassphrase}</TextLink>}
    </VaultPage>
  );
}
