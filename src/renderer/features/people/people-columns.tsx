import { createColumnHelper, metaHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import { Check, Minus } from "lucide-react";
import { formatAgo, formatDate } from "../../../preload/messages/formats";
import { roleNames } from "../../../preload/messages/frame";
import { kindWords, peopleWords as words } from "../../../preload/messages/people";
import type { PersonRow } from "../../../preload/views";
import { Icon } from "../../ui/icon";
import { Row } from "../../ui/stack";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { formatPhone } from "../practice/format-phone";
import { useFormats } from "../practice/situation-context";
import styles from "./people-table.module.css";
import { StatusChip } from "./status-chip";

/** A place in the list; the row is missing while its page is being read. */
export interface Slot {
  readonly index: number;
  readonly row: PersonRow;
}

/** Main sorts; the table only says by what. */
export const features = tableFeatures({ rowSortingFeature, columnMeta: metaHelper<{ width: string }>() });

const helper = createColumnHelper<typeof features, Slot>();

/** Ids are the bridge's names for the order; what has no accessor is not sorted by. The name's cell is PersonLine's own. */
export const columns = helper.columns([
  helper.accessor(({ row }) => row.name, { id: "name", header: words.columns.name, meta: { width: "30%" } }),
  helper.accessor(({ row }) => row.role, {
    id: "role",
    header: words.columns.role,
    meta: { width: "16%" },
    cell: ({ row }) => <RoleCell row={row.original.row} />,
  }),
  helper.accessor(({ row }) => row.status, {
    id: "status",
    header: words.columns.twoFactor,
    meta: { width: "21%" },
    cell: ({ row }) => <TwoFactorCell row={row.original.row} />,
  }),
  helper.display({
    id: "cell-phone",
    header: words.columns.cellPhone,
    meta: { width: "18%" },
    cell: ({ row }) => <PhoneCell row={row.original.row} />,
  }),
  helper.accessor(({ row }) => row.lastUsedAt, {
    id: "last-used",
    header: words.columns.lastUsed,
    sortDescFirst: true,
    meta: { width: "15%" },
    cell: ({ row }) => <LastUsedCell row={row.original.row} />,
  }),
]);

function RoleCell({ row: { kind, role } }: { row: PersonRow }) {
  return (
    <>
      <span className={styles.clipped}>{kindWords[kind]}</span>
      {role !== "member" && <span className={styles.second}>{roleNames[role]}</span>}
    </>
  );
}

/** The green check of the seed, and the chip that names the next thing to do. */
function TwoFactorCell({ row }: { row: PersonRow }) {
  const on = row.twoFactor !== "none";
  return (
    <Row gap={8} wrap={false}>
      <span className={on ? styles.on : styles.off}>
        <Icon of={on ? Check : Minus} />
        <VisuallyHidden>{on ? words.twoFactorOn : words.twoFactorOff}</VisuallyHidden>
      </span>
      <StatusChip person={row} />
    </Row>
  );
}

function PhoneCell({ row: { cellPhone } }: { row: PersonRow }) {
  const { region } = useFormats();
  if (cellPhone === null) return <span className={styles.none}>{words.noPhone}</span>;
  return <span className={styles.clipped}>{formatPhone(cellPhone, region)}</span>;
}

function LastUsedCell({ row: { lastUsedAt } }: { row: PersonRow }) {
  const formats = useFormats();
  if (lastUsedAt === null) return <span className={styles.none}>{words.never}</span>;
  return (
    <span className={styles.clipped} title={formatAgo(lastUsedAt, formats)}>
      {formatDate(lastUsedAt, formats)}
    </span>
  );
}
