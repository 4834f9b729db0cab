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
    <section ref={bar} className={styles.bar} aria-label={label} onFocus={onFocus} data-print="no">
      <p className={styles.text}>{text}</p>
      <div className={styles.actions}>{children}</div>
      <Button variant="quiet" icon={X} onClick={onClear}>
        {clearLabel}
      </Button>
    </section>
  );
}

/** A focused row never comes to lie under the bar (WCAG 2.4.11): what scrolls keeps as much room as the bar is high. */
function useRoomAbove(bar: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const scroller = scrollerOf(bar.current);
    if (scroller === null) return;
    const keep = () => {
      scroller.style.scrollPaddingBlockEnd = `${(bar.current?.offsetHeight ?? 0) + 8}px`;
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
