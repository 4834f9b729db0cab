import { type ReactNode, useEffect, useRef } from "react";

/** Parts of the overview that figures lead to, each with an address of its own: /overview/:part. */
export type PartName = "in-person" | "emergency-access";

export function partAddress(part: PartName): string {
  return `#/overview/${part}`;
}

export interface PartProps {
  name: PartName;
  /** The part that the address names. */
  shown: string | undefined;
  children: ReactNode;
}

/** Comes into sight, and takes the focus, where the address names it. */
export function Part({ name, shown, children }: PartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown === name) place.current?.focus();
  }, [shown, name]);
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}
