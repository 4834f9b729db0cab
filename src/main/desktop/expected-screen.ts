import type { ExpectedScreen } from "../../contract/session/views";
import { parseKeyEnvelope } from "../core/domain/key-envelope";
import type { VaultFolder } from "../core/ports";

/**
 * The first screen as the vault's folder promises it; null where another one may come, or none can be told. It is a guess
 * and opens nothing: what the core finds decides.
 */
export function expectedScreen(folder: Pick<VaultFolder, "hasDatabase" | "readKeyEnvelope">): ExpectedScreen | null {
  try {
    const keyEnvelope = folder.hasDatabase() ? parseKeyEnvelope(folder.readKeyEnvelope() ?? "") : undefined;
    if (keyEnvelope === undefined) return null;
    return keyEnvelope.passphrase === null ? "sign-in" : "passphrase";
  } catch {
    // What keeps the folder from being read is found again, and said, by the core.
    return null;
  }
}
