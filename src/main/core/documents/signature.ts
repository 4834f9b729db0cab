import { evidenceWords } from "../../../contract/documents/evidence-messages";
import { type Html, html } from "./markup";

/** A sentence, and the lines on which somebody stands for it. */
export function signature(text: string): Html {
  const { name, position, date, signature: hand } = evidenceWords.sign;
  return html`<div class="keep"><p>${text}</p>
<div class="sign"><div>${name}</div><div>${position}</div><div>${hand}</div><div>${date}</div></div></div>`;
}
