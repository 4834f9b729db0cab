import type { ReactNode } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { frameWords } from "../../../contract/shell/messages";
import { useAppState } from "../../shell/app-state-context";
import { ReopenedNotice } from "../../shell/reopened-notice";
import { TroubleBanners } from "../../shell/trouble-banners";
import { useEntryFocus } from "../../shell/use-entry-focus";
import { CenteredPage } from "../../ui/centered-page";
import { Stack } from "../../ui/stack";
import { WaitingNotice } from "../approvals/waiting-notice";
import { ManagerRecoveryNotice } from "../recovery/manager-recovery-notice";
import { CheckingVault } from "../vault/checking-vault";

export interface SignInPageProps {
  title: string;
  description?: ReactNode;
  above?: ReactNode;
  /** Below the sheet: a way that few need. */
  below?: ReactNode;
  children: ReactNode;
}

/** One sheet of the sign-in: the practice's name above, and below whom to call. */
export function SignInPage({ below, ...props }: SignInPageProps) {
  const { practice, checking } = useAppState();
  const heading = useEntryFocus(props.title);
  const whom = practice?.stillStuck ?? null;
  const footer = (
    <Stack gap={8} align="center">
      {checking !== null && <CheckingVault percent={checking} />}
      {whom !== null && <span>{signInWords.stillStuck(whom)}</span>}
      {below}
    </Stack>
  );
  return (
    <CenteredPage
      {...props}
      banner={
        <>
          <TroubleBanners />
          <ReopenedNotice />
          <ManagerRecoveryNotice />
          <WaitingNotice />
        </>
      }
      headingRef={heading}
      brand={practice?.name ?? frameWords.app}
      footer={whom === null && below === undefined && checking === null ? undefined : footer}
    />
  );
}
