import { phonesWords as words } from "../../../contract/clock/clock-doctor-messages";
import type { ClockView } from "../../../contract/clock/views";
import { formatAgo, formatDateTime } from "../../../contract/formats";
import { useFormats } from "../../shell/app-state-context";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import { TextLink } from "../../ui/text-link";

/** Off by so much, a phone's tokens are refused unless Wardkey has learned of it (RFC 6238 §6). */
const FAR_MS = 60_000;

/** Phones by how far each is off. */
export function PhonesCard({ phones }: Pick<ClockView, "phones">) {
  const formats = useFormats();
  return (
    <Card title={words.title} description={words.about}>
      {phones.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table label={words.title}>
          <TableHead>
            <TableHeader width="44%">{words.columns.person}</TableHeader>
            <TableHeader>{words.columns.clock}</TableHeader>
            <TableHeader>{words.columns.seen}</TableHeader>
          </TableHead>
          <TableBody>
            {phones.map(({ person, byMs, seenAt }) => (
              <TableRow key={person.id}>
                <TableCell heading>
                  <TextLink href={`#/people/${person.id}`}>{person.name}</TextLink>
                </TableCell>
                <TableCell>
                  <PhoneClock byMs={byMs} />
                </TableCell>
                <TableCell weight="muted">
                  <time dateTime={new Date(seenAt).toISOString()} title={formatDateTime(seenAt, formats)}>
                    {formatAgo(seenAt, formats)}
                  </time>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function PhoneClock({ byMs }: { byMs: number }) {
  if (byMs === 0) return words.right;
  return Math.abs(byMs) < FAR_MS ? words.by(byMs) : <Chip tone="warn" label={words.by(byMs)} />;
}
