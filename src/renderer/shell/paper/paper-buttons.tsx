import { FileDown, Printer } from "lucide-react";
import { type ReactNode, useState } from "react";
import { paperButtonWords } from "../../../contract/documents/button-messages";
import type { InputOf } from "../../../contract/methods";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Row, Stack } from "../../ui/stack";
import { usePractice } from "../app-state-context";
import { RefusalNotice } from "../refusal-notice";
import { useAct } from "../wardkey";
import { paperSizeOf } from "./paper-size";

export interface PaperButtonsProps {
  /** Main keeps this paper at hand since it revealed what stands on it. */
  paper: InputOf<"printPaper">["paper"];
  /** Printed or saved once. */
  onKept?: (() => void) | undefined;
  /** Another way of keeping it, beside these. */
  children?: ReactNode;
}

/** Print or save, and what came of it. */
export function PaperButtons({ paper, onKept, children }: PaperButtonsProps) {
  const { region } = usePractice();
  const [said, setSaid] = useState<string | null>(null);
  const keep = (words: string) => {
    setSaid(words);
    onKept?.();
  };
  const print = useAct("printPaper", { onDone: () => keep(paperButtonWords.printed) });
  const save = useAct("savePaper", { onDone: (file) => file !== null && keep(paperButtonWords.saved(file.name)) });
  const input = { paper, size: paperSizeOf(region) };
  const press = (act: typeof print.act | typeof save.act, other: () => void) => {
    setSaid(null);
    other();
    void act(input);
  };
  return (
    <Stack gap={8}>
      <Row>
        <Button icon={Printer} busy={print.busy} onClick={() => press(print.act, save.reset)}>
          {paperButtonWords.print}
        </Button>
        <Button icon={FileDown} busy={save.busy} onClick={() => press(save.act, print.reset)}>
          {paperButtonWords.save}
        </Button>
        {children}
      </Row>
      {said !== null && (
        <Notice tone="ok" announce="status">
          {said}
        </Notice>
      )}
      <RefusalNotice refusal={print.refusal ?? save.refusal} />
    </Stack>
  );
}
