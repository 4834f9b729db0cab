import { useState } from "react";
import { formatLastDay } from "../../../contract/formats";
import { accountTypeWords } from "../../../contract/people/messages";
import { previewWords as words } from "../../../contract/policy/messages";
import type { PreviewedRow } from "../../../contract/policy/views";
import type { LockOutCause, PreviewGroup } from "../../../contract/vocabulary";
import { usePractice } from "../../shell/app-state-context";
import { Loaded } from "../../shell/loaded";
import { useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Row, Stack } from "../../ui/stack";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import { TextLink } from "../../ui/text-link";
import type { RuleDraft } from "./policy-draft";

const STEP = 50;
const MOST = 500;

/** Where each cause is mended: on the person's page. */
const helpAt: Readonly<Record<LockOutCause, "security" | "profile">> = {
  "never-signed-in": "security",
  "no-phone": "profile",
  "shared-phone": "profile",
  "no-time": "security",
};

interface PreviewedListProps {
  rules: readonly RuleDraft[];
  group: PreviewGroup;
  /** What the group is called. */
  label: string;
}

/** The people of one group of the preview, by name and cause, each with what helps. */
export function PreviewedList({ rules, group, label }: PreviewedListProps) {
  const practice = usePractice();
  const [limit, setLimit] = useState(STEP);
  const read = useRead("listPreviewed", { rules: [...rules], group, offset: 0, limit }, { keepLast: true });
  return (
    <Loaded read={read}>
      {({ total, rows }) =>
        total === 0 ? (
          <p>{words.nobody}</p>
        ) : (
          <Stack gap={8}>
            <PreviewedTable rows={rows} label={label} />
            <Row gap={12}>
              <span>{words.shown(rows.length, total, practice)}</span>
              {rows.length < Math.min(total, MOST) && (
                <Button onClick={() => setLimit(Math.min(MOST, limit + STEP))} busy={read.stale}>
                  {words.more(total - rows.length, practice)}
                </Button>
              )}
            </Row>
          </Stack>
        )
      }
    </Loaded>
  );
}

function PreviewedTable({ rows, label }: { rows: readonly PreviewedRow[]; label: string }) {
  const practice = usePractice();
  const withCauses = rows.some(({ causes }) => causes.length > 0);
  return (
    <Table label={label}>
      <TableHead>
        <TableHeader>{words.person}</TableHeader>
        <TableHeader>{words.accountType}</TableHeader>
        <TableHeader>{words.due}</TableHeader>
        {withCauses && <TableHeader>{words.why}</TableHeader>}
        {withCauses && <TableHeader>{words.whatHelps}</TableHeader>}
      </TableHead>
      <TableBody>
        {rows.map(({ person, accountType, causes, deadlineAt }) => (
          <TableRow key={person.id}>
            <TableCell heading>
              <TextLink href={`#/people/${person.id}/security`}>{person.name}</TextLink>
            </TableCell>
            <TableCell>{accountTypeWords[accountType]}</TableCell>
            <TableCell>{deadlineAt === null ? "–" : formatLastDay(deadlineAt, practice)}</TableCell>
            {withCauses && <TableCell>{causes.map((cause) => words.causes[cause]).join(", ")}</TableCell>}
            {withCauses && (
              <TableCell>
                <Row gap={12}>
                  {causes.map((cause) => (
                    <TextLink key={cause} href={`#/people/${person.id}/${helpAt[cause]}`}>
                      <span title={words.helpOf(words.help[cause], person.name)}>{words.help[cause]}</span>
                    </TextLink>
                  ))}
                </Row>
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
