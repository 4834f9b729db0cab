/** @file The C headers of Node-API: those beside the Node in use, else the ones that npm has as a package. */

import { existsSync } from "node:fs";
import { appendFile, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fetchPackage } from "./fetch-package.mjs";
import { npmCommand, run } from "./run.mjs";

const HEADERS = {
  spec: "node-api-headers@1.9.0",
  integrity: "sha512-2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==",
  label: "Fetching the headers of Node-API from the npm registry",
};

/** What node-gyp reads from a Node's own headers besides the headers: how to compile for Linux. */
const commonGypi = {
  target_defaults: {
    cflags: ["-O3", "-fPIC", "-pthread", "-fno-omit-frame-pointer"],
    cflags_cc: ["-fno-rtti", "-fno-exceptions"],
    ldflags: ["-pthread", "-rdynamic"],
  },
};

/**
 * The package leaves out what is experimental. Without this call node-addon-api finalizes objects in the middle of a
 * garbage collection, and the process dies; Node 20 and Electron 33 have it.
 */
const postFinalizer = `
#ifdef NAPI_EXPERIMENTAL
#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER
EXTERN_C_START
NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(napi_env, napi_finalize, void*, void*);
EXTERN_C_END
#endif
`;

/** @param {string} folder */
async function fetchHeaders(folder) {
  await fetchPackage(HEADERS, folder);
  await mkdir(join(folder, "include"));
  await rename(join(folder, "package/include"), join(folder, "include/node"));
  await appendFile(join(folder, "include/node/js_native_api.h"), postFinalizer);
  await writeFile(join(folder, "include/node/common.gypi"), JSON.stringify(commonGypi));
  return folder;
}

/**
 * Finds a folder that node-gyp takes as `--nodedir`: one with `include/node/node_api.h`.
 * @param {string} folder where fetched headers are put if this machine has none
 */
export async function readyHeaders(folder) {
  const npm = npmCommand();
  const { said } = await run(npm.command, [...npm.args, "config", "get", "nodedir"]);
  // The last line, because npm may warn about something else first.
  const configured = said.trim().split("\n").at(-1) ?? "";
  const ofNode = resolve(dirname(process.execPath), "..");
  const found = [configured, ofNode].find((place) => existsSync(join(place, "include/node/node_api.h")));
  if (found !== undefined) return found;
  await mkdir(folder);
  return fetchHeaders(folder);
}
