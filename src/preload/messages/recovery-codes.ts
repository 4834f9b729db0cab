/** The ten recovery codes as text for the clipboard. */
export function recoveryCodesText(sheet: { practice: string; name: string; codes: readonly string[] }): string {
  const { practice, name, codes } = sheet;
  const lead = `Recovery codes of ${name} for ${practice}. Each one signs you in once.`;
  return `${lead}\n\n${codes.join("\n")}\n`;
}
