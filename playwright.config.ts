import { defineConfig } from "@playwright/test";

/** One worker: the app is a single instance per data folder, and the machines that run this are small. */
export default defineConfig({
  workers: 1,
  retries: 0,
  forbidOnly: true,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: "e2e", testDir: "test/e2e", testMatch: "**/*.spec.ts", outputDir: "test-results/e2e" },
    // Runs beside the others: what one leaves the other must not clear away.
    { name: "idle", testDir: "test/idle", testMatch: "*.spec.ts", outputDir: "test-results/idle", timeout: 1_200_000 },
    { name: "packets", testDir: "test/packets", testMatch: "**/*.spec.ts", outputDir: "test-results/packets" },
    { name: "tour", testDir: "scripts", testMatch: "tour.ts", timeout: 600_000 },
    { name: "crash", testDir: "scripts", testMatch: "crash.ts", timeout: 1_800_000 },
    { name: "golden", testDir: "scripts", testMatch: "golden.ts" },
    { name: "bench", testDir: "scripts", testMatch: "bench-*.ts", timeout: 600_000 },
  ],
});
