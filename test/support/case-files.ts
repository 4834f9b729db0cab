import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the files from practice are: lists of people, answers of gateways, places of windows. Their people are invented. */
export const casePath = (name: string) => join(import.meta.dirname, "../cases", name);

export const readCase = (name: string): Buffer => readFileSync(casePath(name));
