import { type Parties, reasonGiven } from "../audit/entry-vocabulary";

type Named = { readonly name: string };

/** What the audit log says of the practice's workstations. */
export const workstationSentences = {
  exchanged: () => "Entries from elsewhere were taken in.",
  "workstation-added": ({ who }: Parties, { name, from }: Named & { readonly from: object | null }) =>
    from === null
      ? `${who} added the workstation ${name}.`
      : `This computer had no record of the vault, which goes on as a new workstation: ${name}.`,
  "workstation-removed": ({ who }: Parties, { name, reason }: Named & { readonly reason: string }) =>
    `${who} removed the workstation ${name}.${reasonGiven(reason)}`,
} as const;
