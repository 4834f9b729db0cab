import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const project = resolve(import.meta.dirname, "../..");

describe("the runtime", () => {
  it("is what these tests run in, and its path is all that --path prints", () => {
    const asked = spawnSync("node", ["scripts/runtime.mjs", "--path"], { cwd: project, encoding: "utf8" });
    expect(asked.stdout).toBe(`${process.execPath}\n`);
    expect(process.versions["electron"]).toBeDefined();
  });

  it("is made ready by several at once in one process, as the idle tests do it beside the others", () => {
    const script = `
      const { readyRuntime } = await import("./scripts/runtime.mjs");
      for (let turn = 0; turn < 4; turn++) await Promise.all([1, 2, 3, 4, 5, 6].map(() => readyRuntime()));
      process.stdout.write("ready");
    `;
    const ended = spawnSync("node", ["--input-type=module", "-e", script], { cwd: project, encoding: "utf8" });
    expect(ended).toMatchObject({ status: 0, stdout: "ready" });
  });

  it("survives the garbage of twenty thousand statements, as a binary for another Node-API does not", () => {
    const sqlite = JSON.stringify(createRequire(import.meta.url).resolve("better-sqlite3"));
    const script = `
      const db = new (require(${sqlite}))(":memory:");
      for (let i = 0; i < 20000; i++) db.prepare("select " + i);
      gc();
      process.stdout.write("alive");
    `;
    const ended = spawnSync(process.execPath, ["--expose-gc", "-e", script], { encoding: "utf8" });
    expect(ended).toMatchObject({ status: 0, stdout: "alive" });
  });
});
