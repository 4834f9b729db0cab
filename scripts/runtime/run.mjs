/** @file Starting other programs. */

import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {"show" | "keep"} [output] `show` lets it speak to the terminal; `keep` returns what it said
 */

/**
 * Runs a program to its end. Its standard output never reaches ours when kept; shown output goes to standard error.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, said: string }>} `said` is what it wrote to both channels, where kept
 */
export function run(command, args, { cwd, env, output = "keep" } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      ...(cwd === undefined ? {} : { cwd }),
      env: env ?? process.env,
      stdio: output === "show" ? ["ignore", process.stderr, process.stderr] : ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const hear = (/** @type {Buffer} */ chunk) => {
      said += chunk.toString();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("error", (error) => resolve({ code: 127, said: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, said }));
  });
}

/**
 * Runs a program in the person's terminal, hands on Ctrl+C, and returns its exit code, or what shells say of the signal
 * that ended it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function runInTerminal(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { env, stdio: "inherit" });
    const end = () => child.kill("SIGTERM");
    process.on("SIGTERM", end);
    // The terminal sends Ctrl+C to the child as well; we only have to outlive it.
    const wait = () => {};
    process.on("SIGINT", wait);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGTERM", end);
      process.off("SIGINT", wait);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** @param {string} program */
export function isInstalled(program) {
  const finder = process.platform === "win32" ? "where" : "which";
  return spawnSync(finder, [program], { stdio: "ignore" }).status === 0;
}

/** The npm that started us, else the one on the path: it knows the person's registry, proxy and certificates. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js")) return { command: process.execPath, args: [script] };
  return { command: process.platform === "win32" ? "npm.cmd" : "npm", args: [] };
}
