/// <reference lib="dom" />

/*
 * What neither the content security policy nor a permission holds back. The page is of no origin (main/desktop/protocol.ts), so
 * that no frame can hand it another world in which these are still there.
 */

/** Peer connections send packets past every policy; `execCommand` reads and writes the clipboard. */
export const withoutWaysOut = `
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "EyeDropper", "print"]) delete globalThis[name];
  delete Document.prototype.execCommand;
`;

/**
 * Cut, copy and paste by the person's own keys and menu do what they always do, and the page has no say in it: it
 * neither puts something else on the clipboard, nor reads what was not pasted into a field. Nothing is dragged out, and
 * no file is dropped in.
 */
export function keepGesturesPlain(): void {
  const first = { capture: true };
  for (const name of ["copy", "cut"]) addEventListener(name, (event) => event.stopImmediatePropagation(), first);
  addEventListener("paste", (event) => !isField(event.composedPath()[0]) && event.stopImmediatePropagation(), first);
  for (const name of ["dragstart", "dragenter", "dragover", "drop"]) {
    addEventListener(
      name,
      (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      first,
    );
  }
}

function isField(target: EventTarget | undefined): boolean {
  return target instanceof Element && target.matches("input, textarea");
}
