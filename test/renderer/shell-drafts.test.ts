import { describe, expect, it } from "vitest";
import { createDrafts, draftsText, putBack } from "../../src/renderer/shell/drafts";

/* What of the page main keeps while the window is locked (SIGNIN-11). */

/** A page with a list that is filtered and a form that is half typed. */
function aPage() {
  const drafts = createDrafts();
  drafts.kept.set("people", { search: "quill" });
  drafts.open.set("new person", () => ({ name: "Rosalind" }));
  drafts.open.set("reason", () => undefined);
  return drafts;
}

/** What waits to be drawn after an unlock. */
function takenBack(text: string | null) {
  const drafts = createDrafts();
  if (text !== null) putBack(drafts, text);
  return Object.fromEntries(drafts.kept);
}

describe("what is half typed", () => {
  it("is there again with what outlives its screen, and what is as it began is not", () => {
    expect(takenBack(draftsText(aPage()))).toEqual({ people: { search: "quill" }, "new person": { name: "Rosalind" } });
  });

  it("is half typed no longer where it was done meanwhile", () => {
    const drafts = aPage();
    drafts.done.add({});
    expect(takenBack(draftsText(drafts))).toEqual({ people: { search: "quill" } });
  });

  it("stays behind where it is too long to be kept, and the rest does not", () => {
    const drafts = aPage();
    drafts.open.set("a very long note", () => "x".repeat(1_000_000));
    expect(takenBack(draftsText(drafts))).toEqual({ people: { search: "quill" }, "new person": { name: "Rosalind" } });
  });

  it("is nothing where nothing was typed", () => {
    expect(draftsText(createDrafts())).toBeNull();
  });
});
