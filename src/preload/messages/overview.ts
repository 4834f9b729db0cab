/** The overview: how the practice stands, and what needs a manager. */

/** Days on the chart from which a rule holds. */
export const markerWords = { required: (label: string) => `Required: ${label}` } as const;
