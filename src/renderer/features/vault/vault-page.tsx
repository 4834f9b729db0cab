import type { ReactNode } from "react";
import { frameWords } from "../../../contract/shell/messages";
import { useAppState } from "../../shell/app-state-context";
import { useEntryFocus } from "../../shell/use-entry-focus";
import { CenteredPage } from "../../ui/centered-page";

export interface VaultPageProps {
  title: string;
  description?: ReactNode;
  above?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** A sheet of the time before anybody can sign in. */
export function VaultPage(props: VaultPageProps) {
  const { practice } = useAppState();
  const heading = useEntryFocus(props.title);
  return <CenteredPage size="wide" {...props} brand={practice?.name ?? frameWords.app} headingRef={heading} />;
}
