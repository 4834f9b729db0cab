import { ok, type Result } from "../../../contract/result";
import type { Practice, Situation, Theme } from "../../../contract/views";
import { waitingActs } from "../approvals/approval-view";
import { clockState } from "../clock/clock";
import type { Caller } from "../context";
import type { House } from "../installation";
import { refoundingView } from "../recovery/manager-recovery";
import { findPractice } from "../store/practice";
import { checkedPercent } from "../vault/ledger-check";
import { foundingStep } from "../vault/practice-setup";
import { sessionView, signInView } from "./session-state";

/** What the window needs to know before it can draw anything. */
export function getSituation(house: House, caller: Caller, app: { version: string; theme: Theme }): Result<Situation> {
  const { world, vault } = house.now;
  return ok({
    stance: caller.stance,
    version: app.version,
    theme: app.theme,
    now: (world ?? house).clock.now(),
    vault,
    keyStore: house.keyStore.isThere(),
    practice: practiceView(house),
    session: world === null ? null : sessionView(world),
    signIn: world === null ? null : signInView(world),
    founding: foundingStep(house),
    alarm: world?.memory.alarm ?? null,
    checking: world === null ? null : checkedPercent(world),
    unsealed: world?.memory.unsealed ?? null,
    beside: world?.memory.beside ?? null,
    waiting: world === null ? [] : waitingActs(world, caller),
    clock: world === null ? { is: "fine" } : clockState(world),
    reopened: world?.memory.reopened ?? false,
    refounding: world === null ? null : refoundingView(world, caller),
  });
}

function practiceView(house: House): Practice | null {
  const practice = house.now.world === null ? undefined : findPractice(house.now.world.db);
  if (practice === undefined) return null;
  const { name, region, timeZone, stillStuck, gateway } = practice;
  return { name, region, timeZone, stillStuck, hasGateway: gateway !== null };
}
