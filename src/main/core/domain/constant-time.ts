import { timingSafeEqual } from "node:crypto";

/** Whether two texts are the same, in a time that does not tell where they differ (only their lengths may show). */
export function sameText(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [bytesA, bytesB] = [encoder.encode(a), encoder.encode(b)];
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB);
}
