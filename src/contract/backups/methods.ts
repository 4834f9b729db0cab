import { type InputsOf, method } from "../method";
import { approvalReads, auditReads } from "../reads";
import type { BackupRefused, MayNot, NotNow } from "../refusals";
import { auditors, managers } from "../session-state";
import type { backupsInputs } from "./inputs";
import type { BackupsView } from "./views";

type Inputs = InputsOf<typeof backupsInputs>;

const touches = ["getBackups", ...auditReads, ...approvalReads] as const;

export const backupsMethods = {
  getBackups: method<Inputs["getBackups"], BackupsView>()({ callers: auditors, password: "no", touches: [] }),
  backUpNow: method<Inputs["backUpNow"], null, BackupRefused>()({
    callers: managers,
    password: "no",
    touches: ["getBackups"],
  }),
  stopBackup: method<Inputs["stopBackup"], null>()({ callers: managers, password: "no", touches: ["getBackups"] }),
  chooseBackupFolder: method<Inputs["chooseBackupFolder"], { readonly path: string } | null, NotNow>()({
    callers: managers,
    password: "no",
    touches: [],
  }),
  addBackupFolder: method<Inputs["addBackupFolder"], null, BackupRefused | MayNot>()({
    callers: managers,
    password: "every-time",
    touches,
  }),
  removeBackupFolder: method<Inputs["removeBackupFolder"], null, MayNot | NotNow>()({
    callers: managers,
    password: "every-time",
    touches,
  }),
  changeBackupGenerations: method<Inputs["changeBackupGenerations"], null, MayNot>()({
    callers: managers,
    password: "every-time",
    touches,
  }),
};
