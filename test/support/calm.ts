import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { App } from "./app";
import type { Clinic } from "./clinic";
import { call, manager, PRACTICE } from "./sample-clinic";

/** What the app's log says of things that broke; the app writes it when there is something to write. */
export function incidentsOf({ computer }: App): readonly string[] {
  const log = join(computer.data, "logs/wardkey.log");
  if (!existsSync(log)) return [];
  return readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line.includes("incident"));
}

/** Errors that nobody caught in the page, from now on. */
export function listenForErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  return errors;
}

/** The practice locks after the shortest idle time that there is. The manager is signed in. */
export async function lockAfterAMinute(page: Page, token: string): Promise<void> {
  // Whoever waited for their next code has touched nothing meanwhile, and would be asked at once whether they are there.
  await page.keyboard.press("Shift");
  await call(page, "updateSettings", {
    ...PRACTICE,
    ...{ stillStuck: null, textTokenMinutes: 10, digits: 7, idleMinutes: 1, rememberDays: 0 },
    proof: { password: manager.password, token },
  });
}

/** Nobody touches anything: the question comes, then the lock. */
export async function waitForTheLock(page: Page): Promise<void> {
  await expect(page.getByRole("dialog", { name: "Are you still there?" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "Locked", exact: true })).toBeVisible({ timeout: 60_000 });
}

export const phoneOf = (clinic: Clinic) => clinic.firstManager.phone.copy().patient();
