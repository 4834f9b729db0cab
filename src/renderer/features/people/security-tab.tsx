import { actWords, securityWords as words } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import { useWhyNot } from "../../shell/acts/act-row";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { DescriptionList } from "../../ui/description-list";
import { ExplainedButton } from "../../ui/explained-button";
import { Notice } from "../../ui/notice";
import { Section } from "../../ui/section";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { ActRows } from "./act-rows";
import { type DialogAct, PersonActDialog } from "./person-act-dialog";
import { identityItems, policySentences, securityItems } from "./security-items";

const acts: readonly DialogAct[] = [
  "unlock",
  "issue-bypass-code",
  "replace-phone",
  "fall-back-to-text",
  "reset-two-factor",
  "issue-setup-code",
  "start-two-factor",
  "forget-remembered-sign-in",
];

/** How the person signs in, and everything that can be done about it, always in sight. */
export function SecurityTab({ person, onEditProfile }: { person: Person; onEditProfile: () => void }) {
  const formats = useFormats();
  const next = nextAct(person);
  const helps = useMayCall("getSupportCase");
  const inOrder = next === undefined ? acts : [next, ...acts.filter((act) => act !== next)];
  return (
    <Stack gap={24}>
      <StateNotices person={person} />
      <Section title={words.identity} action={<TextLink onClick={onEditProfile}>{words.editInProfile}</TextLink>}>
        <DescriptionList items={identityItems(person, formats)} />
      </Section>
      <Section title={words.twoFactor}>
        <DescriptionList items={securityItems(person, formats)} />
      </Section>
      <Section title={words.policy}>
        <Stack gap={12}>
          {policySentences(person, formats).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <ActRows person={person} acts={[person.policy.exemption === null ? "exempt" : "end-exemption"]} />
        </Stack>
      </Section>
      <Section title={words.acts} action={helps && <TextLink href={`#/support/${person.id}`}>{words.why}</TextLink>}>
        <ActRows person={person} acts={inOrder} primary={next} />
      </Section>
    </Stack>
  );
}

function StateNotices({ person }: { person: Person }) {
  const formats = useFormats();
  const { status, lockedUntil, startedBy, setupCodeNeeded, twoFactor, numberWaits } = person;
  return (
    <>
      {status === "locked" && (
        <Notice tone="bad" title={words.lockedUntil(lockedUntil, formats)}>
          {words.lockedWhy}
        </Notice>
      )}
      {startedBy !== null && twoFactor === "none" && <Notice tone="info">{words.started(startedBy)}</Notice>}
      {setupCodeNeeded && <Notice tone="warn">{words.codeNeeded}</Notice>}
      {numberWaits && <NumberWaits person={person} />}
      {twoFactor === "text" && <Notice tone="warn">{words.textsAreWeaker}</Notice>}
    </>
  );
}

/** A changed number, and how it comes into use. */
function NumberWaits({ person }: { person: Person }) {
  const [confirming, setConfirming] = useDraft(`confirm number of ${person.id}`, false);
  const act = "confirm-number";
  const why = useWhyNot(person.may[act]);
  const confirm = (
    <ExplainedButton disabledReason={why} onClick={() => setConfirming(true)}>
      {actWords[act].button}
    </ExplainedButton>
  );
  return (
    <>
      <Notice tone="warn" title={words.numberWaits} action={confirm}>
        <p>{words.numberWaitsWhy}</p>
        {/* Read out with the button already. */}
        {why !== undefined && <p aria-hidden="true">{why}</p>}
      </Notice>
      {confirming && <PersonActDialog act={act} person={person} onClose={() => setConfirming(false)} />}
    </>
  );
}

/** The one act that the person's chip asks for. */
function nextAct({ status, may, startedBy }: Person): DialogAct | undefined {
  if (status === "locked") return may.unlock === true ? "unlock" : undefined;
  const idle = status === "not-set-up" || status === "overdue" || status === "days-left";
  if (!idle || startedBy !== null) return undefined;
  return may["start-two-factor"] === true ? "start-two-factor" : undefined;
}
