import type { Written } from "../../domain/order";
import { diskTroubleOf } from "../trouble";

/** An entry whose hash is right and that says what no Wardkey writes: what it should do cannot be done. */
export class SenselessEntry extends Error {
  readonly entry: Written;

  constructor({ workstation, seq }: Written, cause: unknown) {
    super(`entry ${seq} of ${workstation} makes no sense`, { cause });
    this.entry = { workstation, seq };
  }
}

/** Does what an entry says; a `SenselessEntry` is thrown where that is impossible, and trouble of the disk as it is. */
export function makingSense<T>(entry: Written, act: () => T): T {
  try {
    return act();
  } catch (broken) {
    throw diskTroubleOf(broken) === undefined ? new SenselessEntry(entry, broken) : broken;
  }
}
