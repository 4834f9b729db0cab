import { useId, useState } from "react";
import type { Security } from "../../../contract/enrollment/views";
import { type Act, useAct } from "../../shell/wardkey";

export interface BackupPasswordState {
  readonly formId: string;
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  readonly set: Act<"setBackupPassword">;
  readonly skip: Act<"skipBackupPassword">;
  /** Skipping was pressed once; the second press does it. */
  readonly askedToSkip: boolean;
  readonly askToSkip: () => void;
}

/** A backup password that is being chosen, or done without. */
export function useBackupPassword(onDone: () => void): BackupPasswordState {
  const formId = useId();
  const [typed, setTyped] = useState("");
  const [askedToSkip, setAskedToSkip] = useState(false);
  const set = useAct("setBackupPassword", { onDone });
  const skip = useAct("skipBackupPassword", { onDone });
  return { formId, typed, setTyped, set, skip, askedToSkip, askToSkip: () => setAskedToSkip(true) };
}

/** Whether somebody is still to be asked for one: they have none, and have not said that they do without. */
export function backupPasswordIsDue({ backupPassword }: Pick<Security, "backupPassword">): boolean {
  return backupPassword.setAt === null && !backupPassword.skipped;
}
