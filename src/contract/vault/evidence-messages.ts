/** Keep as evidence: what is there, before anything is put right. */

export const evidenceWords = {
  open: "Keep as evidence",
  title: "Keep the vault as evidence?",
  effect:
    "Wardkey copies the vault’s file as it is now, its key envelope, the audit log’s seals and a report of what was found into a folder that you choose. Without the key nobody can read the copy; the report names people.",
  confirm: "Choose a folder",
  done: (name: string) => `Kept in the folder ${name}.`,
} as const;
