/** @file What the operating system must bring along: libraries of the window, a virtual display, tools of the tests. */

import { existsSync, readFileSync } from "node:fs";
import { isInstalled, run } from "./run.mjs";
import { plain, say } from "./say.mjs";

/** @typedef {"window" | "display" | "tests" | "compiler"} Need */

/** Debian packages by need. @type {Record<Need, readonly string[]>} */
const PACKAGES = {
  window: [
    "libnss3",
    "libatk1.0-0",
    "libatk-bridge2.0-0",
    "libcups2",
    "libdrm2",
    "libgtk-3-0",
    "libgbm1",
    "libasound2",
    "libxss1",
  ],
  display: ["xvfb", "xauth"],
  tests: [
    "oathtool",
    "zbar-tools",
    "gnome-keyring",
    "dbus-x11",
    "poppler-utils",
    "iproute2",
    "tcpdump",
    "gcc",
    "libc6-dev",
  ],
  compiler: ["python3", "make", "g++"],
};

/** Needs by the names of their programs, for systems that are not Debian's. @type {Record<Need, readonly string[]>} */
const PROGRAMS = {
  window: [],
  display: ["Xvfb"],
  tests: [
    "oathtool",
    "zbarimg",
    "gnome-keyring-daemon",
    "dbus-run-session",
    "pdftoppm",
    "ip",
    "tcpdump",
    "gcc",
    "script",
  ],
  compiler: ["python3", "make", "g++"],
};

/** Renamed with 64-bit time in Debian 13 and Ubuntu 24.04. */
const RENAMED = ["libatk1.0-0", "libatk-bridge2.0-0", "libcups2", "libgtk-3-0", "libasound2"];

/** @param {string} name */
function todaysName(name) {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  const version = Number(/^VERSION_ID="?(\d+)/m.exec(release)?.[1] ?? 0);
  const since = /^ID=ubuntu/m.test(release) ? 24 : 13;
  return version >= since && RENAMED.includes(name) ? `${name}t64` : name;
}

/** @param {readonly string[]} packages */
async function missingPackages(packages) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own notation
  const { said } = await run("dpkg-query", ["-W", "-f", "${Package} ${db:Status-Status}\n", ...packages]);
  const installed = new Set(said.split("\n").filter((line) => line.endsWith(" installed")));
  return packages.filter((name) => !installed.has(`${name} installed`));
}

/** @param {readonly string[]} packages */
async function install(packages) {
  say(`Installing the system packages ${packages.join(", ")}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = ["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"];
  const update = await run("apt-get", ["update", ...options], { env });
  const done = await run("apt-get", ["install", "-y", "--no-install-recommends", ...options, ...packages], { env });
  if (done.code === 0) return;
  say([update.said, done.said].join("\n").trim());
  throw plain(`apt-get could not install ${packages.join(" ")}; its reasons are above.`);
}

/** @param {readonly Need[]} needs */
async function readyDebian(needs) {
  const missing = await missingPackages(needs.flatMap((need) => PACKAGES[need]).map(todaysName));
  if (missing.length === 0) return;
  if (process.getuid?.() === 0) return install(missing);
  throw plain(
    `Some system packages are missing. Type this and try again:\n  sudo apt-get update && sudo apt-get install -y ${missing.join(" ")}`,
  );
}

/**
 * Sees to it that what the system must bring is there. On Debian as root it installs what is missing.
 * @param {readonly Need[]} needs
 */
export async function readySystem(needs) {
  if (process.platform === "linux" && existsSync("/usr/bin/apt-get")) return readyDebian(needs);
  const missing = needs.flatMap((need) => PROGRAMS[need]).filter((program) => !isInstalled(program));
  if (missing.length > 0) throw plain(`These programs are missing: ${missing.join(", ")}. Install them and try again.`);
}

/**
 * Names the shared libraries without which the executable cannot start (where the system can tell).
 * @param {string} executable
 */
export async function checkLibraries(executable) {
  if (process.platform !== "linux") return;
  const { code, said } = await run("ldd", [executable]);
  const missing = [...said.matchAll(/^\s*(\S+) => not found/gm)].map((found) => found[1]);
  if (code === 0 && missing.length > 0) {
    throw plain(`Electron needs libraries that are missing here: ${missing.join(", ")}. Install them and try again.`);
  }
}
