import type { PointerEvent } from "react";

export interface Following {
  /** Each time the pointer has moved; px from where it went down, towards the end of the line. */
  readonly onMove: (by: number) => void;
  /** It went up, somewhere else than it had gone down. */
  readonly onEnd: (by: number) => void;
  /** Esc, or the system has taken the pointer away: as it was before. */
  readonly onCancel: () => void;
}

/** Follows a pointer that went down on something until it goes up, wherever it goes meanwhile. */
export function followPointer(event: PointerEvent<HTMLElement>, { onMove, onEnd, onCancel }: Following): void {
  if (event.button !== 0) return;
  // Else words would be selected on the way.
  event.preventDefault();
  const grip: HTMLElement = event.currentTarget;
  const from = event.clientX;
  const forward = getComputedStyle(grip).direction === "rtl" ? -1 : 1;
  const by = (to: { readonly clientX: number }) => Math.round((to.clientX - from) * forward);
  const over = new AbortController();
  const { signal } = over;
  const end = (act: () => void) => {
    over.abort();
    act();
  };
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener("pointermove", (moved) => onMove(by(moved)), { signal });
  grip.addEventListener("pointerup", (up) => end(() => (by(up) === 0 ? onCancel() : onEnd(by(up)))), { signal });
  grip.addEventListener("pointercancel", () => end(onCancel), { signal });
  const onKey = (pressed: KeyboardEvent) => {
    if (pressed.key !== "Escape") return;
    // Esc means this alone, and closes nothing.
    pressed.preventDefault();
    pressed.stopPropagation();
    end(onCancel);
  };
  window.addEventListener("keydown", onKey, { signal, capture: true });
}
