import type { Digits } from "../../../contract/vocabulary";
import type { PracticeSettings } from "../domain/practice-facts";
import { type Db, prepared } from "./open";

type Row = {
  name: string;
  region: string;
  timeZone: string;
  stillStuck: string | null;
  textTokenMinutes: Exclude<PracticeSettings["textTokenMinutes"], "never"> | null;
  digits: Digits;
  idleMinutes: number;
  rememberDays: number;
  textForApp: number;
};

/** The practice's settings; undefined until some have been set. */
export function findSettings(db: Db): Required<PracticeSettings> | undefined {
  const sql = `SELECT name, region, time_zone AS timeZone, still_stuck AS stillStuck, text_token_minutes AS textTokenMinutes,
    digits, idle_minutes AS idleMinutes, remember_days AS rememberDays, text_for_app AS textForApp FROM settings`;
  const row = prepared(db, sql).get() as Row | undefined;
  if (row === undefined) return undefined;
  return { ...row, textTokenMinutes: row.textTokenMinutes ?? "never", textForApp: row.textForApp === 1 };
}
