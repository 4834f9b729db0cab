import { useState } from "react";
import { formatDate, formatLastDay, formatNumber } from "../../../contract/formats";
import { previewWords as words } from "../../../contract/policy/messages";
import type { Preview } from "../../../contract/policy/views";
import { refusalWords } from "../../../contract/refusal-messages";
import { errorWords } from "../../../contract/shell/error-messages";
import { PREVIEW_GROUPS, type PreviewGroup } from "../../../contract/vocabulary";
import { useFormats, usePractice } from "../../shell/app-state-context";
import type { Read } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { ErrorState } from "../../ui/error-state";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { Stack } from "../../ui/stack";
import { Tile, Tiles } from "../../ui/tile";
import type { Tone } from "../../ui/tone";
import type { RuleDraft } from "./policy-draft";
import { PreviewedList } from "./preview-list";

const tones: Readonly<Partial<Record<PreviewGroup, Tone>>> = {
  ready: "ok",
  "time-left": "warn",
  "must-set-up": "warn",
  "locked-out": "bad",
  exempt: "exempt",
};

/** Who is ready, who must set up, and who would be locked out and why: before anything takes effect. */
export function PreviewCard({ read, rules }: { read: Read<"previewPolicy">; rules: readonly RuleDraft[] }) {
  const formats = useFormats();
  const { value, refusal, loading, again } = read;
  if (value !== undefined) return <Previewed preview={value} rules={rules} />;
  if (loading) return <Skeleton label={words.loading} count={4} />;
  return (
    <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={again}>
      {refusal === undefined ? errorWords.unread : refusalWords(refusal, formats)}
    </ErrorState>
  );
}

function Previewed({ preview, rules }: { preview: Preview; rules: readonly RuleDraft[] }) {
  const practice = usePractice();
  const [chosen, setChosen] = useState<PreviewGroup | null>(null);
  const { groups, at } = preview;
  const lastDay = formatLastDay(at, practice);
  // What needs looking at is open from the start.
  const shown = chosen ?? (groups["locked-out"] > 0 ? "locked-out" : "must-set-up");
  return (
    <Card title={words.title} description={words.lead(formatDate(at, practice))}>
      <Stack gap={16}>
        <Weakens preview={preview} />
        {preview.refused !== null && (
          <Notice tone="bad" title={words.lockOutTitle} announce="alert">
            {words.lockOut}
          </Notice>
        )}
        <Tiles label={words.groupsLabel}>
          {PREVIEW_GROUPS.map((group) => (
            <Tile
              key={group}
              figure={formatNumber(groups[group], practice)}
              label={words.groupOf(group, lastDay)}
              tone={groups[group] > 0 ? tones[group] : undefined}
              pressed={group === shown}
              onPressedChange={() => setChosen(group)}
            />
          ))}
        </Tiles>
        <p>{words.about[shown]}</p>
        <PreviewedList key={shown} rules={rules} group={shown} label={words.groupOf(shown, lastDay)} />
      </Stack>
    </Card>
  );
}

function Weakens({ preview: { weakens, needsSecondManager } }: { preview: Preview }) {
  if (weakens.length === 0) return null;
  return (
    <Notice tone="warn" title={words.weakens}>
      {weakens.map((cause) => (
        <p key={cause}>{words.weakenings[cause]}</p>
      ))}
      {needsSecondManager && <p>{words.needsSecond}</p>}
    </Notice>
  );
}
