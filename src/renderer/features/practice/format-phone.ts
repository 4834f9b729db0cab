import { parsePhoneNumberFromString } from "libphonenumber-js/mobile";

/** A phone as the region writes it: national at home, with its country code from elsewhere. */
export function formatPhone(e164: string, region: string): string {
  const number = parsePhoneNumberFromString(e164);
  if (number === undefined) return e164;
  return number.country === region ? number.formatNational() : number.formatInternational();
}
