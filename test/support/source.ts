/** Reads source text just well enough to know its imports and its code without comments. */

export type Import = {
  readonly from: string;
  /** `import type` leaves nothing behind when built; everything else runs the other module. */
  readonly typeOnly: boolean;
  readonly names: readonly string[];
};

const STRINGS_AND_COMMENTS = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** The text with comments gone and strings kept. */
export function withoutComments(text: string): string {
  return text.replace(STRINGS_AND_COMMENTS, (_all, string?: string) => string ?? " ");
}

function namesOf(clause: string): string[] {
  return [...clause.matchAll(/(?:type\s+)?([\w$]+)(?:\s+as\s+[\w$]+)?/g)].flatMap((found) => found[1] ?? []);
}

/** Every import, re-export, bare import and `import()` of the text. */
export function readImports(text: string): Import[] {
  const code = withoutComments(text);
  const from = /^\s*(?:import|export)\s+(type\s+)?([\w$*{][^;"']*?)\s+from\s*["']([^"']+)["']/gm;
  const bare = /^\s*import\s*["']([^"']+)["']/gm;
  const called = /\bimport\(\s*["'`]([^"'`]+)["'`]/g;
  return [
    ...[...code.matchAll(from)].map(([, type, clause = "", target = ""]) => ({
      from: target,
      typeOnly: type !== undefined,
      names: namesOf(clause),
    })),
    ...[...code.matchAll(bare), ...code.matchAll(called)].map(([, target = ""]) => ({
      from: target,
      typeOnly: false,
      names: [],
    })),
  ];
}
