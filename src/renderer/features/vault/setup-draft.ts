import type { InputOf } from "../../../contract/methods";
import type { AccountType } from "../../../contract/vocabulary";
import { systemPlace } from "../../shell/app-state-context";
import { type NewPassphrase, noPassphrase } from "./new-passphrase";

export type PracticeInput = InputOf<"createPractice">;

/** What has been typed in the first two steps; nothing exists until both are right. */
export interface PracticeDraft {
  practiceName: string;
  region: string;
  timeZone: string;
  oldPracticeName: string;
  passphrase: NewPassphrase;
}

export interface ManagerDraft {
  name: string;
  email: string;
  cellPhone: string;
  accountType: AccountType;
  password: string;
}

/** The place is where this computer says it is. */
export function emptyPractice(): PracticeDraft {
  return { practiceName: "", ...systemPlace(), oldPracticeName: "", passphrase: noPassphrase };
}

export const emptyManager: ManagerDraft = { name: "", email: "", cellPhone: "", accountType: "staff", password: "" };

export function practiceSetupInput(
  practice: PracticeDraft,
  manager: PracticeInput["manager"],
  facts: { keyStore: boolean; gone: boolean },
): PracticeInput {
  const { practiceName, region, timeZone, oldPracticeName, passphrase } = practice;
  return {
    passphrase: facts.keyStore ? null : passphrase.passphrase,
    practiceName,
    // One of the list: step 1 has checked it, and main does again.
    region: region as PracticeInput["region"],
    timeZone,
    oldPracticeName: facts.gone ? oldPracticeName : null,
    manager,
  };
}
