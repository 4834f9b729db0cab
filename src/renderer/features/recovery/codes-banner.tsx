import { lazy, Suspense, useState } from "react";
import { codesBannerWords as words } from "../../../contract/recovery/recovery-code-messages";
import { useSession } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";

const FreshCodeDialog = lazy(async () => ({ default: (await import("./fresh-code-dialog")).FreshCodeDialog }));

/** After a sign-in with a recovery code a fresh one is offered; and few codes, or none, are said on every screen. */
export function RecoveryCodesBanner() {
  const { recoveryCodeUsed, recoveryCodesLow: low, recoveryCodesDue } = useSession();
  const may = useMayCall("replaceRecoveryCode");
  const [put, setPut] = useState(false);
  const [open, setOpen] = useState(false);
  // In emergency access nobody changes what is their own.
  if (!may || recoveryCodesDue) return null;
  const offers = recoveryCodeUsed && !put;
  return (
    <>
      {offers && (
        <Notice
          banner
          tone="info"
          announce="status"
          title={words.usedTitle}
          action={<TextLink onClick={() => setOpen(true)}>{words.fresh}</TextLink>}
          dismissLabel={words.dismiss}
          onDismiss={() => setPut(true)}
        >
          {words.used}
        </Notice>
      )}
      {!offers && low !== null && (
        <Notice
          banner
          tone="warn"
          announce="status"
          title={words.lowTitle(low)}
          action={<TextLink href="#/account/security">{words.look}</TextLink>}
        >
          {words.low}
        </Notice>
      )}
      <Suspense>{open && <FreshCodeDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
