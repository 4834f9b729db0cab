import type { ReactNode } from "react";
import { frameWords } from "../../../preload/messages/frame";
import { CenteredPage } from "../../ui/centered-page";
import { useSituation } from "../practice/situation-context";

export interface VaultPageProps {
  title: string;
  description?: ReactNode;
  above?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** A sheet of the time before anybody can sign in. */
export function VaultPage(props: VaultPageProps) {
  const { practice } = useSituation();
  return <CenteredPage size="wide" {...props} brand={practice?.name ?? frameWords.app} />;
}
