import { parseJson } from "../domain/json";

/** What a vault was restored from, and the name of the folder in which the one that was here is kept. */
export type RestoredFrom = {
  readonly backup: { readonly madeAt: number; readonly computer: string; readonly kit: number };
  readonly kept: string | null;
};

export function formatNote(from: RestoredFrom): string {
  return `${JSON.stringify(from)}\n`;
}

/** Undefined for a note that nobody can read: the vault is then one that is older than its heads, and does not open. */
export function parseNote(text: string): RestoredFrom | undefined {
  const parsed = parseJson(text);
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const { backup, kept } = parsed as Record<string, unknown>;
  if (typeof backup !== "object" || backup === null || !(kept === null || typeof kept === "string")) return undefined;
  const { madeAt, computer, kit } = backup as Record<string, unknown>;
  if (!Number.isSafeInteger(madeAt) || typeof computer !== "string" || !Number.isSafeInteger(kit)) return undefined;
  return { backup: { madeAt: madeAt as number, computer, kit: kit as number }, kept };
}
