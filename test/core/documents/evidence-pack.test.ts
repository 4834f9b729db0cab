import { describe, expect, test } from "vitest";
import { evidencePackPaper } from "../../../src/main/core/documents/evidence-pack";
import { qrSvgDataUri } from "../../../src/main/core/documents/qr";
import type { EvidencePack, Sheet } from "../../../src/main/core/ports";
import { hostileNames, readPaper, strangeIn } from "../../support/papers";

const chicago: Sheet = { size: "Letter", region: "US", timeZone: "America/Chicago" };
const london: Sheet = { size: "A4", region: "GB", timeZone: "Europe/London" };
const on = (day: number, month = 10) => Date.UTC(2026, month, day, 15, 4);

const pack: EvidencePack = {
  practice: "Maple Street Family Practice",
  period: { fromAt: on(1, 8), toAt: on(24) },
  madeAt: on(24),
  madeBy: "Joan Price, practice manager",
  statedFilters: ["Account type: staff."],
  vaultId: "k4w7n2qd5xjzt6bmrs3cfhvyga",
  workstation: "w3hfr8k2mznq6t5xd7cbyj4pva",
  ledger: {
    entries: 12_408,
    headHash: "9f2b4c1de07a58836bb1f0c29e4d7a5513c8e6f00a9b7d2241f6ce83d05b97aa",
    words: "zoo ability able about above absent absorb abstract absurd abuse access accident".split(" "),
    code: "wardkey:head:1:w3hfr8k2mznq6t5xd7cbyj4pva:12408:9f2b",
  },
  now: { coverage: { app: 34, text: 4, none: 4 }, managers: { all: 3, protected: 2 }, overdue: 17, exempt: 19 },
  coverageOverTime: [
    { at: on(1, 8), app: 8, text: 9, none: 25 },
    { at: on(24), app: 34, text: 4, none: 4 },
  ],
  byAccountType: [{ label: "Provider", app: 11, text: 1, none: 0 }],
  byRole: [{ label: "Member", app: 28, text: 3, none: 4 }],
  policy: ["Everyone must use an app or text messages.", "Practice managers must use an app."],
  rememberDays: 0,
  policyChanges: [{ at: on(3), what: "A rule was added.", by: "Joan Price", reason: "Asked for by the insurer." }],
  exemptions: [
    { person: "Ravi Patel", untilAt: on(9, 11), reason: "On leave.", grantedBy: "Dr. Ada O'Neill", grantedAt: on(5) },
  ],
  resets: [{ at: on(6), person: "Wei Zhang", cause: "Lost phone", proof: "Called back", by: "Tomás García-López" }],
  lockouts: {
    byCause: [
      { cause: "Wrong password", count: 1100 },
      { cause: "Wrong recovery code", count: 11 },
    ],
    byMonth: [
      { month: on(1, 9), count: 1000 },
      { month: on(1), count: 111 },
    ],
  },
  codesClaimed: [{ at: on(7), person: "Noor Haddad", purpose: "A new phone", where: "Reception 2" }],
};
const bare: EvidencePack = {
  ...pack,
  ...{ statedFilters: [], coverageOverTime: [], byAccountType: [], byRole: [], policy: [], policyChanges: [] },
  ...{ exemptions: [], resets: [], lockouts: { byCause: [], byMonth: [] }, codesClaimed: [] },
  now: { coverage: { app: 0, text: 0, none: 0 }, managers: { all: 0, protected: 0 }, overdue: 0, exempt: 0 },
};

describe("the evidence pack", () => {
  const paper = evidencePackPaper(pack, london);
  const text = readPaper(paper);

  test("says on its cover whose it is, for when, made when and by whom, what it covers, and from which vault", () => {
    expect(text).toContain("Maple Street Family Practice 1 September 2026 to 24 November 2026");
    expect(text).toMatch(
      /Made Tuesday,? 24 November 2026, 15:04 GMT By Joan Price, practice manager Covers Account type: staff\./,
    );
    expect(text).toContain(`Vault ID ${pack.vaultId} Workstation ID ${pack.workstation}`);
    expect(paper.title).toBe("Evidence pack of Maple Street Family Practice, 24 Nov 2026");
    expect(paper.numbered).toBe(true);
  });

  test("is sealed with the audit log's hash, whole, and says what the hash proves and how to check it", () => {
    expect(text.replaceAll(" ", "")).toContain(pack.ledger.headHash);
    expect(text).toContain("12,408 entries, up to the making of this pack");
    expect(text).toContain("This is the hash of entry 12,408, the newest");
    expect(text).toContain("changed, left out or put in later, entry 12,408 would come to a different hash");
  });

  test("has the four figures, the shares rounded so that none looks better than it is", () => {
    expect(text).toContain("90.4% of all people (38 of 42) are protected by two-factor authentication");
    expect(text).toContain(
      "2 of 3 practice managers are protected 17 overdue: required, and past the deadline 19 exempt",
    );
    expect(text).toContain("Authenticator app 34 80.9% Text message 4 9.5% No second factor 4 9.6% All 42 100%");
    expect(text).toContain("Practice managers protected 2 of 3 Overdue 17 Exempt 19");
  });

  test("has coverage by account type, by role and over time, drawn and in figures", () => {
    expect(text).toContain("Provider 11 1 0 12 100%");
    expect(text).toContain("Member 28 3 4 35 88.5%");
    expect(text).toContain("1 Sept 2026 8 9 25 42 40.4% 24 Nov 2026 34 4 4 42 90.4%");
    expect(paper.html.match(/<svg/g)).toHaveLength(3);
  });

  test("has the rules in words, that the strictest decides, and whether workstations are remembered", () => {
    expect(text).toContain("Everyone must use an app or text messages. Practice managers must use an app. Where more");
    expect(text).toContain("No workstation is remembered: a token is asked for at every sign-in.");
    expect(readPaper(evidencePackPaper({ ...pack, rememberDays: 30 }, london))).toContain("for up to 30 days after");
  });

  test("has every record with its time and names", () => {
    expect(text).toContain("3 Nov 2026, 15:04 A rule was added. Joan Price Asked for by the insurer.");
    expect(text).toContain("Ravi Patel 9 Dec 2026 On leave. Dr. Ada O'Neill 5 Nov 2026");
    expect(text).toContain("6 Nov 2026, 15:04 Wei Zhang Lost phone Called back Tomás García-López");
    expect(text).toContain("7 Nov 2026, 15:04 Noor Haddad A new phone Reception 2");
  });

  test("counts lockouts by cause and by month, with their sums", () => {
    expect(text).toContain("Wrong password 1,100 Wrong recovery code 11 All 1,111");
    expect(text).toContain("October 2026 1,000 November 2026 111 All 1,111");
  });

  test("ends with a line to sign", () => {
    expect(text).toMatch(/To the best of my knowledge it is complete and true\. Name Position Signature Date $/);
  });

  test("lists on its cover the sections that it has, in their order", () => {
    const listed = Array.from(
      /<ol class="contents">(.*?)<\/ol>/.exec(paper.html)?.[1]?.matchAll(/<li>(.*?)<\/li>/g) ?? [],
    );
    const headings = Array.from(paper.html.matchAll(/<section><h2>(.*?)<\/h2>/g), ([, heading]) => heading);
    expect(listed).toHaveLength(10);
    expect(listed.map(([, name], index) => `${index + 1}. ${name}`)).toEqual(headings);
  });

  test("writes times as the practice's region and zone do", () => {
    expect(readPaper(evidencePackPaper(pack, chicago))).toContain("Nov 6, 2026, 9:04 AM Wei Zhang");
  });
});

describe("an evidence pack of almost nothing", () => {
  const text = readPaper(evidencePackPaper(bare, london));

  test.each([
    "Every active person of the practice; nothing was left out.",
    "No active account fits what this pack covers.",
    "Nothing was recorded in this period from which coverage over time could be drawn.",
    "Nobody is required to use two-factor authentication.",
    "The 2FA policy was not changed in this period.",
    "No exemptions in this period.",
    "Nobody's two-factor authentication was reset in this period.",
    "Nobody was locked out in this period.",
    "No setup code was claimed in this period.",
  ])("says so in words: %s", (sentence) => {
    expect(text).toContain(sentence);
  });

  test("has no figure that is none", () => {
    expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(text).toContain("– of all people (0 of 0)");
  });
});

test("a year of days is drawn whole; the table has some of them, and says which", () => {
  const coverageOverTime = Array.from({ length: 365 }, (_, day) => ({
    at: on(24) - (364 - day) * 864e5,
    app: day,
    text: 0,
    none: 400,
  }));
  const { html } = evidencePackPaper({ ...pack, coverageOverTime }, london);
  const text = readPaper({ html });
  expect(text).toContain("The chart draws every day on record; the table has one in 12, counted back from the last.");
  expect(text).toContain("24 Nov 2026 364 0 400 764 47.6%");
  expect(html.match(/<tr><td>\d+ \w+ 202\d<\/td><td class="end">/g)?.length).toBe(31);
});

test("has its seal in twelve words and as a QR code too, for whoever checks it in Wardkey", () => {
  const paper = evidencePackPaper(pack, london);
  expect(readPaper(paper)).toContain(
    "zoo ability able about above absent absorb abstract absurd abuse access accident",
  );
  expect(paper.html).toContain(qrSvgDataUri(pack.ledger.code));
});

test.each(hostileNames)("with %s for every text nothing is there that is not ours", (_, name) => {
  const groups = [{ label: name, app: 1, text: 1, none: 1 }];
  const hostile: EvidencePack = {
    ...pack,
    ...{ practice: name, madeBy: name, statedFilters: [name], vaultId: name, workstation: name },
    ledger: { entries: 1, headHash: name, words: [name], code: name },
    ...{ byAccountType: groups, byRole: groups, policy: [name] },
    policyChanges: [{ at: on(3), what: name, by: name, reason: name }],
    exemptions: [{ person: name, untilAt: on(9), reason: name, grantedBy: name, grantedAt: on(5) }],
    resets: [{ at: on(6), person: name, cause: name, proof: name, by: name }],
    lockouts: { byCause: [{ cause: name, count: 1 }], byMonth: [] },
    codesClaimed: [{ at: on(7), person: name, purpose: name, where: name }],
  };
  const paper = evidencePackPaper(hostile, chicago);
  expect(readPaper(paper).split(name.trim()).length).toBeGreaterThanOrEqual(22);
  expect(strangeIn(paper.html)).toEqual([]);
});
