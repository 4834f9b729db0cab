import { CircleCheck } from "lucide-react";
import { signInWords } from "../../../contract/authentication/messages";
import type { SignInView } from "../../../contract/authentication/views";
import { newPhoneWords as words } from "../../../contract/recovery/messages";
import type { RecoveryProof } from "../../../contract/vocabulary";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { Icon } from "../../ui/icon";
import { Steps } from "../../ui/steps";
import { TextLink } from "../../ui/text-link";
import { HowLost } from "./how-lost";
import styles from "./new-phone.module.css";
import { nextProofs } from "./next-proofs";
import { ProveOne } from "./prove-one";

const STEPS = words.titles.length;

/** **Use your backup password**: two proofs, then what happened to the old phone. Main says how far somebody has come. */
export function NewPhone({ signIn, onBack }: { signIn: SignInView; onBack: () => void }) {
  const { recovery } = signIn;
  const { ready } = recovery;
  const proven = recovery.proven.length;
  const step = ready ? STEPS : Math.min(proven + 1, STEPS - 1);
  return (
    <SignInPage
      above={<Steps label={words.step(step, STEPS)} current={step} total={STEPS} />}
      title={words.titles[step - 1] ?? ""}
      description={step === 1 ? words.lead : step === 2 ? words.secondLead : undefined}
    >
      {proven > 0 && <ProvenList proven={recovery.proven} />}
      {/* Another step is another form: nothing typed for one is taken for the next. */}
      {ready ? <HowLost /> : <ProveOne key={proven} signIn={signIn} proofs={nextProofs(recovery)} />}
      <TextLink onClick={onBack}>{signInWords.back}</TextLink>
    </SignInPage>
  );
}

/** Each thing that was proven, with a check. */
function ProvenList({ proven }: { proven: readonly RecoveryProof[] }) {
  return (
    <ul className={styles.proven} aria-label={words.done}>
      {proven.map((by) => (
        <li key={by} className={styles.one}>
          <Icon of={CircleCheck} className={styles.check} />
          {words.proofs[by]}
        </li>
      ))}
    </ul>
  );
}
