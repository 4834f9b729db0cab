import type { ReactNode } from "react";
import { frameWords } from "../../../preload/messages/frame";
import { signInWords } from "../../../preload/messages/sign-in";
import { CenteredPage } from "../../ui/centered-page";
import { WaitingNotice } from "../approvals/waiting-notice";
import { useSituation } from "../practice/situation-context";
import { useEntryFocus } from "../practice/use-entry-focus";
import { RefoundingNotice } from "../refounding/refounding-notice";

export interface SignInPageProps {
  title: string;
  description?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
}

/** One sheet of the sign-in: the practice's name above, and below whom to call. */
export function SignInPage(props: SignInPageProps) {
  const { practice } = useSituation();
  const heading = useEntryFocus(props.title);
  const whom = practice?.stillStuck ?? null;
  return (
    <CenteredPage
      {...props}
      banner={
        <>
          <RefoundingNotice />
          <WaitingNotice />
        </>
      }
      headingRef={heading}
      brand={practice?.name ?? frameWords.app}
      footer={whom === null ? undefined : signInWords.stillStuck(whom)}
    />
  );
}
