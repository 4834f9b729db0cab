import type { VaultContext } from "../../src/main/core/context";
import { findAuthenticator, findDrift } from "../../src/main/core/store/authenticators";

/** What a workstation has learned of the clock of the phone that somebody signs in with, in steps against its own. */
export function driftOf({ db, workstation }: Pick<VaultContext, "db" | "workstation">, account: string) {
  const authenticator = findAuthenticator(db, account, "active");
  return authenticator === undefined ? undefined : findDrift(db, workstation, authenticator.id);
}
