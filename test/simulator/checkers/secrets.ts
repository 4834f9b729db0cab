import { ledgerRows } from "../../../src/main/core/store/ledger/ledger";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/* No ledger holds a password, a key or a code that somebody chose or was given. */

const bare = (text: string) => text.replace(/[\s-]/g, "").toLowerCase();

export function checkSecrets({ report, secrets }: Simulation, at: Workstation): void {
  const known = [...secrets].map(bare);
  for (const { seq, kind, data, workstation } of ledgerRows(appOf(at).context.db)) {
    const said = bare(data);
    if (known.some((secret) => said.includes(secret)))
      report(`${at.name}: entry ${seq} of ${workstation} (${kind}) holds a secret`);
  }
}
