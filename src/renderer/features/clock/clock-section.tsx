import { clockSectionWords as words } from "../../../contract/clock/clock-doctor-messages";
import type { ClockState, ClockView } from "../../../contract/clock/views";
import { formatDateTime, formatTimeOfDay } from "../../../contract/formats";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { Loaded } from "../../shell/loaded";
import { useMayCall } from "../../shell/may-call";
import { useNow } from "../../shell/use-now";
import { useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { DescriptionList } from "../../ui/description-list";
import { Notice } from "../../ui/notice";
import { Row, Stack } from "../../ui/stack";
import type { Tone } from "../../ui/tone";
import { PhonesCard } from "./phones-card";
import { ClockIsRightDialog, CorrectClockDialog } from "./practice-clock-dialog";

/** The clock doctor: how the workstation's clock and the phones' stand, and its audited correction. */
export function ClockSection() {
  const read = useRead("getClock", {});
  return (
    <Loaded read={read}>
      {(view) => (
        <Stack gap={16}>
          <ClockCard view={view} />
          <PhonesCard phones={view.phones} />
        </Stack>
      )}
    </Loaded>
  );
}

const tones: Readonly<Record<ClockState["is"], Tone>> = { fine: "ok", behind: "warn", "workstation-off": "bad" };

function ClockCard({ view }: { view: ClockView }) {
  const [asking, setAsking] = useDraft<"correct" | "right" | undefined>("clock act", undefined);
  const corrects = useMayCall("correctClock");
  const close = () => setAsking(undefined);
  const { state } = view;
  return (
    <Card
      title={words.title}
      description={words.about}
      badge={<Chip tone={tones[state.is]} label={words.chips[state.is]} />}
    >
      <Stack gap={16}>
        <State state={state} />
        <Facts view={view} />
        {corrects && (
          <Row>
            <Button variant={state.is === "fine" ? "secondary" : "primary"} onClick={() => setAsking("correct")}>
              {words.correct}
            </Button>
            {state.is === "behind" && <Button onClick={() => setAsking("right")}>{words.isRight}</Button>}
          </Row>
        )}
      </Stack>
      {asking === "correct" && <CorrectClockDialog inForce={view.correctionMs} onClose={close} />}
      {asking === "right" && <ClockIsRightDialog inForce={view.correctionMs} onClose={close} />}
    </Card>
  );
}

function State({ state }: { state: ClockState }) {
  if (state.is === "fine") return <Notice tone="ok">{words.fine}</Notice>;
  if (state.is === "behind") {
    return (
      <Notice tone="warn" title={words.behindTitle(state.byMs)}>
        {words.behind}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title={words.offTitle(state.byMs)}>
      {words.off}
    </Notice>
  );
}

function Facts({ view: { correctionMs, correctedAt } }: { view: ClockView }) {
  const formats = useFormats();
  return (
    <DescriptionList
      items={[
        { term: words.now, details: <TimeHere /> },
        { term: words.correction, details: correctionMs === 0 ? words.none : words.inForce(correctionMs) },
        ...(correctedAt === null ? [] : [{ term: words.since, details: formatDateTime(correctedAt, formats) }]),
      ]}
    />
  );
}

/** With seconds, to be held against another clock. */
function TimeHere() {
  const formats = useFormats();
  return <time>{formatTimeOfDay(useNow(), formats)}</time>;
}
