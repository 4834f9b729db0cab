import type { z } from "zod";
import { approvalsInputs } from "./approvals/inputs";
import { auditInputs } from "./audit/inputs";
import { authenticationInputs } from "./authentication/inputs";
import { backupsInputs } from "./backups/inputs";
import { clockInputs } from "./clock/inputs";
import { conflictsInputs } from "./conflicts/inputs";
import { emergencyInputs } from "./emergency/inputs";
import { enrollmentInputs } from "./enrollment/inputs";
import { importInputs } from "./import/inputs";
import { messagingInputs } from "./messaging/inputs";
import type { Method } from "./methods";
import { peopleInputs } from "./people/inputs";
import { policyInputs } from "./policy/inputs";
import { recoveryInputs } from "./recovery/inputs";
import { reportingInputs } from "./reporting/inputs";
import { sessionInputs } from "./session/inputs";
import { settingsInputs } from "./settings/inputs";
import { supportInputs } from "./support/inputs";
import { vaultInputs } from "./vault/inputs";

/** One schema per method: forms in the window and the checks in the core read the same one. Unknown keys are refused. */
export const inputs = {
  ...sessionInputs,
  ...authenticationInputs,
  ...enrollmentInputs,
  ...recoveryInputs,
  ...supportInputs,
  ...peopleInputs,
  ...importInputs,
  ...policyInputs,
  ...approvalsInputs,
  ...messagingInputs,
  ...reportingInputs,
  ...auditInputs,
  ...vaultInputs,
  ...settingsInputs,
  ...clockInputs,
  ...emergencyInputs,
  ...conflictsInputs,
  ...backupsInputs,
} satisfies Readonly<Record<Method, z.ZodType>>;
