import { zodResolver } from "@hookform/resolvers/zod";
import { type FieldValues, type FieldErrors as Found, get, type Resolver } from "react-hook-form";
import type { z } from "zod";
import { phoneAsTyped } from "../../contract/fields";
import { fieldWords } from "../../contract/refusal-messages";
import type { FieldProblem } from "../../contract/refusals";
import type { FieldErrors } from "./wardkey";

/**
 * Checks a form by the schema that main checks by, once `toInput` has made the method's input of what was typed. No schema
 * is built around what the form holds: zod keeps the last one, and with it what a lock has to take away.
 */
export function resolverOf<Typed extends FieldValues, Schema extends z.ZodType>(
  schema: Schema,
  toInput: (typed: Typed) => unknown,
): Resolver<Typed, unknown, z.output<Schema>> {
  const check = zodResolver(schema as unknown as z.ZodType<z.output<Schema>, Typed>);
  return (typed, context, options) => check(toInput(typed) as Typed, context, options);
}

/** What is wrong with one field, in words: found before it was sent, or by main. */
export function wordsAt(path: string, found: Found, fromMain: FieldErrors = {}): string | undefined {
  const problem = (get(found, path) as { message?: string } | undefined)?.message;
  return problem === undefined ? fromMain[path] : problemWords(problem);
}

/** A schema's message in words; a sentence of the schema library itself is none of ours. */
export function problemWords(message: string): string {
  return fieldWords[message as FieldProblem] ?? fieldWords.invalid;
}

/** A cell phone as typed in the practice's region -> E.164; empty -> null. What is no number stays, for the schema to refuse. */
export function phoneInput(typed: string, region: string): string | null {
  const text = typed.trim();
  return text === "" ? null : phoneAsTyped(text, region);
}
