import { type RefObject, useEffect, useRef, useState } from "react";
import type { InputOf } from "../../../contract/methods";
import type { AnyRefusal, BridgeRefusal } from "../../../contract/refusals";
import type { Vouching } from "../../../contract/support/views";
import type { IdentityKind } from "../../../contract/vocabulary";
import { useDraft } from "../../shell/drafts";
import { firstUnfilled } from "../../ui/go-on";
import type { AboutToHelp } from "./help-draft";

export type Identity = InputOf<"unlockAccount">["identity"];

interface Typed {
  readonly kind: IdentityKind | null;
  readonly reference: string;
  /** `of`: the act that it holds for. */
  readonly vouched: { readonly of: string; readonly vouching: Vouching } | null;
}

export interface Identifying {
  readonly about: AboutToHelp | undefined;
  readonly typed: Typed;
  readonly type: (next: Partial<Typed>) => void;
  /** What holds for exactly what is about to be done. */
  readonly vouching: Vouching | null;
  readonly vouched: (vouching: Vouching) => void;
  /** It was to be sent while this was missing. */
  readonly lacks: boolean;
  /** Where its fields lie. */
  readonly place: RefObject<HTMLDivElement | null>;
  /** How it was made sure who asks; where that is still open, it says so and takes the focus there. */
  readonly take: () => Identity | undefined;
}

const nothing: Typed = { kind: null, reference: "", vouched: null };

/** How it was made sure who asks; `refusal`: of the act that it went with. */
export function useIdentity(
  about: AboutToHelp | undefined,
  refusal: AnyRefusal | BridgeRefusal | undefined,
): Identifying {
  const [typed, setTyped] = useDraft("who asks", nothing);
  const [lacks, setLacks] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const of = JSON.stringify(about ?? null);
  const vouching = typed.vouched !== null && typed.vouched.of === of ? typed.vouched.vouching : null;
  const type = (next: Partial<Typed>) => setTyped((last) => ({ ...last, ...next }));
  const isOver = refusal?.code === "identity-refused" && typed.kind === "voucher";
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    if (isOver) type({ vouched: null });
  }, [refusal]);
  useEffect(() => {
    // The colleague's fields are gone: the focus goes on to the helper's own.
    const form = vouching === null ? null : place.current?.closest("form");
    if (form) firstUnfilled(form)?.focus();
  }, [vouching]);
  const take = () => {
    const identity = identityOf(typed, vouching);
    setLacks(identity === undefined);
    if (identity === undefined && place.current !== null) firstUnfilled(place.current)?.focus();
    return identity;
  };
  const vouched = (given: Vouching) => type({ vouched: { of, vouching: given } });
  return { about, typed, type, vouching, vouched, lacks, place, take };
}

function identityOf({ kind, reference }: Typed, vouching: Vouching | null): Identity | undefined {
  switch (kind) {
    case "call-back":
      return { kind };
    case "photo-id":
      return reference.trim() === "" ? undefined : { kind, reference };
    case "voucher":
      return vouching === null ? undefined : { kind, vouching: vouching.id };
    default:
      return undefined;
  }
}
