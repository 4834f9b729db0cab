import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/**
 * `unit` runs inside the app's own runtime (Electron as Node), `face` on the machine's Node with jsdom:
 * `npm test -- unit` and `npm test -- face`.
 */
/**
 * A net for hangs, not a measure: property tests take seconds on a busy machine, and more of them where more histories are
 * gone through (test/support/random-runs.ts).
 */
const testTimeout = 600 * Number(process.env.WARDKEY_RUNS ?? 100);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          testTimeout,
          include: ["test/**/*.test.ts"],
          exclude: ["test/renderer/**", "test/e2e/**", "test/packets/**"],
          environment: "node",
          restoreMocks: true,
        },
      },
      {
        plugins: [react()],
        test: {
          name: "face",
          testTimeout,
          include: ["test/renderer/**/*.test.{ts,tsx}"],
          environment: "jsdom",
          setupFiles: ["test/support/face.ts"],
          css: { modules: { classNameStrategy: "non-scoped" } },
          restoreMocks: true,
        },
      },
    ],
  },
});
