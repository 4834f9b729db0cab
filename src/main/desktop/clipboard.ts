import { clipboard } from "electron";

const CLIPBOARD_MS = 30_000;

export type OwnClipboard = {
  /** Puts a text there and takes it off after 30 s. */
  readonly copy: (text: string) => Promise<void>;
  /** Takes off what was put there, and nothing else. */
  readonly empty: () => Promise<void>;
  /** Whether something of ours may still lie there. */
  readonly holds: () => boolean;
};

/** The clipboard as Wardkey uses it: what was put there lies there for a while at most (PAGE-5). */
export function ownClipboard(): OwnClipboard {
  let own: { readonly text: string; readonly timer: NodeJS.Timeout } | null = null;
  const empty = async () => {
    if (own === null) return;
    const { text, timer } = own;
    own = null;
    clearTimeout(timer);
    if ((await clipboard.readText()) === text) await clipboard.clear();
  };
  return {
    copy: async (text) => {
      if (own !== null) clearTimeout(own.timer);
      await clipboard.writeText(text);
      own = { text, timer: setTimeout(() => void empty(), CLIPBOARD_MS) };
    },
    empty,
    holds: () => own !== null,
  };
}
