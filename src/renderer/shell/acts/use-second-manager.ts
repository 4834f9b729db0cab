import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ApprovalState, ApprovalView } from "../../../contract/approvals/views";
import type { InputOf } from "../../../contract/methods";
import type { ApprovedAct } from "../../../contract/vocabulary";
import { type RefusalOf, useAct, useRead } from "../wardkey";

/** An act with its input but for the proof; the reason may still be missing. */
export interface AboutToAct {
  readonly act: ApprovedAct;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** There is nobody else: when the notice is over, whether the person is seen with a photo ID, and whether they have left. */
export interface DayOfNotice {
  readonly expectedAt: number;
  readonly photoId: boolean;
  readonly hasLeft: boolean;
}

export interface SecondManager {
  /** "free": nobody else is needed; "needed": not asked for yet; "asked": waits, or somebody objected; "ready": the act may be done. */
  readonly step: "free" | "needed" | "asked" | "ready";
  /** It takes a day of notice, and no second manager. */
  readonly notice: DayOfNotice | undefined;
  /** Of what was asked for. */
  readonly approval: ApprovalView | undefined;
  /** Asks for exactly this act, whose values are held from then on. */
  readonly ask: (parameters: AboutToAct["parameters"]) => Promise<void>;
  readonly asking: boolean;
  readonly refusal: RefusalOf<"askApproval"> | undefined;
  /** It was withdrawn: the values are free again. */
  readonly release: () => void;
  /** Looks again what the act takes. */
  readonly again: () => void;
}

interface Held {
  readonly input: InputOf<"askApproval">;
  readonly approval: ApprovalView | undefined;
}

/** Time alone can change what an act takes: an approval runs out, a notice is over. */
const LOOK_AGAIN_MS = 15_000;
const nothing: InputOf<"askApproval"> = { act: "exportEntries", parameters: {} };

/** What an act takes beside the person who is about to do it; undefined for an act that never takes anybody else. */
export function useSecondManager(about: AboutToAct | undefined): SecondManager {
  const queries = useQueryClient();
  const [held, setHeld] = useState<Held>();
  const wanted = useRef(nothing);
  const input = held?.input ?? (about === undefined ? nothing : { ...about, parameters: { ...about.parameters } });
  const options = { enabled: about !== undefined, keepLast: true, everyMs: LOOK_AGAIN_MS };
  const read = useRead("getApproval", input, options);
  const hold = (approval?: ApprovalView) => {
    // What was answered before it was asked for.
    queries.removeQueries({ queryKey: ["getApproval", wanted.current], exact: true });
    setHeld({ input: wanted.current, approval });
  };
  const asking = useAct("askApproval", {
    onDone: hold,
    onRefused: (refusal) => {
      if (isAskedAlready(refusal)) hold();
    },
  });

  const unread = read.stale || read.value === undefined;
  const answer: ApprovalState | undefined = held?.approval && unread ? askedFor(held.approval) : read.value;
  if (held !== undefined && !unread && answer !== undefined && answer.is !== "asked") setHeld(undefined);

  const ask = async (parameters: AboutToAct["parameters"]) => {
    if (about === undefined) return;
    wanted.current = { act: about.act, parameters: { ...parameters } };
    await asking.act(wanted.current);
  };

  return {
    step: about === undefined ? "free" : stepOf(answer),
    notice: about === undefined ? undefined : noticeOf(about.act, answer),
    approval: answer?.is === "asked" ? answer.approval : undefined,
    ask,
    asking: asking.busy,
    refusal: asking.refusal && !isAskedAlready(asking.refusal) ? asking.refusal : undefined,
    release: () => setHeld(undefined),
    again: read.again,
  };
}

const askedFor = (approval: ApprovalView): ApprovalState => ({ is: "asked", approval });

function noticeOf(act: ApprovedAct, answer: ApprovalState | undefined): DayOfNotice | undefined {
  const isAlone = answer?.is === "notice-needed" || (answer?.is === "asked" && answer.approval.alone);
  if (!isAlone) return undefined;
  const { expectedAt } = answer.is === "asked" ? answer.approval : answer;
  return { expectedAt, photoId: act !== "liftEmail", hasLeft: act === "reactivatePerson" };
}

function stepOf(answer: ApprovalState | undefined): SecondManager["step"] {
  if (answer === undefined || answer.is === "not-needed") return "free";
  if (answer.is !== "asked") return "needed";
  const { state } = answer.approval;
  return state === "asked" || state === "objected" ? "asked" : "ready";
}

function isAskedAlready(refusal: RefusalOf<"askApproval">): boolean {
  return refusal.code === "not-now" && refusal.because === "already-asked";
}
