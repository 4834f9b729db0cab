import { DELIVERY_REASONS, type DeliveryReason } from "../../../contract/vocabulary";

/** A stored reason as one that the window has words for; null where there is none. */
export function deliveryReason(stored: string | null): DeliveryReason | null {
  return DELIVERY_REASONS.find((reason) => reason === stored) ?? null;
}
