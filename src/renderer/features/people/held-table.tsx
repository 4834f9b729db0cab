import { useQueries } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useRef, useState } from "react";
import { formatDate, formatDateTime } from "../../../contract/formats";
import { heldWords as words } from "../../../contract/people/held-messages";
import { accountTypeWords } from "../../../contract/people/messages";
import type { HeldAccount, HeldAccounts } from "../../../contract/people/views";
import { roleNames } from "../../../contract/shell/messages";
import { usePractice } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { RefusalNotice } from "../../shell/refusal-notice";
import { call, useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Chip } from "../../ui/chip";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import type { Tone } from "../../ui/tone";
import { PersonActDialog } from "./person-act-dialog";
import styles from "./still-active.module.css";

/** Rows per read; what holds them all is drawn whole, beyond it only what is in sight. */
export const HELD_PAGE = 200;
const ROW_HEIGHT = 45;
const COLUMNS = 6;

interface HeldTableProps {
  search: string;
  first: HeldAccounts;
  /** Whom the act on all leaves out; missing where there is none. */
  leftOut: ReadonlySet<string> | undefined;
  onToggle: (id: string) => void;
}

type ManagerAct = { readonly act: "confirm" | "deactivate"; readonly person: HeldAccount };

/** Everybody whom the restore closed, managers on top. */
export function HeldTable({ search, first, leftOut, onToggle }: HeldTableProps) {
  const scroll = useRef<HTMLElement>(null);
  const { indexes, above, below } = useRowWindow(first.found, scroll);
  const rowAt = useRowAt(search, first.rows, indexes);
  const [asked, setAsked] = useState<ManagerAct>();
  const decide = useAct("decideHeldAccount");
  return (
    <>
      <RefusalNotice refusal={decide.refusal} />
      <div className={styles.rows}>
        <Table
          label={words.list}
          rowCount={first.found + 1}
          scrollRef={scroll}
          height={above + below > 0 ? "fill" : "content"}
        >
          <TableHead>
            {leftOut !== undefined && <TableHeader width="84px">{words.exception}</TableHeader>}
            <TableHeader>{words.name}</TableHeader>
            <TableHeader width="14%">{words.role}</TableHeader>
            <TableHeader width="20%">{words.lastSignIn}</TableHeader>
            <TableHeader width="18%">{words.state}</TableHeader>
            <TableHeader width="232px" align="end">
              {words.choice}
            </TableHeader>
          </TableHead>
          <TableBody>
            <Spacer height={above} />
            {indexes.map((index) => {
              const row = rowAt(index);
              if (row === undefined) return <WaitingLine key={index} index={index} />;
              return (
                <HeldLine
                  key={row.id}
                  index={index}
                  row={row}
                  busy={decide.busy}
                  leftOut={leftOut?.has(row.id)}
                  onToggle={onToggle}
                  onDecide={(is) => {
                    if (row.role !== "manager") void decide.act({ account: row.id, is });
                    else setAsked({ act: is === "works-here" ? "confirm" : "deactivate", person: row });
                  }}
                />
              );
            })}
            <Spacer height={below} />
          </TableBody>
        </Table>
      </div>
      {asked !== undefined && (
        <PersonActDialog act={asked.act} person={asked.person} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

interface HeldLineProps {
  index: number;
  row: HeldAccount;
  busy: boolean;
  leftOut: boolean | undefined;
  onToggle: (id: string) => void;
  onDecide: (is: "works-here" | "has-left") => void;
}

function HeldLine({ index, row, busy, leftOut, onToggle, onDecide }: HeldLineProps) {
  const practice = usePractice();
  const { id, name, email, role, accountType, lastSignInAt, is } = row;
  const mayBeLeftOut = is === "closed" && role !== "manager";
  return (
    <TableRow aria-rowindex={index + 2}>
      {leftOut !== undefined && (
        <TableCell>
          {mayBeLeftOut && (
            <Checkbox label={words.leaveOut(name)} labelHidden checked={leftOut} onChange={() => onToggle(id)} />
          )}
        </TableCell>
      )}
      <TableCell heading>
        <span title={email}>{name}</span>
      </TableCell>
      <TableCell>{role === "member" ? accountTypeWords[accountType] : roleNames[role]}</TableCell>
      <TableCell>{lastSignInAt === null ? words.never : formatDateTime(lastSignInAt, practice)}</TableCell>
      <TableCell>
        <StateChip row={row} />
      </TableCell>
      <TableCell align="end" weight={is === "closed" ? "regular" : "muted"}>
        {is === "closed" ? <Choices row={row} busy={busy} onDecide={onDecide} /> : words.decided[is]}
      </TableCell>
    </TableRow>
  );
}

const tones: Readonly<Record<HeldAccount["is"], Tone>> = { closed: "idle", confirmed: "ok", left: "bad" };

function StateChip({ row: { is, proceedsAt } }: { row: HeldAccount }) {
  const practice = usePractice();
  if (proceedsAt !== null) return <Chip tone="warn" label={words.waits(formatDate(proceedsAt, practice))} />;
  return <Chip tone={tones[is]} label={words.states[is]} />;
}

/** Nobody confirms a manager in emergency access, and nobody is deactivated in it. */
function Choices({ row: { name, role }, busy, onDecide }: Pick<HeldLineProps, "row" | "busy" | "onDecide">) {
  const isManager = useMayCall("confirmAccount");
  if (role === "manager" && !isManager) return null;
  return (
    <div className={styles.choices}>
      <Button busy={busy} aria-label={words.worksHereOf(name)} onClick={() => onDecide("works-here")}>
        {words.worksHere}
      </Button>
      {isManager && (
        <Button busy={busy} aria-label={words.hasLeftOf(name)} onClick={() => onDecide("has-left")}>
          {words.hasLeft}
        </Button>
      )}
    </div>
  );
}

/** Which rows are drawn, and how much room the others take. */
function useRowWindow(total: number, scroll: RefObject<HTMLElement | null>) {
  const virtual = total > HELD_PAGE;
  const virtualizer = useVirtualizer({
    count: total,
    enabled: virtual,
    overscan: 10,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
  });
  if (!virtual) return { indexes: Array.from({ length: total }, (_, index) => index), above: 0, below: 0 };
  const items = virtualizer.getVirtualItems();
  return {
    indexes: items.map(({ index }) => index),
    above: items[0]?.start ?? 0,
    below: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
  };
}

/** The rows in sight, from however many pages they lie on; undefined where one is still being read. */
function useRowAt(search: string, first: readonly HeldAccount[], indexes: readonly number[]) {
  const pages = [...new Set(indexes.map((index) => Math.floor(index / HELD_PAGE)))].filter((page) => page > 0);
  const reads = useQueries({
    queries: pages.map((page) => {
      const input = { search, offset: page * HELD_PAGE, limit: HELD_PAGE };
      return { queryKey: ["listHeldAccounts", input], queryFn: () => call("listHeldAccounts", input) };
    }),
  });
  return (index: number): HeldAccount | undefined => {
    const page = Math.floor(index / HELD_PAGE);
    if (page === 0) return first[index];
    const answer = reads[pages.indexOf(page)]?.data;
    return answer?.ok ? answer.value.rows[index % HELD_PAGE] : undefined;
  };
}

function WaitingLine({ index }: { index: number }) {
  return (
    <TableRow aria-rowindex={index + 2} aria-busy>
      <TableCell weight="muted" colSpan={COLUMNS}>
        {words.loadingRow}
      </TableCell>
    </TableRow>
  );
}

/** The room of rows that are not drawn. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={COLUMNS} style={{ blockSize: height, padding: 0 }} />
    </tr>
  );
}
