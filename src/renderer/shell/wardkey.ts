import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Calls, InputOf, Method, Reply, Wardkey } from "../../contract/methods";
import { fieldWords } from "../../contract/refusal-messages";
import type { AnyRefusal, BadInput, BridgeRefusal } from "../../contract/refusals";
import { useStepUp } from "./sign-in/step-up-context";

declare global {
  interface Window {
    readonly wardkey: Wardkey;
  }
}

export type ValueOf<M extends Method> = Extract<Reply<M>, { ok: true }>["value"];
export type RefusalOf<M extends Method> = Extract<
  Extract<Reply<M>, { ok: false }>["refusal"],
  AnyRefusal | BridgeRefusal
>;
/** Path of a field ("cellPhone", "proof.token") -> what is wrong with it, in words. */
export type FieldErrors = Readonly<Record<string, string>>;

/** How long to wait before asking again what the bridge has not looked at: longer each time. */
const WAITS_MS = { first: 250, longest: 4000 };

/**
 * Calls main. Components use `useRead` and `useAct` instead, which know of re-reading and of the step-up. The bridge slows
 * a page that asks too much at once; that passes by itself, and nobody has to hear of it.
 */
export async function call<M extends Method>(method: M, input: InputOf<M>): Promise<Reply<M>> {
  const calls: Calls = window.wardkey;
  for (let waitMs = WAITS_MS.first; ; waitMs = Math.min(2 * waitMs, WAITS_MS.longest)) {
    const answer = await calls[method](input);
    if (answer.ok || (answer.refusal as { code: string }).code !== "too-many-calls") return answer;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

export interface ReadOptions {
  enabled?: boolean | undefined;
  /** While another input is being read, the value of the last one stays. */
  keepLast?: boolean | undefined;
  /** Reads again after so many ms, e.g. while a text message is under way; false: only when main says so. */
  everyMs?: number | false | undefined;
}

export interface Read<M extends Method> {
  readonly value: ValueOf<M> | undefined;
  readonly refusal: RefusalOf<M> | undefined;
  /** Nothing has been answered yet. */
  readonly loading: boolean;
  /** The answer belongs to an earlier input (`keepLast`). */
  readonly stale: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

/** Reads from main, and again whenever main says that it has changed. */
export function useRead<M extends Method>(method: M, input: InputOf<M>, options: ReadOptions = {}): Read<M> {
  const { enabled = true, keepLast = false, everyMs = false } = options;
  const query = useQuery<Reply<M>>({
    queryKey: [method, input],
    queryFn: () => call(method, input),
    enabled,
    refetchInterval: everyMs,
    ...(keepLast && { placeholderData: (last: Reply<M> | undefined) => last as never }),
  });
  const answer = query.data as Reply<Method> | undefined;
  return {
    value: answer?.ok === true ? (answer.value as ValueOf<M>) : undefined,
    refusal: answer?.ok === false ? (answer.refusal as RefusalOf<M>) : undefined,
    loading: query.isPending && enabled,
    stale: query.isPlaceholderData,
    error: query.error,
    again: () => void query.refetch(),
  };
}

export interface ActOptions<M extends Method> {
  onDone?: ((value: ValueOf<M>, input: InputOf<M>) => void) | undefined;
  onRefused?: ((refusal: RefusalOf<M>, input: InputOf<M>) => void) | undefined;
}

export interface Act<M extends Method> {
  /**
   * True once done. False: refused (see `refusal`), or the person closed the step-up dialog, or it is under way already,
   * or it is what was wrong a moment ago and nothing has been typed since: two presses are one attempt.
   */
  readonly act: (input: InputOf<M>) => Promise<boolean>;
  readonly busy: boolean;
  readonly refusal: RefusalOf<M> | undefined;
  readonly fieldErrors: FieldErrors;
  readonly reset: () => void;
}

const noErrors: FieldErrors = {};

/** One act of a person. Asks for the password by itself where main wants it fresh, and then tries once more. */
export function useAct<M extends Method>(method: M, options: ActOptions<M> = {}): Act<M> {
  const askPassword = useStepUp();
  const underWay = useRef(false);
  const wrong = useRef<Wrong>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<RefusalOf<M>>();

  const attempt = async (input: InputOf<M>): Promise<boolean> => {
    let answer = (await call(method, input)) as Reply<Method>;
    if (!answer.ok && answer.refusal.code === "step-up-needed") {
      if (!(await askPassword())) return false;
      answer = (await call(method, input)) as Reply<Method>;
    }
    if (answer.ok) {
      options.onDone?.(answer.value as ValueOf<M>, input);
      return true;
    }
    if (isCounted(answer.refusal)) wrong.current = { sent: JSON.stringify(input), typed: typedSoFar() };
    setRefusal(answer.refusal as RefusalOf<M>);
    options.onRefused?.(answer.refusal as RefusalOf<M>, input);
    return false;
  };

  const act = async (input: InputOf<M>): Promise<boolean> => {
    if (underWay.current || isSamePress(wrong.current, input)) return false;
    underWay.current = true;
    setBusy(true);
    setRefusal(undefined);
    try {
      return await attempt(input);
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };

  const reset = () => {
    wrong.current = null;
    setRefusal(undefined);
  };
  return { act, busy, refusal, fieldErrors: fieldErrorsOf(refusal), reset };
}

/** What was refused as wrong, and how much had been typed by then. */
type Wrong = { readonly sent: string; readonly typed: number } | null;

const counted: ReadonlySet<string> = new Set<RefusalOf<Method>["code"]>([
  "wrong-credentials",
  "wrong-password",
  "wrong-token",
  "wrong-set-up-code",
  "wrong-backup-password",
  "wrong-key",
  "wrong-emergency-codes",
  "token-expired",
  "token-used",
  "clock-differs",
  "recovery-refused",
]);

/** Whether it cost an attempt, and would cost another one. */
function isCounted(refusal: RefusalOf<Method>): boolean {
  return counted.has(refusal.code === "proof-refused" ? refusal.because.code : refusal.code);
}

function isSamePress(wrong: Wrong, input: unknown): boolean {
  return wrong !== null && wrong.typed === typedSoFar() && wrong.sent === JSON.stringify(input);
}

function fieldErrorsOf(refusal: { readonly code: string } | undefined): FieldErrors {
  if (refusal?.code !== "bad-input") return noErrors;
  const { fields } = refusal as BadInput;
  return Object.fromEntries(Object.entries(fields).map(([path, problem]) => [path, fieldWords[problem]]));
}

/** Typing, pasting, choosing: whatever changes a field. */
let changes = 0;
document.addEventListener("input", () => changes++, { capture: true });

/** How often any field was changed so far: two presses with the same number had nothing typed between them. */
function typedSoFar(): number {
  return changes;
}
