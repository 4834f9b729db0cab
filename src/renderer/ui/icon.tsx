import type { LucideIcon } from "lucide-react";

export interface IconProps {
  of: LucideIcon;
  size?: number | undefined;
  className?: string | undefined;
}

/** A drawing beside a word; it never speaks for itself. */
export function Icon({ of: Drawing, size = 16, className }: IconProps) {
  return <Drawing size={size} strokeWidth={1.75} aria-hidden focusable={false} className={className} />;
}
