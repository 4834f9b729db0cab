import type { DeliveryReason } from "../../../contract/vocabulary";
import type { OtherPhone } from "./attempt-hint";

/** Why somebody cannot sign in. `periods`: of 30 s, negative: old. */
export type SignInCause =
  | { readonly is: "deactivated" }
  | { readonly is: "records-damaged" }
  /** `until` (epoch ms) null: until support acts. `workstation`: where the failures were, "" for this one. */
  | {
      readonly is: "locked";
      readonly until: number | null;
      readonly failures: readonly { readonly factor: string; readonly count: number }[];
      readonly workstation: string;
    }
  | { readonly is: "no-password-yet" }
  | { readonly is: "past-deadline"; readonly deadlineAt: number; readonly setupCodeNeeded: boolean }
  /** `codeUntil`: they were given a setup code that still works. */
  | { readonly is: "set-up-code-needed"; readonly codeUntil: number | null }
  | { readonly is: "wrong-password"; readonly times: number }
  | { readonly is: "other-authenticator"; readonly state: OtherPhone }
  | { readonly is: "other-account" }
  | { readonly is: "code-old" | "code-early"; readonly periods: number }
  | { readonly is: "phone-clock"; readonly byMs: number }
  | { readonly is: "workstation-clock"; readonly byMs: number }
  | { readonly is: "code-used" }
  | { readonly is: "wrong-token"; readonly times: number }
  | { readonly is: "text-expired" }
  | { readonly is: "text-replaced" }
  | { readonly is: "text-while-app" }
  | { readonly is: "not-delivered"; readonly reason: DeliveryReason }
  | { readonly is: "no-codes-left" };
