import { type KeyboardEvent, type PointerEvent, useSyncExternalStore } from "react";
import { followPointer } from "./follow-pointer";
import styles from "./panel-edge.module.css";

export interface PanelSize {
  /** Names the edge for those who move it by keys. */
  label: string;
  /** px, as it was asked for; a small window gives less. */
  width: number;
  onWidth: (width: number) => void;
}

/** What a panel needs; half of the window is the most (split-view.module.css). */
const LEAST = 360;
/** An arrow key moves the edge so far; px. */
const STEP = 20;

/** The edge between a list and its panel, to be dragged or moved by the arrow keys, Home and End (ARIA: window splitter). */
export function PanelEdge({ label, width, onWidth }: PanelSize) {
  const most = Math.max(LEAST, useHalfOfWindow());
  const bounded = (wanted: number) => Math.min(Math.max(wanted, LEAST), most);
  const now = bounded(width);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const inward = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
    const wanted: Record<string, number> = {
      ArrowLeft: now + STEP * inward,
      ArrowRight: now - STEP * inward,
      Home: LEAST,
      End: most,
    };
    const next = wanted[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onWidth(bounded(next));
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    // Drawn at once and told at the end: nothing else is drawn again on the way.
    const panel = event.currentTarget.parentElement;
    const show = (px: number) => panel?.style.setProperty("flex-basis", `${px}px`);
    followPointer(event, {
      onMove: (by) => show(now - by),
      onEnd: (by) => onWidth(bounded(now - by)),
      onCancel: () => show(width),
    });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={now}
      aria-valuemin={LEAST}
      aria-valuemax={most}
      tabIndex={0}
      className={styles.edge}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}

function useHalfOfWindow(): number {
  return useSyncExternalStore(onResized, () => Math.floor(window.innerWidth / 2));
}

function onResized(changed: () => void): () => void {
  window.addEventListener("resize", changed);
  return () => window.removeEventListener("resize", changed);
}
