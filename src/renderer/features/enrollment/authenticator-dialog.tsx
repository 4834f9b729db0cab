import { useMemo, useRef, useState } from "react";
import { setupWords } from "../../../contract/enrollment/messages";
import type { Security } from "../../../contract/enrollment/views";
import type { Method } from "../../../contract/vocabulary";
import { useAct } from "../../shell/wardkey";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Dialog } from "../../ui/dialog";
import { Steps } from "../../ui/steps";
import { useToasts } from "../../ui/toasts";
import { useAuthenticatorFlow } from "./authenticator-flow";
import { AuthenticatorSteps } from "./authenticator-steps";
import styles from "./setup.module.css";
import { SetupFrameContext } from "./step-frame";

const keeps: Readonly<Record<Method, string>> = {
  none: setupWords.endKeepsOff,
  text: setupWords.endKeepsText,
  app: setupWords.endKeepsApp,
};

/** **Set up authenticator app**: step by step. Whatever is in use stays in use until the new app's code was accepted. */
export function AuthenticatorDialog({ security, onClose }: { security: Security; onClose: () => void }) {
  const toast = useToasts();
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const frame = useMemo(() => ({ actions, level: 3, heading }) as const, [actions]);
  const cancel = useAct("cancelAuthenticator");
  const finish = () => {
    toast({ title: setupWords.done, tone: "ok" });
    onClose();
  };
  const flow = useAuthenticatorFlow(security, "get-app", finish);
  const end = () => {
    if (flow.offer !== null) void cancel.act({});
    onClose();
  };
  const { current, total } = flow;
  return (
    <>
      <Dialog
        open
        size="large"
        title={setupWords.title}
        above={<Steps label={setupWords.step(current, total)} current={current} total={total} />}
        closeLabel={setupWords.close}
        dismissible={flow.step !== "codes" && flow.step !== "backup-password"}
        onClose={() => (flow.step === "get-app" || flow.step === "sealed-sheet" ? end() : setAsking(true))}
        initialFocus={heading}
        footer={<div ref={setActions} className={styles.actions} />}
      >
        <SetupFrameContext value={frame}>
          <AuthenticatorSteps flow={flow} security={security} onCancel={end} onDone={finish} />
        </SetupFrameContext>
      </Dialog>
      <EndQuestion open={asking} twoFactor={security.twoFactor} onEnd={end} onGoOn={() => setAsking(false)} />
    </>
  );
}

interface EndQuestionProps {
  open: boolean;
  /** What stays in use. */
  twoFactor: Method;
  onEnd: () => void;
  onGoOn: () => void;
}

function EndQuestion({ open, twoFactor, onEnd, onGoOn }: EndQuestionProps) {
  return (
    <ConfirmDialog
      open={open}
      title={setupWords.endTitle}
      body={keeps[twoFactor]}
      confirmLabel={setupWords.end}
      keepLabel={setupWords.goOn}
      tone="normal"
      onConfirm={onEnd}
      onKeep={onGoOn}
    />
  );
}
