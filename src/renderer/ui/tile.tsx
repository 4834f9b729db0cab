import type { ReactNode } from "react";
import styles from "./tile.module.css";
import type { Tone } from "./tone";

export interface TileProps {
  figure: string | number;
  label: string;
  /** Pressed: the list below shows only these. */
  pressed: boolean;
  onPressedChange: (pressed: boolean) => void;
  /** A thin mark beside the figure when it asks for attention. */
  tone?: Tone | undefined;
}

/** A count that is a filter: press to see only these, press again for all. */
export function Tile({ figure, label, pressed, onPressedChange, tone }: TileProps) {
  return (
    <button
      type="button"
      className={styles.tile}
      aria-pressed={pressed}
      data-tone={tone}
      onClick={() => onPressedChange(!pressed)}
    >
      <span className={styles.figure}>{figure}</span> <span className={styles.label}>{label}</span>
    </button>
  );
}

export interface TilesProps {
  label: string;
  children: ReactNode;
}

export function Tiles({ label, children }: TilesProps) {
  return (
    <fieldset className={styles.tiles} aria-label={label}>
      {children}
    </fieldset>
  );
}
