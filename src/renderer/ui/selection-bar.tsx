import { X } from "lucide-react";
import { type FocusEvent, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { Button } from "./button";
import styles from "./selection-bar.module.css";
import { VisuallyHidden } from "./visually-hidden";

export interface SelectionBarProps {
  /** Names the bar: "Selection". */
  label: string;
  /** What is selected: "12 people selected"; undefined where nothing is. */
  text: string | undefined;
  clearLabel: string;
  onClear: () => void;
  /** Buttons. */
  children: ReactNode;
}

/**
 * What can be done with all that is selected, at the foot of a list: after it, or last inside of what scrolls.
 * It is drawn always, also with nothing selected: only words that change in their place are read out.
 */
export function SelectionBar({ text, ...rest }: SelectionBarProps) {
  return (
    <>
      <VisuallyHidden role="status">{text}</VisuallyHidden>
      {text !== undefined && <Bar text={text} {...rest} />}
    </>
  );
}

function Bar({ label, text, clearLabel, onClear, children }: SelectionBarProps) {
  const bar = useRef<HTMLElement>(null);
  useRoomAbove(bar);
  const onFocus = useFocusGivenBack(bar);
  return (
    <section
      ref={bar}
      className={styles.bar}
      aria-label={label}
      onFocus={onFocus}
      data-print="no"
      data-layer="selection"
    >
      <p className={styles.text}>{text}</p>
      <Button variant="quiet" icon={X} onClick={onClear}>
        {clearLabel}
      </Button>
      <div className={styles.actions}>{children}</div>
    </section>
  );
}

const GAP = 8;

/**
 * A focused row never comes to lie under the bar (WCAG 2.4.11): what scrolls keeps as much room as the bar takes.
 * The bar itself sticks to the edge of what scrolls, not to its padding, or rows would show below it.
 */
function useRoomAbove(bar: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const node = bar.current;
    const scroller = scrollerOf(node);
    if (node === null || scroller === null) return;
    const keep = () => {
      const padding = Number.parseFloat(getComputedStyle(scroller).paddingBlockEnd) || 0;
      node.style.insetBlockEnd = `${GAP - padding}px`;
      scroller.style.scrollPaddingBlockEnd = `${node.offsetHeight + 2 * GAP}px`;
    };
    keep();
    window.addEventListener("resize", keep);
    return () => {
      window.removeEventListener("resize", keep);
      scroller.style.scrollPaddingBlockEnd = "";
    };
  });
}

function scrollerOf(node: HTMLElement | null): HTMLElement | null {
  for (let around = node?.parentElement ?? null; around !== null; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  }
  return null;
}

/** With the bar its focus would go; it returns to where it came from. */
function useFocusGivenBack(bar: RefObject<HTMLElement | null>) {
  const cameFrom = useRef<HTMLElement>(null);
  useEffect(() => {
    return () => {
      if (document.activeElement === document.body && cameFrom.current?.isConnected) cameFrom.current.focus();
    };
  }, []);
  return ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof HTMLElement && !bar.current?.contains(relatedTarget)) cameFrom.current = relatedTarget;
  };
}
