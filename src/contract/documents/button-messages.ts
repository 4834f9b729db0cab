/** The buttons beside something that is shown once and kept on paper. */
export const paperButtonWords = {
  print: "Print",
  save: "Save as PDF",
  printed: "Sent to the printer.",
  saved: (name: string) => `Saved as ${name}.`,
} as const;
