import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { atFirstField, type Start } from "./first-field";

/** What a start leaves to be done is done by then: worker threads have begun, and fonts are there. */
const SETTLED_MS = 3000;

/** MB that a program and all of its processes take once their start has settled. */
export function memoryAtRest(start: Start): Promise<number> {
  return atFirstField(start, async ({ pid }) => {
    await pause(SETTLED_MS);
    const parents = parentsNow();
    const isBelow = (process: number): boolean => {
      const parent = parents.get(process);
      return process === pid || (parent !== undefined && isBelow(parent));
    };
    const kilobytes = [...parents.keys()].filter(isBelow).map(proportionalSetSize);
    return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024);
  });
}

/** Every process of this (Linux) computer with its parent. */
function parentsNow(): Map<number, number> {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return new Map(numbers.flatMap((name) => [parentOf(name)].flatMap((parent) => [[Number(name), parent]] as const)));
}

/** From `/proc/<pid>/stat`: the second field is a name in parentheses, which may hold anything. */
function parentOf(process: string): number {
  const stat = read(`/proc/${process}/stat`);
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? 0);
}

/** PSS in kB: pages that processes share are counted once, in parts. */
function proportionalSetSize(process: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${process}/smaps_rollup`))?.[1] ?? 0);
}

/** Empty for a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
