/** Reads source text just well enough to know its comments and the names of its tests. */

/** A block, lines of `//` that follow each other, or what stands after code. */
const COMMENTS = /(?:^|[\s{])\/\*+([\s\S]*?)\*\/|^[^\S\n]*(\/\/.*(?:\n[^\S\n]*\/\/.*)*)|[^\S\n]\/\/ (.*)$/gm;

/** The comments of a text, each as one line of words; lines of `//` that follow each other are one comment. */
export function readComments(text: string): string[] {
  return [...text.matchAll(COMMENTS)].map(([, block, lines, after]) => {
    const words = (block ?? lines ?? after ?? "").replace(/^[^\S\n]*(?:\/\/|\*)/gm, "");
    return words.replace(/\s+/g, " ").trim();
  });
}

/** The names of the tests and groups of a text. */
export function readTestNames(text: string): string[] {
  const named = /\(\s*"((?:[^"\\]|\\.)*)",\s*(?:\{[^}]*\},\s*)?(?:async )?\(/g;
  return [...text.matchAll(named)].map(([, name = ""]) => name);
}
