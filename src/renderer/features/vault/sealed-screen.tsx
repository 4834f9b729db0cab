import { lazy, useState } from "react";
import { keyUnfitWords, passphraseWords, recoveryKeyWords } from "../../../contract/vault/messages";
import { restoreWords } from "../../../contract/vault/restore-messages";
import { useAppState } from "../../shell/app-state-context";
import { TextLink } from "../../ui/text-link";
import { ChangingKeyScreen } from "./changing-key-screen";
import { KitForm } from "./kit-form";
import { PassphraseForm } from "./passphrase-form";
import { TroubleScreen } from "./trouble-screen";
import { VaultPage } from "./vault-page";

const RestoreScreen = lazy(async () => ({ default: (await import("./restore-screen")).RestoreScreen }));
const ConfirmScreen = lazy(async () => ({ default: (await import("./confirm-screen")).ConfirmScreen }));

/** There is a vault, and it is not open: why, and what opens it. */
export function SealedScreen() {
  const { vault } = useAppState();
  const [lost, setLost] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const restore = () => setRestoring(true);
  if (vault.is === "changing-key") return <ChangingKeyScreen done={vault.done} of={vault.of} />;
  if (restoring && vault.is !== "unconfirmed") return <RestoreScreen onBack={() => setRestoring(false)} />;
  if (vault.is === "trouble") return <TroubleScreen key={vault.trouble} trouble={vault.trouble} onRestore={restore} />;
  if (vault.is === "unconfirmed")
    return <ConfirmScreen because={vault.because} kitTyped={vault.kitTyped} wait={vault.wait} />;
  if (vault.is !== "passphrase-needed") return <RecoveryKeyForm unfit={vault.is === "key-unfit"} onRestore={restore} />;
  if (lost) return <RecoveryKeyForm onBack={() => setLost(false)} />;
  return <PassphraseForm onLost={() => setLost(true)} />;
}

interface RecoveryKeyFormProps {
  onBack?: () => void;
  /** Where the kit does not open it either. */
  onRestore?: () => void;
  unfit?: boolean;
}

/** Opens the vault that lies here without the key store's key, or without the passphrase (then there is a way back to it). */
function RecoveryKeyForm({ onBack, onRestore, unfit = false }: RecoveryKeyFormProps) {
  const { title, lead } = unfit ? keyUnfitWords : recoveryKeyWords;
  return (
    <VaultPage
      title={onBack ? recoveryKeyWords.lostTitle : title}
      description={onBack ? recoveryKeyWords.lostLead : lead}
      footer={recoveryKeyWords.noKit}
    >
      <KitForm method="openVaultWithRecoveryKey" />
      {onRestore && <TextLink onClick={onRestore}>{restoreWords.instead}</TextLink>}
      {onBack && <TextLink onClick={onBack}>{passphraseWords.backToPassphrase}</TextLink>}
    </VaultPage>
  );
}
