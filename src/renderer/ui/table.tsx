import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { ComponentPropsWithRef, PointerEvent, ReactNode, Ref } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import styles from "./table.module.css";

export interface TableProps {
  /** What the rows are; names the table and the region that scrolls. */
  label: string;
  /** Of all rows, where only a window of them is drawn. */
  rowCount?: number | undefined;
  /** The element that scrolls, for virtual rows. */
  scrollRef?: Ref<HTMLElement> | undefined;
  /**
   * "fill" takes the height that is left and scrolls inside; "content" grows with its rows. A number of rows fills too,
   * and is no higher than they are: said, where laying them out to find it would take long.
   */
  height?: "content" | "fill" | { readonly rows: number } | undefined;
  /** TableHead and TableBody. */
  children: ReactNode;
}

/** The head, and the frame; px. */
const HEADER_PX = 34;

/** A real table with a head that stays in sight. Row height: data-density on <html>. */
export function Table({ label, rowCount, scrollRef, height = "content", children }: TableProps) {
  const rows = typeof height === "object" ? height.rows : undefined;
  return (
    <section
      ref={scrollRef}
      className={styles.scroll}
      data-height={rows === undefined ? height : "rows"}
      style={rows === undefined ? undefined : { maxBlockSize: `calc(${HEADER_PX}px + ${rows} * var(--row))` }}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      <table className={styles.table} aria-label={label} aria-rowcount={rowCount}>
        {children}
      </table>
    </section>
  );
}

/** Holds the one row of TableHeader cells. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead className={styles.head}>
      <tr>{children}</tr>
    </thead>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody>{children}</tbody>;
}

export interface TableHeaderProps {
  children: ReactNode;
  align?: "start" | "end" | "center" | undefined;
  /** A CSS width. */
  width?: string | undefined;
  sort?: "ascending" | "descending" | "none" | undefined;
  /** Given, the heading is a button that sorts. */
  onSort?: (() => void) | undefined;
  /** Finds the heading again: data-column. */
  column?: string | undefined;
  /**
   * The pointer takes hold of the heading's end. Whoever has none makes the column wider elsewhere, by a menu (WCAG 2.5.7).
   */
  onGrip?: ((event: PointerEvent<HTMLElement>) => void) | undefined;
}

const ARROWS = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown } as const;

export function TableHeader(props: TableHeaderProps) {
  const { children, align = "start", width, sort = "none", onSort, column, onGrip } = props;
  return (
    <th
      scope="col"
      className={styles.header}
      data-align={align}
      data-column={column}
      style={{ width }}
      aria-sort={onSort === undefined ? undefined : sort}
    >
      {onSort === undefined ? (
        children
      ) : (
        <button type="button" className={styles.sort} data-sort={sort} onClick={onSort}>
          <span className={styles.label}>{children}</span>
          <Icon of={ARROWS[sort]} size={14} />
        </button>
      )}
      {onGrip !== undefined && <span className={styles.grip} aria-hidden="true" onPointerDown={onGrip} />}
    </th>
  );
}

export interface TableRowProps extends ComponentPropsWithRef<"tr"> {
  selected?: boolean | undefined;
}

export function TableRow({ selected, className, ...rest }: TableRowProps) {
  return <tr {...rest} className={classNames(styles.row, className)} aria-selected={selected} />;
}

export interface TableCellProps {
  children?: ReactNode;
  align?: "start" | "end" | "center" | undefined;
  /** "strong" for the name of the row, "muted" for what matters less. */
  weight?: "strong" | "regular" | "muted" | undefined;
  mono?: boolean | undefined;
  /** The cell names its row. */
  heading?: boolean | undefined;
  colSpan?: number | undefined;
}

export function TableCell({ children, align = "start", weight, mono, heading, colSpan }: TableCellProps) {
  const Cell = heading ? "th" : "td";
  return (
    <Cell
      scope={heading ? "row" : undefined}
      className={styles.cell}
      data-align={align}
      data-weight={weight ?? (heading ? "strong" : "regular")}
      data-mono={mono || undefined}
      colSpan={colSpan}
    >
      {children}
    </Cell>
  );
}
