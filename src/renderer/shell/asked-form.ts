import { useEffect, useState } from "react";
import { type DefaultValues, type FieldValues, useForm } from "react-hook-form";
import type { z } from "zod";
import { useDraft, useFormDraft } from "./drafts";
import { resolverOf } from "./form-state";
import type { FieldErrors } from "./wardkey";

const noErrors: FieldErrors = {};

/**
 * A form whose saving asks for a proof first: `asking` is what will be sent, once it fits the schema. What main finds
 * wrong with it comes back through `refuse`, and is said at its field.
 */
export function useAskedForm<Typed extends FieldValues, Schema extends z.ZodType>(options: {
  defaultValues: DefaultValues<Typed>;
  schema: Schema;
  toInput: (typed: Typed) => unknown;
  onDirty: (dirty: boolean) => void;
  /** Tells it from other forms, should it be locked away half typed. */
  name: string;
  /** Fields that no lock may keep. */
  secret?: readonly (keyof Typed & string)[];
}) {
  const { defaultValues, schema, toInput, onDirty, name, secret = [] } = options;
  const [asking, setAsking] = useDraft<z.output<Schema> | undefined>(
    secret.length === 0 ? `${name} to save` : null,
    undefined,
  );
  const [fromMain, setFromMain] = useState(noErrors);
  const form = useForm<Typed, unknown, z.output<Schema>>({ defaultValues, resolver: resolverOf(schema, toInput) });
  useFormDraft(name, form, secret);
  const { isDirty } = form.formState;
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [onDirty, isDirty]);
  return {
    form,
    isDirty,
    asking,
    fromMain,
    ask: (next: z.output<Schema>) => {
      setFromMain(noErrors);
      setAsking(next);
    },
    close: () => setAsking(undefined),
    refuse: (said: FieldErrors) => {
      setAsking(undefined);
      setFromMain(said);
    },
  };
}

/** Whether main found something wrong beside the proof: then the dialog makes way for the form. */
export function concernsForm(said: FieldErrors): boolean {
  return Object.keys(said).some((path) => path !== "" && !path.startsWith("proof"));
}
