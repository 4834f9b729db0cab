/** Cities of today whose zones are still listed under an old name. */
export const renamed: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Asmara",
  "America/Coral_Harbour": "Atikokan",
  "America/Godthab": "Nuuk",
  "Asia/Calcutta": "Kolkata",
  "Asia/Katmandu": "Kathmandu",
  "Asia/Rangoon": "Yangon",
  "Asia/Saigon": "Ho Chi Minh City",
  "Atlantic/Faeroe": "Faroe",
  "Europe/Kiev": "Kyiv",
  "Pacific/Enderbury": "Kanton",
  "Pacific/Ponape": "Pohnpei",
  "Pacific/Truk": "Chuuk",
};

/** What a zone is called in the United States and Canada, and large cities that go by it. */
export const alsoCalled: Readonly<Record<string, string>> = {
  "America/New_York":
    "Eastern Time EST EDT Atlanta Baltimore Boston Charlotte Cincinnati Cleveland Columbus Jacksonville Miami Newark Orlando Philadelphia Pittsburgh Raleigh Richmond Tampa Washington DC",
  "America/Chicago":
    "Central Time CST CDT Austin Dallas Des Moines Fort Worth Houston Kansas City Memphis Milwaukee Minneapolis Nashville New Orleans Oklahoma City Omaha San Antonio St. Louis",
  "America/Denver": "Mountain Time MST MDT Albuquerque Cheyenne Colorado Springs El Paso Salt Lake City",
  "America/Phoenix": "Mountain Time MST Arizona Tucson",
  "America/Los_Angeles":
    "Pacific Time PST PDT Fresno Las Vegas Long Beach Oakland Portland Sacramento San Diego San Francisco San Jose Seattle Spokane Tacoma",
  "America/Anchorage": "Alaska Time AKST AKDT Fairbanks",
  "Pacific/Honolulu": "Hawaii Time HST Hilo",
  "America/Halifax": "Atlantic Time AST ADT",
  "America/Puerto_Rico": "Atlantic Time AST San Juan",
  "America/St_Johns": "Newfoundland Time NST NDT",
  "America/Toronto": "Eastern Time Ottawa Quebec",
  "America/Winnipeg": "Central Time Manitoba",
  "America/Edmonton": "Mountain Time Calgary",
  "America/Vancouver": "Pacific Time Victoria",
};

const AREAS = [
  "",
  "America/",
  "US/",
  "Canada/",
  "Europe/",
  "Asia/",
  "Africa/",
  "Australia/",
  "Pacific/",
  "Atlantic/",
  "Indian/",
];

/**
 * The zone that a name means which is in no list any more ("US/Central", "Asia/Kolkata", "Montreal"), as this runtime calls
 * it. Undefined for what it does not know.
 */
export function zoneNamed(typed: string): string | undefined {
  const name = typed.trim().replaceAll(" ", "_");
  if (!/^[A-Za-z][\w+/-]{2,}$/.test(name)) return undefined;
  for (const area of AREAS) {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: area + name }).resolvedOptions().timeZone;
    } catch {
      // Not in this part of the world.
    }
  }
  return undefined;
}
