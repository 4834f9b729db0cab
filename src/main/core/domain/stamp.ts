/** An instant (epoch ms) in the name of a file or folder: digits only, to the second, so that it fits every file system. */
export function stampOf(at: number): string {
  return new Date(at).toISOString().replaceAll(/\D/g, "").slice(0, 14);
}
