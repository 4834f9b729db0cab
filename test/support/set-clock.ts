import { execFileSync } from "node:child_process";
import { openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Computer } from "./app";
import type { PhoneTime } from "./phone";

/**
 * @file A computer whose clock somebody sets, also while the app runs: the wall clock of the app's main process, which
 * decides of time, is off by what stands in a file. Time that only runs forward is left alone. libfaketime reads its file at
 * every look, which threads that start at the same time do not survive, and kills what runs in a sandbox.
 */

/** The processes that the app starts have the computer's own clock. */
const SOURCE = `#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static volatile int64_t *off_ms;
__attribute__((constructor)) static void begin(void) {
  if (strcmp(program_invocation_short_name, "electron") != 0) return;
  unsetenv("LD_PRELOAD");
  int file = open(getenv("SET_CLOCK"), O_RDONLY);
  void *there = mmap(0, 8, PROT_READ, MAP_SHARED, file, 0);
  if (file >= 0 && there != MAP_FAILED) off_ms = there;
}
int clock_gettime(clockid_t which, struct timespec *at) {
  int failed = syscall(SYS_clock_gettime, which, at);
  if (failed || !off_ms || (which != CLOCK_REALTIME && which != CLOCK_REALTIME_COARSE)) return failed;
  int64_t ms = *off_ms;
  at->tv_sec += ms / 1000;
  at->tv_nsec += ms % 1000 * 1000000;
  if (at->tv_nsec < 0) at->tv_sec--, at->tv_nsec += 1000000000;
  if (at->tv_nsec >= 1000000000) at->tv_sec++, at->tv_nsec -= 1000000000;
  return 0;
}
int gettimeofday(struct timeval *at, void *zone) {
  struct timespec now;
  int failed = clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return failed;
}
time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
`;

/** `until` sets it forward, as when the computer sleeps until then. */
export type SettableClock = PhoneTime & {
  readonly computer: Computer;
  /** Sets it, off by so many ms. */
  readonly set: (offMs: number) => void;
};

/** Gives a computer such a clock; it is right at first. */
export function takeClock(computer: Computer): SettableClock {
  const at = (name: string) => join(computer.root, name);
  writeFileSync(at("clock.c"), SOURCE);
  execFileSync("gcc", ["-shared", "-fPIC", "-O1", "-o", at("clock.so"), at("clock.c")]);
  writeFileSync(at("clock"), new Uint8Array(8));
  const file = openSync(at("clock"), "r+");
  const env = { ...computer.env, LD_PRELOAD: at("clock.so"), SET_CLOCK: at("clock") };
  let off = 0;
  const set = (offMs: number) => {
    off = Math.round(offMs);
    writeSync(file, new BigInt64Array([BigInt(off)]), 0, 8, 0);
  };
  const until = async (at: number) => set(at - Date.now());
  return { computer: { ...computer, env }, set, now: () => Date.now() + off, until };
}
