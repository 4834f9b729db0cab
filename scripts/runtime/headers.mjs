/** @file The C headers of Node-API: those beside the Node in use, else the ones that npm has as a package. */

import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { npmCommand, run } from "./run.mjs";

/**
 * Finds a folder that node-gyp takes as `--nodedir`.
 * @param {string} _folder where a fetched one may be put
 * @returns {Promise<string>}
 */
export async function readyHeaders(_folder) {
  const npm = npmCommand();
  const configured = (await run(npm.command, [...npm.args, "config", "get", "nodedir"])).said.trim();
  const beside = resolve(dirname(process.execPath), "..");
  const found = [configured, beside].find((place) => existsSync(join(place, "include/node/node_api.h")));
  return found ?? beside;
}
