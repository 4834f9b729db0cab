import type { CDPSession } from "@playwright/test";
import type { App } from "./app";

/** Every string that the page's memory holds after the garbage was collected, as one text. */
export async function stringsInMemory({ page }: App): Promise<string> {
  // Playwright looks at the page from a world of its own, whose last pattern remembers the text it was found in.
  await page.getByText(/\S/).count();
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    const snapshot = await takeSnapshot(session);
    const { strings } = JSON.parse(snapshot) as { strings: string[] };
    return strings.join("\n");
  } finally {
    await session.detach();
  }
}

async function takeSnapshot(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  return chunks.join("");
}
