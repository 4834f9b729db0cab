import { Grid } from "../../ui/stack";
import { BackupPasswordCard } from "../recovery/backup-password-card";
import { RecoveryCodesCard } from "../recovery/recovery-codes-card";
import { AppCard, type AppCardProps } from "./app-card";
import { TextCard } from "./text-card";
import { TurnOffCard } from "./turn-off-card";
import { WorkstationCard } from "./workstation-card";

/** While two-factor is on: a card for each method, and the way out. */
export function MethodCards({ security, onSetupApp }: AppCardProps) {
  return (
    <Grid gap={16} column={320}>
      <AppCard security={security} onSetupApp={onSetupApp} />
      <TextCard security={security} />
      <RecoveryCodesCard security={security} />
      <BackupPasswordCard security={security} />
      {security.workstation !== null && <WorkstationCard workstation={security.workstation} />}
      <TurnOffCard required={security.policy.applying.length > 0 && security.policy.exemption === null} />
    </Grid>
  );
}
