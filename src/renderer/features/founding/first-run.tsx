import { useState } from "react";
import type { FoundingStep } from "../../../preload/views";
import { useSituation } from "../practice/situation-context";
import { type FirstChoice, FirstScreen } from "../vault/first-screen";
import { OpenFileScreen } from "../vault/open-file-screen";
import { RestoreScreen } from "../vault/restore-screen";
import { DoneStep } from "./done-step";
import { FoundingSteps } from "./founding-steps";
import { KitStep } from "./kit-step";
import { TextTokenStep } from "./text-token-step";
import { TwoFactorStep } from "./two-factor-step";

/** From no vault to a founded practice. Main says which step comes next, so a crash loses no more than one screen. */
export function FirstRun() {
  const { founding } = useSituation();
  const [again, setAgain] = useState<FoundingStep | null>(null);
  switch (again ?? founding) {
    case "text-tokens":
      return <TextTokenStep onDone={() => setAgain(null)} />;
    case "two-factor":
      return <TwoFactorStep onBack={() => setAgain("text-tokens")} />;
    case "recovery-kit":
      return <KitStep />;
    case "done":
      return <DoneStep />;
    default:
      return <NoVault />;
  }
}

function NoVault() {
  const { vault } = useSituation();
  const [choice, setChoice] = useState<FirstChoice | null>(null);
  const gone = vault.is === "none" && vault.gone;
  const back = () => setChoice(null);
  switch (choice) {
    case "found":
      return <FoundingSteps gone={gone} onBack={back} />;
    case "open":
      return <OpenFileScreen onBack={back} />;
    case "restore":
      return <RestoreScreen onBack={back} onOpen={() => setChoice("open")} />;
    default:
      return <FirstScreen gone={gone} onChoose={setChoice} />;
  }
}
