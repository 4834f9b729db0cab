import { type ReactNode, useState } from "react";
import { identityWords as words } from "../../../contract/support/messages";
import { TextField } from "../../ui/text-field";

export interface PhotoId {
  readonly field: ReactNode;
  /** Whether it was said what was looked at, where that is needed; else the field says that it is missing. */
  readonly isSaid: () => boolean;
  /** As it is sent. */
  readonly given: { readonly identity?: { readonly kind: "photo-id"; readonly reference: string } };
}

/** The photo ID that a manager looked at, where no other way of making sure will do. */
export function usePhotoId(isNeeded: boolean): PhotoId {
  const [reference, setReference] = useState("");
  const [missing, setMissing] = useState(false);
  const isEmpty = reference.trim() === "";
  return {
    field: isNeeded && (
      <TextField
        label={words.photoIdSeen}
        hint={words.referenceHint}
        autoComplete="off"
        value={reference}
        onChange={(event) => setReference(event.target.value)}
        error={missing && isEmpty ? words.referenceMissing : undefined}
      />
    ),
    isSaid: () => {
      setMissing(isNeeded && isEmpty);
      return !isNeeded || !isEmpty;
    },
    given: isNeeded ? { identity: { kind: "photo-id", reference } } : {},
  };
}
