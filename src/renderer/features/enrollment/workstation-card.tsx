import type { RememberedWorkstation } from "../../../contract/authentication/views";
import { workstationWords } from "../../../contract/enrollment/profile-messages";
import { formatDateTime } from "../../../contract/formats";
import { usePractice } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { DescriptionList } from "../../ui/description-list";
import { Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";

/** This workstation stands in for one's token until a day: seen, and revoked with one press. */
export function WorkstationCard({ workstation }: { workstation: RememberedWorkstation }) {
  const practice = usePractice();
  const toast = useToasts();
  const forget = useAct("forgetMyRememberedSignIn", { onDone: () => toast({ title: workstationWords.forgotten }) });
  return (
    <Card title={workstationWords.title} level={3} description={workstationWords.about}>
      <Stack gap={16} align="start">
        <DescriptionList
          items={[
            { term: workstationWords.since, details: formatDateTime(workstation.since, practice) },
            { term: workstationWords.lastUsed, details: formatDateTime(workstation.lastUsedAt, practice) },
            { term: workstationWords.until, details: formatDateTime(workstation.until, practice) },
          ]}
        />
        <Button busy={forget.busy} onClick={() => void forget.act({})}>
          {workstationWords.forget}
        </Button>
        <RefusalNotice refusal={forget.refusal} />
      </Stack>
    </Card>
  );
}
