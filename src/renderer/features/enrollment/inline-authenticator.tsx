import { useMemo, useRef, useState } from "react";
import { setupWords } from "../../../contract/enrollment/messages";
import type { Security } from "../../../contract/enrollment/views";
import { Steps } from "../../ui/steps";
import { type SetupStep, useAuthenticatorFlow } from "./authenticator-flow";
import { AuthenticatorSteps } from "./authenticator-steps";
import styles from "./setup.module.css";
import { SetupFrameContext } from "./step-frame";

export interface InlineAuthenticatorProps {
  security: Security;
  first: SetupStep;
  onCancel?: (() => void) | undefined;
  onDone: () => void;
}

/** The steps on a sheet of their own, where the setup is all there is. */
export function InlineAuthenticator({ security, first, onCancel, onDone }: InlineAuthenticatorProps) {
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const frame = useMemo(() => ({ actions, level: 2, heading }) as const, [actions]);
  const flow = useAuthenticatorFlow(security, first, onDone);
  const { current, total } = flow;
  return (
    <section className={styles.inline} aria-label={setupWords.title}>
      <Steps label={setupWords.stepOfApp(current, total)} current={current} total={total} />
      <SetupFrameContext value={frame}>
        <AuthenticatorSteps flow={flow} security={security} onCancel={onCancel} onDone={onDone} />
      </SetupFrameContext>
      <div ref={setActions} className={styles.actions} />
    </section>
  );
}
