/** @file A display for the window, also where there is none. */

import { spawn } from "node:child_process";
import { plain } from "./say.mjs";

export function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @returns {Promise<{ display: string, close: () => void }>} */
function startVirtualDisplay() {
  return new Promise((resolve, reject) => {
    const args = ["-displayfd", "3", "-screen", "0", "1920x1200x24", "-nolisten", "tcp"];
    const server = spawn("Xvfb", args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const close = () => server.kill("SIGTERM");
    process.on("exit", close);
    let number = "";
    server.stdio[3]?.on("data", (chunk) => {
      number += chunk;
      if (number.endsWith("\n")) resolve({ display: `:${number.trim()}`, close });
    });
    server.on("error", (error) => reject(plain(`The virtual display did not start: ${error.message}`)));
    server.on("exit", (code) => reject(plain(`The virtual display ended at once (exit code ${code}).`)));
  });
}

/**
 * Runs `work` with an environment that has a display, a virtual one where the machine has none.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay()) return work(process.env);
  const { display, close } = await startVirtualDisplay();
  try {
    return await work({ ...process.env, DISPLAY: display });
  } finally {
    close();
  }
}
