import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** Whether a process of this number runs, whoever's it is. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (broken) {
    return codeOf(broken) !== "ESRCH";
  }
}

/**
 * Has something for this process alone until released, by a file that is there meanwhile; undefined while another process
 * has it. What a process that was ended has left counts for nothing. Throws what the file system throws.
 */
export function claim(file: string): (() => void) | undefined {
  if (!isFree(file)) return undefined;
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
    return () => rmSync(file, { force: true });
  } catch (broken) {
    if (codeOf(broken) === "EEXIST") return undefined;
    // It may be there without its text, on a disk that is full.
    rmSync(file, { force: true });
    throw broken;
  }
}

function isFree(file: string): boolean {
  try {
    const owner = Number.parseInt(readFileSync(file, "utf8"), 10);
    if (Number.isNaN(owner) || isRunning(owner)) return false;
    rmSync(file, { force: true });
    return true;
  } catch (broken) {
    if (codeOf(broken) === "ENOENT") return true;
    throw broken;
  }
}

function codeOf(broken: unknown): unknown {
  return broken instanceof Error && "code" in broken ? broken.code : undefined;
}
