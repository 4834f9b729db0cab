import { useState } from "react";
import { approvalListWords as words } from "../../../contract/approvals/messages";
import type { ApprovalView } from "../../../contract/approvals/views";
import type { ShownCode } from "../../../contract/enrollment/views";
import type { InputOf } from "../../../contract/methods";
import { gatewayWords } from "../../../contract/settings/messages";
import { helpWords } from "../../../contract/support/messages";
import type { IdentityWays } from "../../../contract/support/views";
import type { RecoveryKit } from "../../../contract/vault/views";
import { type ApprovedAct, HELP_ACTS, type HelpAct } from "../../../contract/vocabulary";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct, useRead } from "../../shell/wardkey";
import { PasswordField } from "../../ui/password-field";
import { useToasts } from "../../ui/toasts";
import type { AboutToHelp } from "../support/help-draft";
import { usePhotoId } from "../support/photo-id";
import { ShownCodeDialog, type ShownCodeDialogProps } from "../support/shown-code-dialog";
import { StepSection } from "../support/step-section";
import { useIdentity } from "../support/use-identity";
import { WhoAsks } from "../support/who-asks";
import { ShownKitDialog } from "../vault/new-kit-dialog";
import { isKeyAct, useTypedKeys } from "../vault/typed-keys";
import type { AnswerDialogProps } from "./approve-dialog";

/** What the code that comes of an act is good for. */
function codeUse(act: ApprovedAct): ShownCodeDialogProps["use"] {
  if (act === "issueBypassCode") return "bypass";
  return act === "resetTwoFactor" || act === "replacePhone" ? "reset" : "set-up";
}

/** Does what was asked for, exactly as it was asked for, once it was approved or nobody answered. */
export function GoOnDialog(props: AnswerDialogProps) {
  const { subject, act } = props.approval;
  return isHelp(act) && subject !== null ? <GoOnHelping {...props} account={subject.id} /> : <GoOn {...props} />;
}

function isHelp(act: ApprovedAct): act is HelpAct {
  return HELP_ACTS.some((one) => one === act);
}

/** Who asks was made sure of when it was asked for, and has to be now, when it is done. */
function GoOnHelping({ account, ...props }: AnswerDialogProps & { account: string }) {
  const ways = useRead("getSupportCase", { account }).value?.identity;
  return ways === undefined ? null : <GoOn {...props} ways={ways} />;
}

interface GoOnProps extends AnswerDialogProps {
  /** Given: it helps somebody, who has to be who they say. */
  ways?: IdentityWays | undefined;
}

function GoOn({ approval, onClose, ways }: GoOnProps) {
  const toast = useToasts();
  const [shown, setShown] = useState<ShownCode>();
  const [kit, setKit] = useState<RecoveryKit>();
  const { act, sentence, subject, parameters } = approval;
  const doing = useAct(act, {
    onDone: (value) => {
      if (isCode(value)) return setShown(value);
      if (isKit(value)) return setKit(value);
      // Null of an export: no file was chosen.
      if (act === "exportEntries" && value === null) return;
      toast({ title: words.done });
      onClose();
    },
  });
  const identifying = useIdentity(aboutToHelp(approval), doing.refusal);
  const gateway = useGatewayToken(approval, doing.fieldErrors["token"]);
  const opensBy = useRead("getVaultKeys", {}, { enabled: isKeyAct(act) }).value?.opensBy ?? "key-store";
  const keys = useTypedKeys(isKeyAct(act) ? act : undefined, opensBy, doing.refusal);
  const seen = usePhotoId(act === "reactivatePerson" && approval.alone);
  if (shown !== undefined) {
    return <ShownCodeDialog name={subject?.name ?? ""} shown={shown} use={codeUse(act)} onPassedOn={onClose} />;
  }
  if (kit !== undefined) return <ShownKitDialog kit={kit} onClose={onClose} />;
  const goOn: React.ComponentProps<typeof ActDialog>["onAct"] = async ({ proof }) => {
    const identity = ways && identifying.take();
    if ((ways !== undefined && identity === undefined) || !seen.isSaid()) return;
    const typed = await keys.take();
    if (typed === undefined) return;
    // They were read by this act's own schema when it was asked for, and are read again.
    const more = { ...gateway.given, ...typed, ...(identity && { identity }), ...seen.given };
    void doing.act({ ...parameters, ...more, proof } as InputOf<ApprovedAct>);
  };
  return (
    <ActDialog
      title={words.goOnTitle}
      effect={sentence}
      confirmLabel={words.goOnConfirm}
      asksReason={false}
      busy={doing.busy}
      refusal={doing.refusal}
      fieldErrors={doing.fieldErrors}
      identity={
        ways === undefined ? (
          (keys.field ?? seen.field)
        ) : (
          <>
            <WhoAsks number={1} identifying={identifying} ways={ways} />
            <StepSection number={2} title={helpWords.yours} />
          </>
        )
      }
      onAct={(given) => void goOn(given)}
      onClose={onClose}
    >
      {gateway.field}
    </ActDialog>
  );
}

/** The new token of a gateway, which main keeps nowhere before it is saved. */
function useGatewayToken({ act, parameters }: ApprovalView, error: string | undefined) {
  const [token, setToken] = useState("");
  if (act !== "saveGateway" || parameters === null || "token" in parameters) return { given: {}, field: null };
  const field = (
    <PasswordField
      label={words.gatewayToken}
      showLabel={gatewayWords.show}
      autoComplete="off"
      hint={words.gatewayTokenAgain}
      value={token}
      onChange={(event) => setToken(event.target.value)}
      error={error}
    />
  );
  return { given: { token: token.trim() }, field };
}

/** What a second person vouches for: the act without its reason. */
function aboutToHelp({ act, parameters }: ApprovalView): AboutToHelp | undefined {
  if (!isHelp(act) || parameters === null) return undefined;
  const { reason: _, ...about } = parameters;
  return { act, parameters: about };
}

function isKit(value: unknown): value is RecoveryKit {
  return typeof value === "object" && value !== null && "askGroup" in value;
}

function isCode(value: unknown): value is ShownCode {
  return typeof value === "object" && value !== null && "code" in value;
}
