import { formatLastDay } from "../../../contract/formats";
import { exemptionsWords as words } from "../../../contract/policy/messages";
import { usePractice } from "../../shell/app-state-context";
import { Loaded } from "../../shell/loaded";
import { useRead } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import { TextLink } from "../../ui/text-link";

/** Who is let off, until when, why, and by whom. */
export function Exemptions() {
  const practice = usePractice();
  const read = useRead("listExemptions", {});
  return (
    <Card title={words.title} description={words.lead}>
      <Loaded read={read}>
        {(exemptions) =>
          exemptions.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <Table label={words.title}>
              <TableHead>
                <TableHeader>{words.columns.person}</TableHeader>
                <TableHeader>{words.columns.through}</TableHeader>
                <TableHeader>{words.columns.reason}</TableHeader>
                <TableHeader>{words.columns.granted}</TableHeader>
              </TableHead>
              <TableBody>
                {exemptions.map(({ person, untilAt, reason, grantedBy, grantedAt }) => (
                  <TableRow key={person.id}>
                    <TableCell heading>
                      <TextLink href={`#/people/${person.id}/security`}>{person.name}</TextLink>
                    </TableCell>
                    <TableCell>{formatLastDay(untilAt, practice)}</TableCell>
                    <TableCell>{reason}</TableCell>
                    <TableCell>{words.granted(grantedBy?.name ?? null, grantedAt, practice)}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )
        }
      </Loaded>
    </Card>
  );
}
