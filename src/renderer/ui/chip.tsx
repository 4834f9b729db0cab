import { Circle, CircleAlert, CircleDashed, type LucideIcon, ShieldCheck, TriangleAlert } from "lucide-react";
import styles from "./chip.module.css";
import { Icon } from "./icon";
import type { Tone } from "./tone";

export interface ChipProps {
  tone: Tone;
  /** Always a word: never color or drawing alone. */
  label: string;
  /** Instead of the tone's own drawing. */
  icon?: LucideIcon | undefined;
}

const DRAWINGS: Readonly<Record<Tone, LucideIcon>> = {
  ok: ShieldCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  idle: Circle,
  exempt: CircleDashed,
};

export function Chip({ tone, label, icon = DRAWINGS[tone] }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone}>
      <Icon of={icon} size={14} />
      {label}
    </span>
  );
}
