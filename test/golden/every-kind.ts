import { backupKinds } from "./every-kind/backups";
import type { EveryKind } from "./every-kind/cast";
import { codeKinds } from "./every-kind/codes";
import { conflictKinds } from "./every-kind/conflicts";
import { emergencyKinds } from "./every-kind/emergency";
import { managerKinds } from "./every-kind/managers";
import { peopleKinds } from "./every-kind/people";
import { practiceKinds } from "./every-kind/practice";
import { signInKinds } from "./every-kind/sign-in";
import { twoFactorKinds } from "./every-kind/two-factor";

/**
 * Entries of every kind, in the order in which they are recorded; a field that an entry may leave out is there once and
 * once not. The compiler asks for the kinds that are missing.
 */
export const everyKind: EveryKind = {
  ...practiceKinds,
  ...peopleKinds,
  ...managerKinds,
  ...codeKinds,
  ...twoFactorKinds,
  ...signInKinds,
  ...emergencyKinds,
  ...conflictKinds,
  ...backupKinds,
};
