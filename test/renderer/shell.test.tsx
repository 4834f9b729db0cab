import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { EntryView } from "../../src/contract/audit/views";
import type { Security } from "../../src/contract/enrollment/views";
import { ok, refuse } from "../../src/contract/result";
import type { AppState } from "../../src/contract/session/views";
import type { Role } from "../../src/contract/vocabulary";
import { sessionScreens } from "../../src/renderer/app";
import { SessionScreen } from "../../src/renderer/shell/session-screen";
import { queueOf } from "../support/cases";
import { type FakeReplies, testAppState, testNow, testSession } from "../support/fake-wardkey";
import { nothingRequired } from "../support/people";
import { renderFace } from "../support/render-face";
import { overviewOf } from "../support/reports";

const security: Security = {
  email: "joan@lakeside.example",
  cellPhone: null,
  confirmedPhone: null,
  twoFactor: "none",
  twoFactorSince: null,
  hasGateway: false,
  phoneToVerify: false,
  textTokenMinutes: 10,
  digits: 7,
  authenticator: null,
  recoveryCodes: { left: 0, total: 0, stored: false, list: [] },
  backupPassword: { setAt: null, skipped: true },
  numberWaits: false,
  mayKeepKey: false,
  startedBy: null,
  setupCodeNeeded: false,
  pendingToken: null,
  sealedSheet: false,
  workstation: null,
  policy: nothingRequired,
};

const profile = {
  name: "Joan Field",
  email: "joan@lakeside.example",
  cellPhone: null,
  accountType: "staff",
  role: "manager",
  twoFactorId: "123456789",
} as const;

const quiet: FakeReplies = {
  listMyNotices: ok([]),
  getOverview: ok(overviewOf()),
  getMyProfile: ok(profile),
  getMySecurity: ok(security),
  listPeople: ok([]),
  countPeople: ok({
    all: 0,
    locked: 0,
    "sms-only": 0,
    late: 0,
    overdue: 0,
    "days-left": 0,
    exempt: 0,
    "not-set-up": 0,
    app: 0,
    deactivated: 0,
  }),
  listEntries: ok({ entries: [], total: 0, next: null }),
  getLedgerState: ok({ is: "verified", entries: 0, newer: 0, at: testNow, headHash: "00" }),
  getSettings: refuse({ code: "not-allowed" }),
  getSupportQueue: ok(queueOf()),
  getEmergencyCodes: ok(null),
  listEmergencyAccesses: ok([]),
};

function at(role: Role, more: Partial<AppState> = {}, replies: FakeReplies = {}, path = "/") {
  return renderFace(
    <SessionScreen screens={sessionScreens} />,
    testAppState(role, more),
    { ...quiet, ...replies },
    path,
  );
}

function emergency(more: Partial<AppState> = {}): AppState {
  const session = testSession("manager", { emergencyUntil: testNow + 4 * 3_600_000, twoFactor: "app" });
  return testAppState("emergency-access", { session, ...more });
}

async function navigation() {
  const nav = await screen.findByRole("navigation", { name: "Main" });
  return within(nav)
    .queryAllByRole("link")
    .map((link) => link.textContent?.trim());
}

function entry(arrival: number): EntryView {
  const who = { id: "b".repeat(26), name: "Marcus Webb" };
  const sentence = `Marcus Webb did thing ${arrival}.`;
  return {
    arrival,
    seq: arrival,
    at: testNow,
    kind: "x",
    actor: who,
    subject: null,
    sentence,
    changes: [],
    hash: "00",
  };
}

describe("the navigation", () => {
  it.each<[Role, string[]]>([
    ["manager", ["Overview", "People", "Support desk", "2FA policy", "Audit log", "Reports", "Settings"]],
    ["auditor", ["Overview", "People", "2FA policy", "Audit log", "Reports"]],
    ["support", ["People", "Support desk"]],
    ["member", []],
  ])("shows what may be seen: %s", async (role, labels) => {
    at(role);
    expect(await navigation()).toEqual(labels);
  });

  it("has nothing in emergency access that it may not call", async () => {
    const { user } = renderFace(<SessionScreen screens={sessionScreens} />, emergency(), quiet, "/audit-log");
    expect(await navigation()).toEqual(["Overview", "People", "Support desk", "2FA policy", "Reports"]);
    expect(window.location.hash).toBe("#/overview");
    expect(screen.queryByRole("region", { name: "Last entries" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Account" }));
    await screen.findByRole("menuitem", { name: "Sign out" });
    expect(screen.queryByRole("menuitem", { name: "Staff Settings" })).toBeNull();
    expect(screen.queryByRole("menuitem", { name: "Change password" })).toBeNull();
  });

  it("starts a member on their own account", async () => {
    at("member");
    await navigation();
    expect(window.location.hash).toBe("#/account");
  });

  it("leads home from an address that the role has no screen for", async () => {
    at("support", {}, {}, "/settings");
    await navigation();
    expect(window.location.hash).toBe("#/support");
  });

  it("says beside Audit log how many conflicts are open, and nothing where there are none", async () => {
    const { fake } = at("manager", { conflicts: 2 });
    expect(await screen.findByRole("link", { name: "Audit log 2 open conflicts" })).toBeVisible();
    fake.sessionState(testAppState("manager", { conflicts: 0 }));
    fake.changed("getAppState");
    expect(await screen.findByRole("link", { name: "Audit log" })).toBeVisible();
  });

  it("marks Audit log at the conflicts below it, where the keyboard goes on", async () => {
    const listConflicts = ok({ open: [], openCount: 0, settled: [] });
    const { user } = at("manager", { conflicts: 0 }, { listConflicts }, "/audit-log");
    await user.click(await screen.findByRole("button", { name: "Settled conflicts" }));
    expect(await screen.findByRole("heading", { name: "Conflicts" })).toBeVisible();
    expect(document.getElementById("content")).toContainElement(document.activeElement as HTMLElement);
    const nav = within(screen.getByRole("navigation", { name: "Main" }));
    expect(nav.getByRole("link", { name: "Audit log" })).toHaveAttribute("aria-current", "page");
  });

  it("marks where one is", async () => {
    at("manager", {}, {}, "/audit-log");
    expect(await screen.findByRole("link", { name: "Audit log" })).toHaveAttribute("aria-current", "page");
    expect(screen.getByRole("link", { name: "People" })).not.toHaveAttribute("aria-current");
  });
});

describe("the Account menu", () => {
  const open = async (user: ReturnType<typeof at>["user"]) =>
    user.click(await screen.findByRole("button", { name: "Account" }));

  it("names the settings by account type and leads to them", async () => {
    const { user } = at("manager");
    await open(user);
    await user.click(await screen.findByRole("menuitem", { name: "Staff Settings" }));
    expect(window.location.hash).toBe("#/account");
  });

  it("says Provider Settings to a provider", async () => {
    const { user } = at("member");
    await open(user);
    expect(await screen.findByRole("menuitem", { name: "Provider Settings" })).toBeVisible();
  });

  it.each([
    ["Lock", "lock"],
    ["Switch user", "switchUser"],
    ["Sign out", "signOut"],
  ] as const)("%s leaves", async (label, method) => {
    const { user, fake } = at("manager", {}, { [method]: ok(null) });
    await open(user);
    await user.click(await screen.findByRole("menuitem", { name: new RegExp(`^${label}`) }));
    expect(fake.calls(method)).toHaveLength(1);
  });

  it("chooses the theme, which main remembers", async () => {
    const { user, fake } = at("manager", {}, { chooseTheme: ok(null) });
    await open(user);
    expect(await screen.findByRole("menuitem", { name: "As the computer (chosen)" })).toBeVisible();
    fake.answer({ getAppState: ok(testAppState("manager", { theme: "dark" })) });
    await user.click(screen.getByRole("menuitem", { name: "Dark" }));
    expect(fake.calls("chooseTheme")).toEqual([{ theme: "dark" }]);
    await waitFor(() => expect(document.documentElement.dataset["theme"]).toBe("dark"));
  });

  it("changes the password, and says at the field why it was refused", async () => {
    const { user, fake } = at(
      "manager",
      {},
      {
        changePassword: refuse({ code: "bad-password", problem: "same-as-before" }),
        checkPassword: ok({ score: 4, problem: null }),
      },
    );
    await open(user);
    await user.click(await screen.findByRole("menuitem", { name: "Change password" }));
    await user.type(await screen.findByLabelText("New password"), "seven green clocks sing{Enter}");
    expect(await screen.findByText(/password you have now/)).toBeVisible();
    fake.answer({ changePassword: ok(null) });
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Your password was changed.")).toBeVisible();
    expect(screen.queryByLabelText("New password")).toBeNull();
  });

  it("has help: what people look for most, and the keyboard shortcuts", async () => {
    const { user } = at("manager");
    await open(user);
    await user.click(await screen.findByRole("menuitem", { name: "Help" }));
    const help = await screen.findByRole("dialog", { name: "Help" });
    expect(help).toHaveTextContent("A phone that is lost");
    await user.click(within(help).getByRole("button", { name: "Keyboard shortcuts" }));
    expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  });

  it("says what the app is", async () => {
    const { user } = at("manager");
    await open(user);
    await user.click(await screen.findByRole("menuitem", { name: "About Wardkey" }));
    expect(await screen.findByRole("dialog", { name: "About Wardkey" })).toHaveTextContent("0.1.0");
  });
});

describe("shortcuts", () => {
  it("lead to the screens by number, and to the settings", async () => {
    const { user } = at("manager");
    await navigation();
    await user.keyboard("{Control>}3{/Control}");
    expect(window.location.hash).toBe("#/support");
    await user.keyboard("{Control>}5{/Control}");
    expect(window.location.hash).toBe("#/audit-log");
    await user.keyboard("{Control>},{/Control}");
    expect(window.location.hash).toBe("#/settings");
  });

  it("lock", async () => {
    const { user, fake } = at("manager", {}, { lock: ok(null) });
    await navigation();
    await user.keyboard("{Control>}l{/Control}");
    expect(fake.calls("lock")).toHaveLength(1);
  });

  it("put the focus into the search, and never into what is typed there", async () => {
    const { user } = at("manager", {}, {}, "/people");
    const search = await screen.findByRole("searchbox");
    await user.keyboard("/");
    expect(search).toHaveFocus();
    await user.keyboard("a/?");
    expect(search).toHaveValue("a/?");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("are listed by ?, and Esc closes the list", async () => {
    const { user } = at("auditor");
    await navigation();
    await user.keyboard("?");
    const sheet = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
    expect(sheet).toHaveTextContent("Go to OverviewCtrl+1");
    expect(sheet).toHaveTextContent("Go to Audit logCtrl+4");
    expect(sheet).toHaveTextContent("Find a person, a screen or a commandCtrl+K");
    expect(sheet).not.toHaveTextContent("Ctrl+6");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("leave what lies under a dialog where it is", async () => {
    const { user } = at("manager");
    await navigation();
    await user.keyboard("?");
    await screen.findByRole("dialog");
    await user.keyboard("{Control>}2{/Control}");
    expect(window.location.hash).toBe("#/overview");
  });

  it("read the screen again instead of loading the page anew", async () => {
    const { user, fake } = at("manager", {}, {}, "/people");
    await screen.findByRole("searchbox");
    const before = fake.calls("countPeople").length;
    await user.keyboard("{F5}");
    expect(fake.calls("countPeople").length).toBeGreaterThan(before);
  });
});

describe("the banners", () => {
  it("raise an alarm on every screen", async () => {
    at("manager", { alarm: { what: "ledger-cut" } });
    const alarm = await screen.findByRole("alert");
    expect(alarm).toHaveTextContent("The records do not add up");
    expect(alarm).toHaveTextContent("The audit log’s end is missing");
    expect(within(alarm).getByRole("link", { name: "Show the audit log" })).toHaveAttribute("href", "#/audit-log");
  });

  it("offer the audit log only to those who may read it", async () => {
    at("support", { alarm: { what: "tables-differ" } });
    const alarm = await screen.findByRole("alert");
    expect(within(alarm).queryByRole("link")).toBeNull();
  });

  it("say on every screen of a shift of emergency access until when, by whom, and end it", async () => {
    const { user, fake } = renderFace(<SessionScreen screens={sessionScreens} />, emergency(), {
      ...quiet,
      signOut: ok(null),
    });
    const title = await screen.findByText("Emergency access until 18:05, by Joan Field");
    expect(title.closest('[role="status"]')).toHaveTextContent("Everything is recorded");
    await user.click(screen.getByRole("button", { name: "End now" }));
    expect(fake.calls("signOut")).toHaveLength(1);
    expect(screen.getByRole("region", { name: "Status" })).toHaveTextContent("Joan Field · Emergency access");
  });

  it("show in emergency access no list of what waits, and no setup of one's own", async () => {
    const waiting = [
      {
        id: "x",
        sentence: "Reset two-factor for Ruth Kane.",
        state: "asked",
        expectedAt: testNow + 1,
        alone: false,
        mine: null,
      } as const,
    ];
    const session = testSession("manager", { emergencyUntil: testNow + 1000, deadlineAt: testNow + 1000 });
    renderFace(<SessionScreen screens={sessionScreens} />, emergency({ waiting, session }), quiet);
    expect(await screen.findByText("Something waits for a second manager")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Show what waits" })).toBeNull();
    expect(screen.queryByRole("link", { name: "Set up now" })).toBeNull();
  });

  it.each([
    [{ is: "behind", byMs: 3 * 3_600_000 }, "The clock of this computer may be wrong", "Clock: 3 h slow"],
    [{ is: "workstation-off", byMs: -270_000 }, /seems to be 4 min 30 s slow/, "Clock: 4 min 30 s slow"],
  ] as const)("say that the clock may be wrong, with the way to it for managers: %j", async (clock, title, status) => {
    at("manager", { clock });
    const banner = (await screen.findByText(title)).closest('[role="status"]') as HTMLElement;
    expect(within(banner).getByRole("link", { name: "Look at the clock" })).toHaveAttribute("href", "#/settings/clock");
    const line = within(screen.getByRole("region", { name: "Status" }));
    expect(line.getByRole("link", { name: status })).toHaveAttribute("href", "#/settings/clock");
  });

  it("tell everybody else whom to tell of the clock", async () => {
    at("member", { clock: { is: "behind", byMs: 600_000 } });
    const banner = (await screen.findByText(/may be wrong/)).closest('[role="status"]') as HTMLElement;
    expect(banner).toHaveTextContent("Tell a practice manager.");
    expect(within(banner).queryByRole("link")).toBeNull();
  });

  const managerRecovery = {
    ...{ id: "r", name: "Ruth Kane", isOver: false },
    ...{ expectedAt: testNow + 20 * 3_600_000, endsAt: testNow + 1e9 },
  };

  it.each(["manager", "member", "support", "auditor"] as const)(
    "say to everybody that manager recovery was asked for, and when, and offer nobody to stop it: %s",
    async (sessionState) => {
      renderFace(<SessionScreen screens={sessionScreens} />, testAppState(sessionState, { managerRecovery }), quiet);
      const banner = (await screen.findByText("Manager recovery was asked for")).closest('[role="status"]');
      expect(banner).toHaveTextContent(/It can be done about Tuesday,? 3 November/);
      expect(banner).toHaveTextContent("an objection does not stop it");
      expect(screen.queryByRole("button", { name: "Stop this" })).toBeNull();
    },
  );

  it("tell what happened to one's own account, until it is dismissed", async () => {
    const { user, fake } = at("member", {}, { listMyNotices: ok([entry(9), entry(8), entry(7), entry(6)]) });
    expect(await screen.findByText(/Marcus Webb did thing 9\./)).toBeVisible();
    expect(screen.getByText("and 1 more")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByText(/did thing/)).toBeNull();
    fake.answer({ listMyNotices: ok([entry(10), entry(9)]) });
    act(() => fake.changed("listMyNotices"));
    expect(await screen.findByText(/did thing 10\./)).toBeVisible();
    expect(screen.queryByText(/did thing 9\./)).toBeNull();
  });
});

describe("the session state", () => {
  it("decides what the window shows, and nothing of the last one stays", async () => {
    const { fake } = at("manager");
    await navigation();
    act(() => fake.sessionState(testAppState("locked")));
    expect(await screen.findByRole("heading", { name: "Locked" })).toBeVisible();
    expect(screen.queryByRole("navigation")).toBeNull();
    act(() => fake.sessionState(testAppState("signed-out")));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeVisible();
    expect(document.body).not.toHaveTextContent("Joan Field is signed in");
  });

  it("of whoever signs in next starts at home, not where the one before was", async () => {
    const { fake } = at("manager", {}, {}, "/settings");
    await navigation();
    act(() => fake.sessionState(testAppState("signed-out")));
    await screen.findByRole("heading", { name: "Sign in" });
    act(() => fake.sessionState(testAppState("manager", { session: testSession("manager", { signedInAt: testNow }) })));
    await navigation();
    expect(window.location.hash).toBe("#/overview");
  });

  it("of a locked session comes back to where it was", async () => {
    const { fake } = at("manager", {}, {}, "/audit-log");
    await navigation();
    act(() => fake.sessionState(testAppState("locked")));
    await screen.findByRole("heading", { name: "Locked" });
    act(() => fake.sessionState(testAppState("manager")));
    await navigation();
    expect(window.location.hash).toBe("#/audit-log");
  });
});
