/** @file One package from the npm registry, by name, through the person's own npm. */

import { createHash } from "node:crypto";
import { createReadStream, readdirSync, statSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { npmCommand, run } from "./run.mjs";
import { plain, say, startProgress } from "./say.mjs";

/** @param {string} folder @returns {number} */
function sizeOf(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/** @param {string} file */
async function digestOf(file) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest("base64")}`;
}

/** npm shows no bytes; what it has written to a cache of its own tells them.
 * @param {string} cache
 * @param {string} label
 * @param {number | undefined} totalBytes
 */
function watchProgress(cache, label, totalBytes) {
  if (totalBytes === undefined) {
    say(`${label}.`);
    return { stop: () => {} };
  }
  const progress = startProgress(label, totalBytes);
  const timer = setInterval(() => progress.show(Math.min(sizeOf(cache), totalBytes - 1)), 300);
  return {
    /** @param {boolean} complete */
    stop: (complete) => {
      clearInterval(timer);
      if (complete) progress.finish();
    },
  };
}

/**
 * @typedef {object} Package
 * @property {string} spec name@version
 * @property {string} integrity sha512, as npm writes it
 * @property {number} [bytes] what will come over the wire, where it is worth a progress line
 * @property {string} label what the person reads while it comes
 */

/**
 * Fetches, checks and unpacks one package into `folder`/package.
 * @param {Package} wanted
 * @param {string} folder
 */
export async function fetchPackage({ spec, integrity, bytes, label }, folder) {
  const cache = join(folder, "npm-cache");
  await mkdir(cache);
  const npm = npmCommand();
  const progress = watchProgress(cache, label, bytes);
  const options = ["--pack-destination", folder, "--cache", cache, "--ignore-scripts", "--loglevel", "error"];
  const { code, said } = await run(npm.command, [...npm.args, "pack", spec, ...options], { cwd: folder });
  progress.stop(code === 0);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (code !== 0 || tarball === undefined) throw plain(`npm could not fetch ${spec}: ${said.trim()}`);
  if ((await digestOf(join(folder, tarball))) !== integrity) {
    throw plain(`${spec} is not the package that was expected: its checksum differs, so it was thrown away.`);
  }
  const unpacked = await run("tar", ["-xzf", tarball], { cwd: folder });
  if (unpacked.code !== 0) throw plain(`${spec} could not be unpacked: ${unpacked.said.trim()}`);
  await Promise.all([rm(cache, { recursive: true }), rm(join(folder, tarball))]);
}
