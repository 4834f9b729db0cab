import { createContext, useContext } from "react";
import type { Formats, Place } from "../../contract/formats";
import type { AppState, SessionView } from "../../contract/session/views";
import type { Practice } from "../../contract/settings/views";

export interface AppStateValue {
  readonly appState: AppState;
  /** Main's clock now, in epoch ms: the window's own may be wrong. */
  readonly now: () => number;
  readonly again: () => void;
  /** How many times main has answered so far: tells whether a question has been answered since. */
  readonly reads: number;
}

export const AppStateContext = createContext<AppStateValue | null>(null);

function useAppStateValue(): AppStateValue {
  const state = useContext(AppStateContext);
  if (state === null) throw new Error("outside AppStateProvider");
  return state;
}

export function useAppState(): AppState {
  return useAppStateValue().appState;
}

/** Main's clock, to be asked in handlers; `useNow` (use-now.ts) draws it as it passes. */
export function useClock(): () => number {
  return useAppStateValue().now;
}

/** Reads the state again, e.g. when a lock's time has passed. */
export function useAppStateAgain(): () => void {
  return useAppStateValue().again;
}

/** How many times the state has been read. */
export function useAppStateReads(): number {
  return useAppStateValue().reads;
}

/** The practice; only where a vault is open. */
export function usePractice(): Practice {
  const { practice } = useAppState();
  if (practice === null) throw new Error("no practice here");
  return practice;
}

/** Who is signed in; only behind the sign-in. */
export function useSession(): SessionView {
  const { session } = useAppState();
  if (session === null) throw new Error("nobody is signed in here");
  return session;
}

/**
 * What the sentences of messages/ need: the practice's region and time zone (the computer's before there is one), and
 * main's clock.
 */
export function useFormats(): Formats {
  const { appState, now } = useAppStateValue();
  const { region, timeZone } = appState.practice ?? systemPlace();
  return { region, timeZone, now: now() };
}

/** Where this computer says it is. */
export function systemPlace(): Place {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const region = new Intl.Locale(navigator.language || locale).maximize().region ?? "US";
  return { region, timeZone };
}
