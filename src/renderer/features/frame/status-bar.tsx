import { MessageSquare, UserRound } from "lucide-react";
import { frameWords, roleNames } from "../../../preload/messages/frame";
import { StatusItem } from "../../ui/status-item";
import { usePractice, useSession } from "../practice/situation-context";

/** Facts that hold on every screen: who is signed in, and whether tokens can be sent. */
export function StatusBar() {
  const { account, role } = useSession();
  const { hasGateway } = usePractice();
  return (
    <>
      <StatusItem icon={UserRound}>
        {account.name} · {roleNames[role]}
      </StatusItem>
      <StatusItem icon={MessageSquare} tone={hasGateway ? "ok" : "idle"}>
        {hasGateway ? frameWords.gatewayOn : frameWords.gatewayOff}
      </StatusItem>
    </>
  );
}
