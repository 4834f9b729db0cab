import type { OtherPhone } from "../../../contract/vocabulary";

/**
 * What a refused token was right for. Looked for after a correct password alone, kept for support, and never said to
 * whoever typed it at the sign-in.
 */
export type AttemptHint =
  /** Of 30 s, negative: an old code. `periods` from where the phone's clock was thought to be, `fromClock` from the workstation's. */
  | { readonly is: "other-time"; readonly periods: number; readonly fromClock: number }
  | { readonly is: "other-authenticator"; readonly state: OtherPhone }
  /** Of the app of another account; whose is nobody's business. */
  | { readonly is: "other-account" }
  /** A token by text, though the app is the method by now. */
  | { readonly is: "text-while-app" };
