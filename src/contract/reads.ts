/** Reads that change together: what `touches` of a method names. */

/** What the caller sees of their own account. */
export const ownReads = ["getAppState", "getMyProfile", "getMySecurity"] as const;
/** What shows accounts, one by one or counted. */
export const peopleReads = [
  "listPeople",
  "listHeldAccounts",
  "countFound",
  "countPeople",
  "getPerson",
  "listPersonEntries",
  "findSharedPhones",
  "getPolicy",
  "previewPolicy",
  "listPreviewed",
  "listExemptions",
  "getReport",
  "getSupportQueue",
  "getSupportCase",
] as const;
/** What every entry may change. */
export const auditReads = ["listEntries", "getLedgerState", "getFullCheck", "getOverview", "listConflicts"] as const;
export const approvalReads = ["getApproval", "listApprovals", "getAppState"] as const;
/** After a change of one's own security. */
export const ownChange = [...ownReads, ...peopleReads, ...auditReads] as const;
/** After an act on somebody else's account. */
export const actOnAccount = [...peopleReads, ...auditReads, ...approvalReads] as const;
/** What entries from elsewhere may change: all but what somebody is in the middle of. */
export const takenInReads = [
  ...ownReads,
  ...peopleReads,
  ...auditReads,
  ...approvalReads,
  "getSettings",
  "getEmergencyCodes",
  "listEmergencyAccesses",
  "listMyNotices",
  "listImports",
] as const;
