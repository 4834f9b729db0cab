import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Profile } from "../../src/contract/enrollment/views";
import type { GatewayView, OutboxRow } from "../../src/contract/messaging/views";
import { ok, refuse } from "../../src/contract/result";
import type { Settings } from "../../src/contract/settings/views";
import { SettingsScreen } from "../../src/renderer/features/settings/settings-screen";
import { type FakeReplies, testAppState, testNow } from "../support/fake-wardkey";
import { marcus } from "../support/people";
import { renderFace } from "../support/render-face";

const settings: Settings = {
  practiceName: "Lakeside Family Practice",
  region: "GB",
  timeZone: "Europe/London",
  stillStuck: null,
  textTokenMinutes: 10,
  digits: 7,
  idleMinutes: 10,
  rememberDays: 0,
  textForApp: false,
  gateway: null,
};
const { gateway: _, ...saved } = settings;

const gateway: GatewayView = {
  baseUrl: "https://api.gateway.example",
  accountSid: "AC0123456789abcdef",
  sender: "+441632960000",
  lastOk: null,
  lastError: null,
};

const me = { cellPhone: "+447400123456" } as Profile;

function at(section: string, more: Partial<Settings> = {}, replies: FakeReplies = {}) {
  const known: FakeReplies = {
    getSettings: ok({ ...settings, ...more }),
    getMyProfile: ok(me),
    listOutbox: ok([]),
    ...replies,
  };
  return renderFace(<SettingsScreen section={section} />, testAppState("manager"), known, `/settings/${section}`);
}

type Face = ReturnType<typeof at>;

const soon = (label: string) => screen.findByLabelText(label);
const save = ({ user }: Face) => user.click(screen.getByRole("button", { name: "Save" }));

/** Types the proof into the dialog and saves. */
async function prove({ user }: Face, title: string, confirm = "Save") {
  const dialog = within(await screen.findByRole("dialog", { name: title }));
  await user.type(dialog.getByLabelText("Your password"), "correct horse");
  await user.click(dialog.getByRole("button", { name: confirm }));
  return dialog;
}

const proof = { password: "correct horse", token: null };

describe("Settings", () => {
  it("has its sections as tabs, each with an address of its own", async () => {
    const { user } = at("practice");
    await soon("Practice name");
    expect(screen.getAllByRole("tab").map(({ textContent }) => textContent)).toEqual([
      "Practice",
      "Sign-in",
      "Text messages and calls",
      "Backups",
      "Recovery kit and keys",
      "Clock",
      "Emergency access",
      "Appearance",
      "About",
    ]);
    await user.click(screen.getByRole("tab", { name: "About" }));
    expect(window.location.hash).toBe("#/settings/about");
  });

  it("says that it could not be read, and tries again", async () => {
    const { user, fake } = at("practice", {}, { getSettings: refuse({ code: "not-allowed" }) });
    await screen.findByText("The settings could not be read");
    fake.answer({ getSettings: ok(settings) });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await soon("Practice name")).toHaveValue("Lakeside Family Practice");
  });

  it("asks before what is not saved is left", async () => {
    const { user } = at("practice");
    await user.type(await soon("Practice name"), "s");
    await user.click(screen.getByRole("tab", { name: "About" }));
    await user.click(await screen.findByRole("button", { name: "Stay" }));
    expect(screen.getByLabelText("Practice name")).toHaveValue("Lakeside Family Practices");
  });
});

describe("Practice", () => {
  it("saves all settings at once, the changed ones shown before the proof is asked for", async () => {
    const face = at("practice", {}, { updateSettings: ok(null) });
    await face.user.type(await soon("Still stuck? Call …"), "Joan Field, extension 12");
    await save(face);
    const dialog = within(await screen.findByRole("dialog", { name: "Save these settings?" }));
    expect(dialog.getByText("Joan Field, extension 12")).toBeVisible();
    expect(dialog.queryByText("Practice name")).toBeNull();
    await prove(face, "Save these settings?");
    expect(await screen.findByText("The settings are saved.")).toBeVisible();
    expect(face.fake.calls("updateSettings")).toEqual([{ ...saved, stillStuck: "Joan Field, extension 12", proof }]);
  });

  it("has country and time zone found by typing", async () => {
    const face = at("practice", {}, { updateSettings: ok(null) });
    const zone = await screen.findByRole("combobox", { name: "Time zone" });
    await face.user.clear(zone);
    await face.user.type(zone, "chic");
    await face.user.click(await screen.findByRole("option", { name: "America/Chicago" }));
    const country = screen.getByRole("combobox", { name: "Country" });
    await face.user.clear(country);
    await face.user.type(country, "united sta");
    await face.user.click(await screen.findByRole("option", { name: "United States" }));
    await save(face);
    await prove(face, "Save these settings?");
    await vi.waitFor(() => expect(face.fake.calls("updateSettings")).toHaveLength(1));
    expect(face.fake.calls("updateSettings")[0]).toMatchObject({ region: "US", timeZone: "America/Chicago" });
  });

  it("says at the field what is missing, and asks for no proof", async () => {
    const face = at("practice");
    await face.user.clear(await soon("Practice name"));
    await save(face);
    const name = screen.getByLabelText("Practice name");
    await vi.waitFor(() => expect(name).toHaveAccessibleDescription(/fill this in/));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says at the field what main finds wrong, with all that was typed still there", async () => {
    const bad = refuse({ code: "bad-input", fields: { practiceName: "not-a-name" } });
    const face = at("practice", {}, { updateSettings: bad });
    await face.user.type(await soon("Practice name"), " West");
    await save(face);
    await prove(face, "Save these settings?");
    const name = screen.getByLabelText("Practice name");
    await vi.waitFor(() => expect(name).toHaveAccessibleDescription(/characters that cannot be shown/));
    expect(name).toHaveValue("Lakeside Family Practice West");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("Sign-in", () => {
  it("marks tokens that never expire as not recommended, where they are chosen and where they are in force", async () => {
    at("sign-in", { textTokenMinutes: "never" });
    expect(await screen.findByText(/never expire here. That is not recommended/)).toBeVisible();
    const never = screen.getByRole("radio", { name: "Never expires" });
    expect(never).toBeChecked();
    expect(screen.getByText("Not recommended")).toBeVisible();
  });

  it("saves lifetime, digits and idle minutes", async () => {
    const face = at("sign-in", {}, { updateSettings: ok(null) });
    const { user } = face;
    await user.click(await screen.findByRole("radio", { name: "5 minutes" }));
    await user.click(screen.getByRole("radio", { name: "8 digits" }));
    const idle = screen.getByLabelText("Locks after");
    await user.clear(idle);
    await user.type(idle, "3");
    await save(face);
    await prove(face, "Save these settings?");
    await vi.waitFor(() => expect(face.fake.calls("updateSettings")).toHaveLength(1));
    expect(face.fake.calls("updateSettings")[0]).toEqual({
      ...saved,
      textTokenMinutes: 5,
      digits: 8,
      idleMinutes: 3,
      proof,
    });
  });

  it("keeps a lifetime that is not among the usual ones", async () => {
    at("sign-in", { textTokenMinutes: 15 });
    expect(await screen.findByRole("radio", { name: "15 minutes" })).toBeChecked();
  });

  it.each(["0", "31", "", "ten", "2.5"])("does not take %j idle minutes", async (typed) => {
    const face = at("sign-in");
    const idle = await soon("Locks after");
    await face.user.clear(idle);
    if (typed !== "") await face.user.type(idle, typed);
    await save(face);
    await vi.waitFor(() =>
      expect(idle).toHaveAccessibleDescription(/outside what is possible|whole number|cannot be used/),
    );
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("asks for a second manager for a longer life, with all that is saved", async () => {
    const face = at("sign-in", {}, { getApproval: ok({ is: "needed" }), askApproval: refuse({ code: "not-allowed" }) });
    await face.user.click(await screen.findByRole("radio", { name: "60 minutes" }));
    await save(face);
    const dialog = within(await screen.findByRole("dialog", { name: "Save these settings?" }));
    await face.user.click(await dialog.findByRole("button", { name: "Ask for a second manager" }));
    await vi.waitFor(() =>
      expect(face.fake.calls("askApproval")).toEqual([
        { act: "updateSettings", parameters: { ...saved, textTokenMinutes: 60 } },
      ]),
    );
    expect(dialog.queryByLabelText("Your password")).toBeNull();
  });
});

describe("the gateway", () => {
  it("is typed in once: the token is stored, and never shown again", async () => {
    const face = at("delivery", {}, { saveGateway: ok(null) });
    const { user, fake } = face;
    expect(await screen.findByText(/No gateway yet/)).toBeVisible();
    await user.type(screen.getByLabelText("Base URL"), "https://api.gateway.example");
    await user.type(screen.getByLabelText("Account SID"), "AC0123456789abcdef");
    await user.type(screen.getByLabelText("Sender"), "+441632960000");
    await save(face);
    await vi.waitFor(() => expect(screen.getByLabelText("Token")).toHaveAccessibleDescription(/fill this in/));
    await user.type(screen.getByLabelText("Token"), "s3cret");
    expect(screen.getByLabelText("Token")).toHaveAttribute("type", "password");
    fake.answer({ getSettings: ok({ ...settings, gateway }) });
    await save(face);
    await prove(face, "Save the gateway?");
    expect(await screen.findByText("The gateway is saved. Send a test now.")).toBeVisible();
    const { lastOk, lastError, ...facts } = gateway;
    expect(fake.calls("saveGateway")).toEqual([{ ...facts, token: "s3cret", proof }]);
    await vi.waitFor(() => expect(screen.getByLabelText("Token")).toHaveValue(""));
    expect(screen.getByLabelText("Token")).toHaveAccessibleDescription(/Leave it empty to keep it/);
  });

  it("keeps the stored token only for the same address and account", async () => {
    const face = at("delivery", { gateway }, { saveGateway: ok(null) });
    const { user, fake } = face;
    const sender = await soon("Sender");
    await user.clear(sender);
    await user.type(sender, "+441632960111");
    await save(face);
    await prove(face, "Save the gateway?");
    await vi.waitFor(() =>
      expect(fake.calls("saveGateway")[0]).toMatchObject({ token: null, sender: "+441632960111" }),
    );
    await user.type(screen.getByLabelText("Base URL"), "/other");
    await save(face);
    await vi.waitFor(() => expect(screen.getByLabelText("Token")).toHaveAccessibleDescription(/fill this in/));
    expect(fake.calls("saveGateway")).toHaveLength(1);
  });

  it.each([
    ["Base URL", "http://api.gateway.example", /must begin with https/],
    ["Account SID", "A C", /cannot be used/],
    ["Token", "two words", /cannot be used/],
    ["Sender", "+0", /cannot be used/],
  ])("does not take just anything as %s", async (label, typed, words) => {
    const face = at("delivery", { gateway });
    const field = await soon(label);
    await face.user.clear(field);
    await face.user.type(field, typed);
    await save(face);
    await vi.waitFor(() => expect(field).toHaveAccessibleDescription(words));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says the last error in words, and what the gateway said", async () => {
    const lastError = { at: testNow, reason: "refused-credentials", detail: "20003: Authenticate" } as const;
    at("delivery", { gateway: { ...gateway, lastError } });
    expect(await screen.findByText("Last error, 2 Nov 2026, 14:05")).toBeVisible();
    expect(screen.getByText(/does not accept the account SID.*Details: 20003: Authenticate/)).toBeVisible();
  });

  it("is removed with a proof", async () => {
    const face = at("delivery", { gateway }, { removeGateway: ok(null) });
    await face.user.click(await screen.findByRole("button", { name: "Remove gateway" }));
    await prove(face, "Remove the gateway?", "Remove gateway");
    expect(await screen.findByText("The gateway is removed.")).toBeVisible();
    expect(face.fake.calls("removeGateway")).toEqual([{ proof }]);
  });
});

describe("Send test", () => {
  it("waits for a gateway", async () => {
    at("delivery");
    expect(await screen.findByRole("button", { name: "Send test" })).toHaveAccessibleDescription(
      "Save a gateway first.",
    );
  });

  it("sends one's own phone a text, or any phone a call", async () => {
    const { user, fake } = at("delivery", { gateway }, { sendTest: ok({ sent: true }) });
    const to = await soon("To");
    await vi.waitFor(() => expect(to).toHaveValue("07400 123456"));
    await user.click(screen.getByRole("button", { name: "Send test" }));
    expect(await screen.findByText("The gateway took it. Look at the phone.")).toBeVisible();
    await user.clear(to);
    await user.type(to, "07400654321");
    await user.click(screen.getByRole("radio", { name: "Phone call" }));
    await user.click(screen.getByRole("button", { name: "Send test" }));
    expect(await screen.findByText("The gateway took it. The phone should ring.")).toBeVisible();
    expect(fake.calls("sendTest")).toEqual([
      { channel: "text", to: "+447400123456" },
      { channel: "call", to: "+447400654321" },
    ]);
  });

  it("says in words why it was not sent", async () => {
    const outcome = { sent: false, reason: "refused-sender", detail: "21212: Invalid From" } as const;
    const { user } = at("delivery", { gateway }, { sendTest: ok(outcome) });
    await vi.waitFor(() => expect(screen.getByLabelText("To")).toHaveValue("07400 123456"));
    await user.click(screen.getByRole("button", { name: "Send test" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "It was not sentThe gateway does not accept the sender. Check the sending number. Details: 21212: Invalid From",
    );
  });
});

describe("the outbox", () => {
  const row = (id: string, more: Partial<OutboxRow>): OutboxRow => ({
    id,
    at: testNow,
    channel: "text",
    to: "•••• 3456",
    person: { id: marcus.id, name: "Marcus Webb" },
    purpose: "text-token",
    state: "sent",
    attempts: 1,
    reason: null,
    ...more,
  });

  it("says of every message how far it got, and why not further", async () => {
    const rows = [
      row("a", {}),
      row("b", { state: "waiting", attempts: 2, reason: "unreachable" }),
      row("c", { state: "not-sent-ask-again", attempts: 0, person: null, channel: "call", purpose: "phone-proof" }),
    ];
    at("delivery", { gateway }, { listOutbox: ok(rows) });
    const table = within(await screen.findByRole("table", { name: "Outbox" }));
    const cells = table
      .getAllByRole("row")
      .slice(1)
      .map((one) => within(one).getAllByRole("cell"));
    const said = cells.map((one) => one.map(({ textContent }) => textContent));
    expect(said[0]).toEqual(["2 Nov 202614:05", "Marcus Webb•••• 3456", "Signing inText message", "Sent"]);
    expect(said[1]?.[3]).toMatch(/^WaitingThe gateway could not be reached.*\(2 tries\)$/);
    expect(said[2]?.slice(1, 3)).toEqual(["Nobody any more•••• 3456", "Confirming the phonePhone call"]);
    expect(said[2]?.[3]).toMatch(/^Not sentWardkey was closed before it went out/);
  });

  it("says that nothing has been sent", async () => {
    at("delivery");
    const outbox = within(await screen.findByRole("region", { name: "Outbox" }));
    expect(await outbox.findByText("Nothing has been sent yet.")).toBeVisible();
  });
});

describe("the rest", () => {
  it("changes the theme at once", async () => {
    const { user, fake } = at("appearance", {}, { chooseTheme: ok(null) });
    expect(await screen.findByRole("radio", { name: "As the computer" })).toBeChecked();
    await user.click(screen.getByRole("radio", { name: "Dark" }));
    expect(fake.calls("chooseTheme")).toEqual([{ theme: "dark" }]);
  });

  it("says which Wardkey this is", async () => {
    at("about");
    const about = within(await screen.findByRole("region", { name: "About Wardkey" }));
    expect(about.getByText("0.1.0")).toBeVisible();
  });
});
