import { MessageSquare } from "lucide-react";
import { frameWords } from "../../../contract/shell/messages";
import { usePractice } from "../../shell/app-state-context";
import { StatusItem } from "../../ui/status-item";

/** Whether tokens can be sent, in the status bar. */
export function GatewayStatus() {
  const { hasGateway } = usePractice();
  return (
    <StatusItem icon={MessageSquare} tone={hasGateway ? "ok" : "idle"}>
      {hasGateway ? frameWords.gatewayOn : frameWords.gatewayOff}
    </StatusItem>
  );
}
