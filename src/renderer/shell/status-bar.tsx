import { MessageSquare, UserRound } from "lucide-react";
import { frameWords, roleNames } from "../../contract/shell/messages";
import { ClockStatus } from "../features/clock/clock-banner";
import { StatusItem } from "../ui/status-item";
import { usePractice, useSession } from "./app-state-context";

/** Facts that hold on every screen: who is signed in, how the clock stands, and whether tokens can be sent. */
export function StatusBar() {
  const { account, role, emergencyUntil } = useSession();
  const { hasGateway } = usePractice();
  return (
    <>
      <StatusItem icon={UserRound}>
        {account.name} · {emergencyUntil === null ? roleNames[role] : frameWords.emergency}
      </StatusItem>
      <ClockStatus />
      <StatusItem icon={MessageSquare} tone={hasGateway ? "ok" : "idle"}>
        {hasGateway ? frameWords.gatewayOn : frameWords.gatewayOff}
      </StatusItem>
    </>
  );
}
