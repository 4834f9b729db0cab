import type { InputOf } from "../../../contract/methods";
import { ok, type Result } from "../../../contract/result";
import type { Installation } from "../installation";
import type { Caller } from "../session/session";

/** How the window looks on this computer; kept with its preferences, whoever is signed in. */
export async function chooseTheme(
  { appearance }: Installation,
  _caller: Caller,
  { theme }: InputOf<"chooseTheme">,
): Promise<Result<null>> {
  await appearance.chooseTheme(theme);
  return ok(null);
}
