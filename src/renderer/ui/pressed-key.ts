/** What a keyboard event tells of the key, in the page and in React alike. */
type Pressed = { readonly key: string; readonly code: string; readonly shiftKey: boolean };

/**
 * The key as an American keyboard names it, where another one has no such letter or digit there: "1" for the "&" of a
 * French one, "k" for the "л" of a Russian one. What is a Latin letter or a digit stays what it is, wherever it lies.
 */
export function pressedKey({ key, code, shiftKey }: Pressed): string {
  if (key.length !== 1 || /^[a-z0-9]$/i.test(key)) return key;
  const digit = shiftKey ? undefined : /^Digit(\d)$/.exec(code)?.[1];
  const foreign = /[^\u0020-\u007e]/.test(key);
  const letter = foreign ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined;
  return digit ?? letter ?? (foreign && code === "Comma" ? "," : key);
}
