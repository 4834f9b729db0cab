import { getAppWords } from "../../../contract/enrollment/messages";
import { DIGITS, type Digits } from "../../../contract/vocabulary";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";

type Shows = keyof typeof getAppWords.can;

interface MobileApp {
  readonly name: string;
  readonly phones: string;
  readonly shows: Readonly<Record<Digits, Shows>>;
}

/**
 * How many digits an app shows for a scanned code that asks for them. Six always works. Sources: the open code of Aegis
 * (1 to 10 digits) and of 2FAS (6 to 8); users' tests of Authy and Microsoft Authenticator; Google's description of the
 * key format, which knows 6 and 8 and which older versions for Android did not follow.
 */
const apps: readonly MobileApp[] = [
  { name: "Authy", phones: "iPhone, Android", shows: { 6: "yes", 7: "unsure", 8: "yes" } },
  { name: "2FAS", phones: "iPhone, Android", shows: { 6: "yes", 7: "yes", 8: "yes" } },
  { name: "Aegis", phones: "Android", shows: { 6: "yes", 7: "yes", 8: "yes" } },
  { name: "Google Authenticator", phones: "iPhone, Android", shows: { 6: "yes", 7: "unsure", 8: "newer" } },
  { name: "Microsoft Authenticator", phones: "iPhone, Android", shows: { 6: "yes", 7: "no", 8: "no" } },
];

/** Which app can show how many digits. */
export function AppTable() {
  return (
    <Table label={getAppWords.others}>
      <TableHead>
        <TableHeader>{getAppWords.app}</TableHeader>
        <TableHeader>{getAppWords.phones}</TableHeader>
        {DIGITS.map((digits) => (
          <TableHeader key={digits}>{getAppWords.shows(digits)}</TableHeader>
        ))}
      </TableHead>
      <TableBody>
        {apps.map(({ name, phones, shows }) => (
          <TableRow key={name}>
            <TableCell heading>{name}</TableCell>
            <TableCell>{phones}</TableCell>
            {DIGITS.map((digits) => (
              <TableCell key={digits} weight={shows[digits] === "yes" ? "regular" : "muted"}>
                {getAppWords.can[shows[digits]]}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
