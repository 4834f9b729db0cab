import type { ReactNode } from "react";
import { signInWords, checkingWords as words } from "../../../contract/authentication/messages";
import { CenteredPage } from "../../ui/centered-page";
import { ProgressBar } from "../../ui/progress-bar";
import { Stack } from "../../ui/stack";
import { useAppState } from "../app-state-context";
import { PublicNotices } from "../public-notices";
import { ReopenedNotice, TroubleBanners } from "../trouble-banners";
import { useEntryFocus } from "../use-entry-focus";
import styles from "./sign-in-page.module.css";

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
  // Its line is kept free until main has said whom to call, so that nothing moves under the pointer.
  const isUnknown = practice === null;
  const footer = (
    <Stack gap={8} align="center">
      {checking !== null && <CheckingVault percent={checking} />}
      {whom !== null && <span>{signInWords.stillStuck(whom)}</span>}
      {isUnknown && <span aria-hidden="true">&nbsp;</span>}
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
          <PublicNotices />
        </>
      }
      headingRef={heading}
      brand={practice?.name ?? ""}
      footer={whom === null && !isUnknown && below === undefined && checking === null ? undefined : footer}
    />
  );
}

/** How far the check is that the first sign-in after a start waits for, where it takes longer than a moment. */
function CheckingVault({ percent }: { percent: number }) {
  return (
    <div className={styles.checking}>
      <ProgressBar label={words.label} done={percent} of={100} text={words.done(percent)} />
    </div>
  );
}
