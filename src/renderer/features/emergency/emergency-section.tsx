import { Stack } from "../../ui/stack";
import { OpeningsCard } from "./accesses-card";
import { EmergencyCodesCard } from "./emergency-codes-card";

/** The envelope for the worst day, and what became of those that were opened. */
export function EmergencySection() {
  return (
    <Stack gap={16}>
      <EmergencyCodesCard />
      <OpeningsCard />
    </Stack>
  );
}
