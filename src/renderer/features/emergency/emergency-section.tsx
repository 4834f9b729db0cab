import { Stack } from "../../ui/stack";
import { OpeningsCard } from "./accesses-card";
import { EnvelopeCard } from "./emergency-codes-card";

/** The envelope for the worst day, and what became of those that were opened. */
export function BreakGlassSection() {
  return (
    <Stack gap={16}>
      <EnvelopeCard />
      <OpeningsCard />
    </Stack>
  );
}
