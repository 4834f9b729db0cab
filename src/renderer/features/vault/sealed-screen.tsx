import { lazy, useState } from "react";
import { useAppState } from "../../shell/app-state-context";
import { PassphraseForm } from "./passphrase-form";
import { RecoveryKeyForm } from "./recovery-key-form";
import { TroubleScreen } from "./trouble-screen";

const ConfirmScreen = lazy(async () => ({ default: (await import("./confirm-screen")).ConfirmScreen }));

/** There is a vault, and it is not open: why, and what opens it. */
export function SealedScreen() {
  const { vault } = useAppState();
  const [lost, setLost] = useState(false);
  if (vault.is === "trouble") return <TroubleScreen key={vault.trouble} trouble={vault.trouble} />;
  if (vault.is === "unconfirmed") return <ConfirmScreen because={vault.because} kitTyped={vault.kitTyped} />;
  if (vault.is !== "passphrase-needed") return <RecoveryKeyForm unfit={vault.is === "key-unfit"} />;
  if (lost) return <RecoveryKeyForm onBack={() => setLost(false)} />;
  return <PassphraseForm onLost={() => setLost(true)} />;
}
