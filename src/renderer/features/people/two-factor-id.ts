/** "123 456 789": nine digits, as they are read out. */
export function formatTwoFactorId(id: string): string {
  return id.replace(/(.{3})(?=.)/g, "$1 ");
}
