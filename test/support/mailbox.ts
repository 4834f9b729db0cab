/** Things addressed to somebody, in order of arrival; `next` waits for one that nobody was given yet. */
export type Mailbox<Item> = {
  readonly items: readonly Item[];
  readonly put: (item: Item) => void;
  readonly next: (to: string) => Promise<Item>;
  readonly close: () => void;
};

type Waiter<Item> = { to: string; give: (item: Item) => void; fail: (error: Error) => void };

export function createMailbox<Item extends { readonly to: string }>(name: string): Mailbox<Item> {
  const items: Item[] = [];
  const unread: Item[] = [];
  const waiters: Waiter<Item>[] = [];
  return {
    items,
    put: (item) => {
      items.push(item);
      const at = waiters.findIndex((waiter) => waiter.to === item.to);
      const [waiter] = at < 0 ? [] : waiters.splice(at, 1);
      if (waiter) waiter.give(item);
      else unread.push(item);
    },
    next: (to) => {
      const at = unread.findIndex((item) => item.to === to);
      const [item] = at < 0 ? [] : unread.splice(at, 1);
      if (item) return Promise.resolve(item);
      return new Promise((give, fail) => waiters.push({ to, give, fail }));
    },
    close: () => {
      for (const { to, fail } of waiters.splice(0)) fail(new Error(`closed while waiting for a ${name} to ${to}`));
    },
  };
}
