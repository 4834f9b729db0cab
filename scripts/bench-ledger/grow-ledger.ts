import { recordEvent, type VaultContext } from "../../src/main/core/context";
import { countEntries } from "../../src/main/core/store/ledger/ledger";
import { immediately } from "../../src/main/core/store/open";
import { addAccount, type StoppedClock } from "../../test/support/context";

/** Each index is written to all over: few large commits write each of its pages once for many entries. */
const AT_ONCE = 100_000;

/** Sign-ins by password alone, of a thousand people, until the ledger has so many entries. */
export function growLedger(context: VaultContext, clock: StoppedClock, entries: number): void {
  const people = immediately(context.db, () =>
    Array.from({ length: 1000 }, (_, index) =>
      addAccount(context, { name: `Person ${index}`, email: `person${index}@northside.example` }),
    ),
  );
  const data = { factors: [{ factor: "password" }], setupOnly: false } as const;
  const missing = entries - countEntries(context.db);
  for (let done = 0; done < missing; done += AT_ONCE) {
    immediately(context.db, () => {
      for (let index = done; index < Math.min(done + AT_ONCE, missing); index++) {
        const { id } = people[index % people.length] as (typeof people)[number];
        clock.advance(1000);
        recordEvent(context, id, { kind: "signed-in", subject: id, data });
      }
    });
  }
}
