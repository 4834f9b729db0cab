import { type FormEvent, useRef, useState } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { nameOnSide, wayWords, conflictsWords as words } from "../../../contract/conflicts/screen-messages";
import type { ConflictView, ConflictWay } from "../../../contract/conflicts/views";
import { useWhyNot } from "../../shell/acts/act-row";
import { useDraft } from "../../shell/drafts";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { ExplainedButton } from "../../ui/explained-button";
import { Form } from "../../ui/form";
import { RadioGroup } from "../../ui/radio-group";
import { Row } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { LiftDialog } from "../people/lift-email";
import { PersonActDialog } from "../people/person-act-dialog";
import styles from "./conflicts.module.css";

/** What settles it, nothing of it chosen before; the button names what was chosen. */
export function SettleForm({ conflict: { id, ways, sides } }: { conflict: ConflictView }) {
  const [chosen, choose] = useDraft<string | null>(`settle ${id}`, null);
  const way = ways.find((one) => keyOf(one) === chosen);
  const place = useRef<HTMLDivElement>(null);
  const later = () => {
    // The button goes away with the choice: the keyboard stays at what was chosen.
    place.current?.querySelector<HTMLElement>("input:checked")?.focus();
    choose(null);
  };
  const wordsOf = (one: ConflictWay) => wayWords(one, sides.length);
  return (
    <div ref={place} className={styles.settle}>
      <RadioGroup
        look="cards"
        columns
        label={words.how}
        options={ways.map((one) => {
          const { label, about } = wordsOf(one);
          return { value: keyOf(one), label, description: about };
        })}
        value={way === undefined ? null : keyOf(way)}
        onValueChange={choose}
      />
      {way?.is === "keep" && <KeepForm conflict={id} way={way} button={wordsOf(way).button} onLater={later} />}
      {way !== undefined && way.is !== "keep" && <OtherWay way={way} button={wordsOf(way).button} onLater={later} />}
    </div>
  );
}

/** Names a way among those of one conflict; ids of elements are made of it. */
function keyOf(way: ConflictWay): string {
  if (way.is === "lift-email") return `${way.is}-${way.person.id}-${way.to.id}`;
  return "person" in way ? `${way.is}-${way.person.id}` : way.is;
}

interface WayProps<W extends ConflictWay> {
  way: W;
  button: string;
  onLater: () => void;
}

type Keep = Extract<ConflictWay, { is: "keep" }>;

/** What is in force stays, for a reason that is kept. */
function KeepForm({ conflict, way, button, onLater }: WayProps<Keep> & { conflict: string }) {
  const [reason, setReason] = useDraft(`settle ${conflict} because`, "");
  const settle = useAct("settleConflict");
  const why = useWhyNot(way.may);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why === undefined) void settle.act({ conflict, reason });
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={settle.fieldErrors["reason"]}
      />
      <RefusalNotice refusal={settle.refusal} saidElsewhere={["bad-input"]} />
      <Row justify="end">
        <Button onClick={onLater}>{words.later}</Button>
        <ExplainedButton type="submit" variant="primary" busy={settle.busy} disabledReason={why}>
          {button}
        </ExplainedButton>
      </Row>
    </Form>
  );
}

type Other = Exclude<ConflictWay, Keep>;

/** An act with rules and dialogs of its own: begun here, or where it has its place. */
function OtherWay({ way, button, onLater }: WayProps<Other>) {
  const [, go] = useHashLocation();
  const [asking, setAsking] = useState(false);
  const why = useWhyNot("may" in way ? way.may : true);
  const begin = () => (isAskedHere(way) ? setAsking(true) : go(placeOf(way)));
  return (
    <>
      <Row justify="end">
        {why !== undefined && (
          // Read out with the button already.
          <span className={styles.quiet} aria-hidden="true">
            {why}
          </span>
        )}
        <Button onClick={onLater}>{words.later}</Button>
        <ExplainedButton variant="primary" disabledReason={why} onClick={begin}>
          {button}
        </ExplainedButton>
      </Row>
      {asking && isAskedHere(way) && <WayDialog way={way} onClose={() => setAsking(false)} />}
    </>
  );
}

type AskedHere = Extract<Other, { is: "deactivate" | "lift-email" }>;

function isAskedHere(way: Other): way is AskedHere {
  return way.is === "deactivate" || way.is === "lift-email";
}

function WayDialog({ way, onClose }: { way: AskedHere; onClose: () => void }) {
  const { person } = way;
  if (way.is === "lift-email") {
    return <LiftDialog kept={{ email: way.email, owner: person }} to={way.to} onClose={onClose} />;
  }
  const name = nameOnSide(person.name, way.side);
  return <PersonActDialog act="deactivate" person={{ ...person, name }} onClose={onClose} />;
}

function placeOf(way: Exclude<Other, AskedHere>): string {
  switch (way.is) {
    case "change-policy":
      return "/policy";
    case "change-settings":
      return `/settings/${way.section}`;
    case "change-gateway":
      return "/settings/delivery";
    case "give-setup-code":
    case "reset-two-factor":
    case "change-exemption":
      return `/people/${way.person.id}/security`;
    default:
      return `/people/${way.person.id}/profile`;
  }
}
