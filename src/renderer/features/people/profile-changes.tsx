import { formatPhone } from "../../../contract/fields";
import { kindWords } from "../../../contract/people/messages";
import { profileWords as words } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import { usePractice } from "../../shell/app-state-context";
import { ChangeList } from "../audit/change-list";

type Fields = Pick<Person, "name" | "email" | "cellPhone" | "kind">;

/** What will be different, before it is. */
export function ProfileChanges({ before, after }: { before: Fields; after: Fields }) {
  const { region } = usePractice();
  const phone = (e164: string | null) => (e164 === null ? words.noPhone : formatPhone(e164, region));
  const changes = [
    { what: words.name, before: before.name, after: after.name },
    { what: words.email, before: before.email, after: after.email },
    { what: words.cellPhone, before: phone(before.cellPhone), after: phone(after.cellPhone) },
    { what: words.kind, before: kindWords[before.kind], after: kindWords[after.kind] },
  ];
  return <ChangeList changes={changes.filter((change) => change.before !== change.after)} />;
}
