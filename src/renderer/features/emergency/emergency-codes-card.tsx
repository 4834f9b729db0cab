import { voidEmergencyCodesWords, emergencyCodesWords as words } from "../../../contract/emergency/messages";
import type { EmergencyCodesView } from "../../../contract/emergency/views";
import { formatDay } from "../../../contract/reporting/messages";
import type { EmergencyHalf } from "../../../contract/vocabulary";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { Loaded } from "../../shell/loaded";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { DescriptionList } from "../../ui/description-list";
import { Notice } from "../../ui/notice";
import { Row, Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";
import type { Tone } from "../../ui/tone";
import { MakeHalfDialog } from "./print-half-dialog";

/** What emergency access is, and the emergency codes that there are. */
export function EmergencyCodesCard() {
  const read = useRead("getEmergencyCodes", {});
  const chip = read.value === undefined ? undefined : chips[stateOf(read.value)];
  return (
    <Card title={words.title} description={words.about} badge={chip && <Chip {...chip} />}>
      <Loaded read={read}>{(codes) => <Codes codes={codes} />}</Loaded>
    </Card>
  );
}

type State = keyof typeof words.states;

function stateOf(codes: EmergencyCodesView | null): State {
  if (codes === null) return "none";
  return hasHalf(codes, "second") ? "whole" : "begun";
}

function hasHalf({ halves }: EmergencyCodesView, half: EmergencyHalf): boolean {
  return halves.some((one) => one.half === half);
}

const chips: Readonly<Record<State, { tone: Tone; label: string }>> = {
  none: { tone: "idle", label: words.states.none },
  begun: { tone: "warn", label: words.states.begun },
  whole: { tone: "ok", label: words.states.whole },
};

function Codes({ codes }: { codes: EmergencyCodesView | null }) {
  const [asking, setAsking] = useDraft<EmergencyHalf | "void" | undefined>("emergency codes act", undefined);
  const close = () => setAsking(undefined);
  const state = stateOf(codes);
  return (
    <Stack gap={16}>
      <StateNotice codes={codes} />
      {codes !== null && <Facts codes={codes} />}
      <Row>
        {state === "begun" && (
          <Button variant="primary" onClick={() => setAsking("second")}>
            {words.printSecond}
          </Button>
        )}
        <Button variant={state === "none" ? "primary" : "secondary"} onClick={() => setAsking("first")}>
          {state === "none" ? words.printFirst : words.anew}
        </Button>
        {codes !== null && <Button onClick={() => setAsking("void")}>{words.void}</Button>}
      </Row>
      {(asking === "first" || asking === "second") && <MakeHalfDialog half={asking} codes={codes} onClose={close} />}
      {asking === "void" && <VoidEmergencyCodesDialog onClose={close} />}
    </Stack>
  );
}

function StateNotice({ codes }: { codes: EmergencyCodesView | null }) {
  const formats = useFormats();
  if (codes === null) {
    return (
      <Notice tone="warn" title={words.noneTitle}>
        {words.none}
      </Notice>
    );
  }
  if (hasHalf(codes, "second")) return <Notice tone="ok">{words.whole(formatDay(codes.endsOn, formats))}</Notice>;
  return (
    <Notice tone="warn" title={words.begunTitle}>
      {words.begun}
    </Notice>
  );
}

function Facts({ codes: { number, halves, endsOn } }: { codes: EmergencyCodesView }) {
  const formats = useFormats();
  const printed = (half: EmergencyHalf) => {
    const found = halves.find((one) => one.half === half);
    return found === undefined ? words.notYet : words.printed(found.by.name, found.at, formats);
  };
  return (
    <DescriptionList
      items={[
        { term: words.number, details: words.numberOf(number, formats) },
        { term: words.first, details: printed("first") },
        { term: words.second, details: printed("second") },
        { term: words.endsOn, details: formatDay(endsOn, formats) },
      ]}
    />
  );
}

function VoidEmergencyCodesDialog({ onClose }: { onClose: () => void }) {
  const toast = useToasts();
  const end = useAct("voidEmergencyCodes", {
    onDone: () => {
      toast({ title: voidEmergencyCodesWords.done });
      onClose();
    },
  });
  return (
    <ActDialog
      title={voidEmergencyCodesWords.title}
      effect={voidEmergencyCodesWords.effect}
      confirmLabel={voidEmergencyCodesWords.confirm}
      keepLabel={voidEmergencyCodesWords.keep}
      danger
      busy={end.busy}
      refusal={end.refusal}
      fieldErrors={end.fieldErrors}
      onAct={(given) => void end.act(given)}
      onClose={onClose}
    />
  );
}
