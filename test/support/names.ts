import { withoutComments } from "./source";

/**
 * Words that names are not made of any more: each stood for something that the field, or the dictionary (WORD-1), has a
 * word for. One of two words is written as in `moveIn`.
 */
const RETIRED: ReadonlySet<string> = new Set([
  ...["album", "answers", "beside", "breakGlass", "claimant", "claimants", "coming", "deed", "deeds", "dice"],
  ...["door", "doors", "enrol", "enrolment", "envelope", "envelopes", "founded", "founding", "gate", "gates"],
  ...["hindrance", "hindrances", "house", "licence", "moveIn", "office", "offices", "refounded", "refounding"],
  ...["rehearsal", "rehearsals", "rehearse", "rehearsed", "requirement", "requirements", "setUpCode", "setUpOnly"],
  ...["setUpScreen", "setUpSlip", "setUpStep", "situation", "situations", "stance", "stances", "standing", "standings"],
  ...["tell", "telling", "tells", "told", "unhurried", "world", "worlds"],
]);

/** Files that name what they do not choose the name of. */
type Kept = { readonly why: string; readonly names: readonly string[]; readonly files: readonly string[] };

const KEPT: readonly Kept[] = [
  {
    why: "what entries of the first version call things",
    names: ["enrolment", "envelope", "founding", "refounding", "setUpOnly"],
    files: ["src/main/core/store/ledger/lift.ts"],
  },
  {
    why: "what entries of the first version call things",
    names: ["envelope", "refounding", "setUpOnly"],
    files: ["test/core/store/ledger/lift.test.ts"],
  },
  {
    why: "acts by the names of earlier versions",
    names: [
      ...["changeRequirement", "issueSetUpCode", "makeEnrolmentSheets"],
      ...["makeEnvelopeHalf", "reviewBreakGlass", "voidEnvelope"],
    ],
    files: ["src/main/core/store/ledger/lift.ts"],
  },
  {
    why: "what entries of the first version call things",
    names: ["envelope", "refounding", "setUpOnly"],
    files: ["test/core/store/ledger/lift.test.ts"],
  },
  { why: "Electron's own name", names: ["exposeInMainWorld"], files: ["src/preload/index.ts"] },
];

/** The envelope that holds a vault's wrapped key is called so in the field. */
const keyEnvelope = /key[-_]?envelope/gi;

/** Strings, and patterns where one can begin. What a template holds between `${` and `}` is code. */
const TEXTS =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<=[(,=:[!&|?{;]\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\//g;

function withoutTexts(code: string): string {
  return code.replace(TEXTS, (text) => {
    if (!text.startsWith("`")) return " ";
    return [...text.matchAll(/(?<!\\)\$\{((?:[^{}]|\{[^{}]*\})*)\}/g)]
      .map(([, inner = ""]) => ` ${withoutTexts(inner)} `)
      .join("");
  });
}

/** The words of a name, in small letters: "printHalf", "print-half" and "PRINT_HALF" are two. */
function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
}

function isRetired(name: string): boolean {
  const words = wordsOf(name.replace(keyEnvelope, "key"));
  const joined = (from: number, to: number) =>
    words
      .slice(from, to)
      .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
      .join("");
  return words.some((_, at) => [1, 2, 3].some((length) => RETIRED.has(joined(at, at + length))));
}

/** The names in a source's code, strings and comments left out. */
function readNames(text: string): ReadonlySet<string> {
  return new Set(withoutTexts(withoutComments(text)).match(/[A-Za-z_$][\w$]*/g) ?? []);
}

/** The retired names of a source and of its file; `path` is that of the project. */
export function findRetiredNames(path: string, text: string): string[] {
  const kept = KEPT.filter(({ files }) => files.includes(path)).flatMap(({ names }) => names);
  const names = [...readNames(text)].filter((name) => isRetired(name) && !kept.includes(name));
  const parts = path
    .replace(/\.\w+$/, "")
    .split("/")
    .filter(isRetired);
  return [...names.map((name) => `${path} names ${name}`), ...parts.map((part) => `${path} is named ${part}`)];
}

/** What is listed as kept, and is not there. */
export function findUnneeded(sources: readonly { readonly path: string; readonly text: string }[]): string[] {
  return KEPT.flatMap(({ names, files }) =>
    files.flatMap((path) => {
      const found = readNames(sources.find((source) => source.path === path)?.text ?? "");
      return names.filter((name) => !found.has(name)).map((name) => `${path} does not name ${name}`);
    }),
  );
}
