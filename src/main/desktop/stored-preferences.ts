import { z } from "zod";
import { parseJson } from "../core/domain/json";

/** Whole, and far beyond any desktop: with larger numbers the system would refuse, and no window would show. */
const pixels = z.int().min(-1_000_000).max(1_000_000);

/** What the app remembers beside the vault: nothing that matters for security, and nobody's name. */
export const preferencesSchema = z.object({
  theme: z.enum(["system", "light", "dark"]),
  place: z.object({ x: pixels, y: pixels, width: pixels, height: pixels, maximised: z.boolean() }).nullable(),
  knownVault: z.object({ vaultId: z.string(), practice: z.string() }).nullable(),
});

export type StoredPreferences = z.infer<typeof preferencesSchema>;

const defaults: StoredPreferences = { theme: "system", place: null, knownVault: null };

export type ReadPreferences = {
  readonly stored: StoredPreferences;
  /** The text is not what any Wardkey has written: it is no JSON object, or a value in it has another shape. */
  readonly damaged: boolean;
};

/**
 * What of a file's text is a preference. What is damaged falls back by itself and leaves the rest; what is missing was
 * never set. Names that this version does not know are another version's, and no damage.
 */
export function readPreferences(text: string): ReadPreferences {
  const { success, data: found = {} } = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  if (!success) return { stored: { ...defaults }, damaged: true };
  const whole = preferencesSchema.safeParse({ ...defaults, ...found });
  if (whole.success) return { stored: whole.data, damaged: false };
  const broken = new Set(whole.error.issues.map(({ path }) => path[0]));
  const sound = Object.fromEntries(Object.entries(found).filter(([name]) => !broken.has(name)));
  return { stored: preferencesSchema.parse({ ...defaults, ...sound }), damaged: true };
}
