import { unsealedWords } from "../../contract/shell/messages";
import { useAppState } from "./app-state-context";

/** What is said of an act that takes rights away while the ledger's seal cannot be written; nothing while it can. */
export function useNotSealed(): { readonly description?: string; readonly tone?: "warn" } {
  const { unsealed } = useAppState();
  return unsealed === null ? {} : { description: unsealedWords.act, tone: "warn" };
}
