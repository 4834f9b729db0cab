import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { frameWords, roleNames } from "../../contract/shell/messages";
import { StatusItem } from "../ui/status-item";
import { useSession } from "./app-state-context";

/** Facts that hold on every screen: who is signed in, and what features add. */
export function StatusBar({ children }: { children: ReactNode }) {
  const { account, role, emergencyUntil } = useSession();
  return (
    <>
      <StatusItem icon={UserRound}>
        {account.name} · {emergencyUntil === null ? roleNames[role] : frameWords.emergency}
      </StatusItem>
      {children}
    </>
  );
}
