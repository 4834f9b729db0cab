import { createColumnHelper, metaHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { formatPhone } from "../../../contract/fields";
import { formatAgo, formatDate, formatNumber } from "../../../contract/formats";
import { columnLabels, methodWords } from "../../../contract/people/bulk-result-messages";
import { accountTypeWords, peopleWords as words } from "../../../contract/people/messages";
import type { PeopleSettings, PersonRow } from "../../../contract/people/views";
import { roleNames } from "../../../contract/shell/messages";
import type { PeopleColumn } from "../../../contract/vocabulary";
import { useFormats } from "../../shell/app-state-context";
import { StatusChip } from "../../shell/person/status-chip";
import { Icon } from "../../ui/icon";
import { Row } from "../../ui/stack";
import { VisuallyHidden } from "../../ui/visually-hidden";
import styles from "./people-table.module.css";

/** A place in the list; the row is missing while its page is being read. */
export interface Slot {
  readonly index: number;
  readonly row: PersonRow;
}

/** Main sorts; the table only says by what. */
export const features = tableFeatures({ rowSortingFeature, columnMeta: metaHelper<{ width: string }>() });

const helper = createColumnHelper<typeof features, Slot>();

/** Columns by which main can sort, and what of a row is compared. */
const sortable: Readonly<Partial<Record<PeopleColumn, (row: PersonRow) => unknown>>> = {
  name: ({ name }) => name,
  role: ({ role }) => role,
  status: ({ status }) => status,
  deadline: ({ deadlineAt }) => deadlineAt,
  "last-used": ({ lastUsedAt }) => lastUsedAt,
};

/** Least widths in px; what room there is beyond them is shared in proportion. */
export const columnWidths: Readonly<Record<PeopleColumn, number>> = {
  name: 200,
  email: 200,
  "cell-phone": 130,
  "account-type": 90,
  role: 120,
  status: 150,
  "two-factor": 120,
  "required-by": 130,
  deadline: 110,
  "last-used": 110,
  "two-factor-id": 110,
  "recovery-codes": 90,
  reminded: 110,
};

/** Whether somebody has given columns a width. */
export const isSized = (widths: PeopleSettings["widths"]) => Object.keys(widths).length > 0;

/** What stands in a cell; the name's is PersonLine's own. */
export const cells: Readonly<Record<PeopleColumn, (row: PersonRow) => ReactNode>> = {
  name: () => null,
  email: ({ email }) => <Text>{email}</Text>,
  "cell-phone": (row) => <PhoneCell row={row} />,
  "account-type": ({ accountType }) => <Text>{accountTypeWords[accountType]}</Text>,
  role: (row) => <RoleCell row={row} />,
  status: (row) => <StatusChip person={row} />,
  "two-factor": (row) => <TwoFactorCell row={row} />,
  "required-by": ({ requiredBy }) => <Text>{requiredBy}</Text>,
  // The last day on which the person can act.
  deadline: ({ deadlineAt }) => <DateCell at={deadlineAt === null ? null : deadlineAt - 1} />,
  "last-used": ({ lastUsedAt }) => <DateCell at={lastUsedAt} none={words.never} />,
  "two-factor-id": ({ twoFactorId }) => <Text>{twoFactorId}</Text>,
  "recovery-codes": (row) => <CodesCell row={row} />,
  reminded: ({ remindedAt }) => <DateCell at={remindedAt} />,
};

/**
 * The table's columns for what somebody wants to see; the name comes first whatever they say. Without widths of its own the
 * list has them share the room.
 */
export function tableColumns(shown: readonly PeopleColumn[], widths: PeopleSettings["widths"]) {
  const wanted: readonly PeopleColumn[] = ["name", ...shown.filter((one) => one !== "name")];
  const all = wanted.reduce((sum, one) => sum + columnWidths[one], 0);
  const widthOf = (id: PeopleColumn) =>
    isSized(widths) ? `${widths[id] ?? columnWidths[id]}px` : `${(columnWidths[id] / all) * 100}%`;
  return helper.columns(
    wanted.map((id) => {
      const value = sortable[id];
      const column = { id, header: columnLabels[id], meta: { width: widthOf(id) } };
      if (value === undefined) return helper.display(column);
      return helper.accessor(({ row }) => value(row), { ...column, sortDescFirst: id === "last-used" });
    }),
  );
}

function Text({ children }: { children: ReactNode }) {
  return <span className={styles.clipped}>{children ?? ""}</span>;
}

function RoleCell({ row: { accountType, role } }: { row: PersonRow }) {
  return (
    <>
      <span className={styles.clipped}>{accountTypeWords[accountType]}</span>
      {role !== "member" && <span className={styles.second}>{roleNames[role]}</span>}
    </>
  );
}

/** The green check of the seed. */
function TwoFactorCell({ row: { twoFactor } }: { row: PersonRow }) {
  const on = twoFactor !== "none";
  return (
    <Row gap={8} wrap={false}>
      <span className={on ? styles.on : styles.off}>
        <Icon of={on ? Check : Minus} />
        <VisuallyHidden>{on ? words.twoFactorOn : words.twoFactorOff}</VisuallyHidden>
      </span>
      <Text>{on ? methodWords[twoFactor] : ""}</Text>
    </Row>
  );
}

function PhoneCell({ row: { cellPhone } }: { row: PersonRow }) {
  const { region } = useFormats();
  if (cellPhone === null) return <span className={styles.none}>{words.noPhone}</span>;
  return <Text>{formatPhone(cellPhone, region)}</Text>;
}

function CodesCell({ row: { recoveryCodesLeft, twoFactor } }: { row: PersonRow }) {
  const formats = useFormats();
  return <Text>{twoFactor === "none" ? "" : formatNumber(recoveryCodesLeft, formats)}</Text>;
}

function DateCell({ at, none = "" }: { at: number | null; none?: string }) {
  const formats = useFormats();
  if (at === null) return <span className={styles.none}>{none}</span>;
  return (
    <span className={styles.clipped} title={formatAgo(at, formats)}>
      {formatDate(at, formats)}
    </span>
  );
}
