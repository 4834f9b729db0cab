import { Siren } from "lucide-react";
import { emergencyBannerWords as words } from "../../../contract/emergency/messages";
import { useFormats, useSession } from "../../shell/app-state-context";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";

/** Nobody in the room shall take a shift of emergency access for an ordinary one. */
export function EmergencyBanner() {
  const { account, emergencyUntil } = useSession();
  const formats = useFormats();
  const end = useAct("signOut");
  if (emergencyUntil === null) return null;
  return (
    <Notice
      banner
      tone="bad"
      icon={Siren}
      announce="status"
      title={words.title(emergencyUntil, account.name, formats)}
      action={
        <Button variant="danger" busy={end.busy} onClick={() => void end.act({})}>
          {words.end}
        </Button>
      }
    >
      {words.body}
    </Notice>
  );
}
