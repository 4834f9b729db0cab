import { z } from "zod";
import { digits, minutes, nothing, optionalWords, proof, region, timeZone, wholeNumber, words } from "../fields";
import { REMEMBER_DAYS_MAX } from "../vocabulary";

export const settingsInputs = {
  chooseTheme: z.strictObject({ theme: z.enum(["system", "light", "dark"]) }),
  getSettings: nothing,
  updateSettings: z.strictObject({
    practiceName: words(120),
    region,
    timeZone,
    stillStuck: optionalWords(120),
    textTokenMinutes: minutes,
    digits,
    idleMinutes: wholeNumber(1, 30),
    rememberDays: wholeNumber(0, REMEMBER_DAYS_MAX),
    /** Left out: off. */
    textForApp: z.boolean().optional(),
    proof,
  }),
} as const;
