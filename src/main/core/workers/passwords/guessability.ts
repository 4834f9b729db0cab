import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: english.translations,
});

/** zxcvbn's score, 0 (guessed at once) to 4, for a password of whoever is described by `about`. */
export function scorePassword(password: string, about: readonly string[]): 0 | 1 | 2 | 3 | 4 {
  return zxcvbn.check(password, [...about]).score;
}
