/** Color means status only. */
export type Tone = "ok" | "warn" | "bad" | "idle" | "exempt";
