/** @file `npm run check`: types room by room, style, and nothing unused. Needs no runtime; says all it finds before it fails. */

import { join } from "node:path";
import { project } from "./runtime/places.mjs";
import { runInTerminal } from "./runtime/run.mjs";
import { runScript, say } from "./runtime/say.mjs";

/** Each has a tsconfig.json of its own; what a room cannot see does not compile there. */
const rooms = [
  ...[".", "src/contract", "src/preload", "src/main/core/domain", "src/main/core", "src/main", "src/renderer"],
  ...["test", "scripts"],
];

const checks = [
  ...rooms.map((room) => ({ title: `types of ${room}`, tool: "typescript/bin/tsc", args: ["-p", room] })),
  { title: "style", tool: "@biomejs/biome/bin/biome", args: ["check", "--error-on-warnings"] },
  { title: "nothing unused", tool: "knip/bin/knip.js", args: [] },
];

await runScript(async () => {
  const failed = [];
  for (const { title, tool, args } of checks) {
    say(`Checking ${title}`);
    const code = await runInTerminal(process.execPath, [join(project, "node_modules", tool), ...args]);
    if (code !== 0) failed.push(title);
  }
  say(failed.length === 0 ? "All checks passed." : `Not right yet: ${failed.join(", ")}.`);
  return failed.length === 0 ? 0 : 1;
});
