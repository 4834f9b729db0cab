import { Stack } from "../../ui/stack";
import { OpeningsCard } from "./accesses-card";
import { EmergencyCodesCard } from "./emergency-codes-card";

/** The emergency codes for the worst day, and what was done in each emergency access. */
export function EmergencySection() {
  return (
    <Stack gap={16}>
      <EmergencyCodesCard />
      <OpeningsCard />
    </Stack>
  );
}
