import { useState } from "react";
import { verifyPhoneWords } from "../../../contract/enrollment/messages";
import { numberWords } from "../../../contract/enrollment/profile-messages";
import type { Security } from "../../../contract/enrollment/views";
import { formatPhone } from "../../../contract/fields";
import { frameWords } from "../../../contract/shell/messages";
import { usePractice } from "../../shell/app-state-context";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { useToasts } from "../../ui/toasts";
import { PhoneProof, usePhoneProof } from "./phone-proof";

/** While two-factor is on and the number in the profile is not the one that tokens go to. */
export function NumberToConfirm({ security }: { security: Security }) {
  const { region } = usePractice();
  const [open, setOpen] = useState(false);
  const { twoFactor, cellPhone, confirmedPhone, hasGateway, numberWaits } = security;
  if (cellPhone === null || cellPhone === confirmedPhone) return null;
  if (twoFactor === "none" || !hasGateway) {
    if (!numberWaits) return null;
    return (
      <Notice tone="warn" announce="status" title={numberWords.waitsTitle}>
        {numberWords.waitsForHelpers}
      </Notice>
    );
  }
  return (
    <>
      <Notice
        tone="warn"
        announce="status"
        title={numberWords.toConfirmTitle}
        action={<Button onClick={() => setOpen(true)}>{numberWords.confirm}</Button>}
      >
        {numberWaits && `${numberWords.waits} `}
        {numberWords.toConfirm(confirmedPhone === null ? null : formatPhone(confirmedPhone, region))}
      </Notice>
      {open && <ConfirmNumberDialog cellPhone={formatPhone(cellPhone, region)} onClose={() => setOpen(false)} />}
    </>
  );
}

function ConfirmNumberDialog({ cellPhone, onClose }: { cellPhone: string; onClose: () => void }) {
  const toast = useToasts();
  const proof = usePhoneProof(() => {
    toast({ title: numberWords.confirmed, tone: "ok" });
    onClose();
  });
  return (
    <Dialog
      open
      title={numberWords.confirm}
      description={numberWords.lead(cellPhone)}
      closeLabel={frameWords.close}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{numberWords.later}</Button>
          {proof.sent !== null && (
            <Button type="submit" form={proof.formId} variant="primary" busy={proof.confirm.busy}>
              {verifyPhoneWords.submit}
            </Button>
          )}
        </>
      }
    >
      <PhoneProof proof={proof} />
    </Dialog>
  );
}
