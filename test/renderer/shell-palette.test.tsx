import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ok, refuse } from "../../src/contract/result";
import type { Role } from "../../src/contract/vocabulary";
import { sessionScreens } from "../../src/renderer/app";
import { SessionScreen } from "../../src/renderer/shell/session-screen";
import { lockedCase, queueOf } from "../support/cases";
import { type FakeReplies, testAppState } from "../support/fake-wardkey";
import { ownProfile, ownSecurity } from "../support/own-account";
import { ana, clinicOf, elena, marcus, personOf } from "../support/people";
import { renderFace } from "../support/render-face";
import { overviewOf } from "../support/reports";

function at(role: Role, replies: FakeReplies = {}, path = "/") {
  const known: FakeReplies = {
    ...clinicOf([ana, elena, marcus]),
    listMyNotices: ok([]),
    getOverview: ok(overviewOf()),
    getMyProfile: ok(ownProfile),
    getMySecurity: ok(ownSecurity()),
    getSupportQueue: ok(queueOf()),
    getSupportCase: ok(lockedCase(ana)),
    getPerson: ok(personOf(ana)),
    ...replies,
  };
  return renderFace(<SessionScreen screens={sessionScreens} />, testAppState(role), known, path);
}

const noConflicts = { open: [], openCount: 0, settled: [] };

async function open(face: ReturnType<typeof at>) {
  await screen.findByRole("button", { name: "Account" });
  await face.user.keyboard("{Control>}k{/Control}");
  return within(await screen.findByRole("dialog", { name: "Find" }));
}

const options = () => screen.queryAllByRole("option").map(({ textContent }) => textContent);

describe("the palette", () => {
  it("opens by Ctrl+K, and by a button that says so", async () => {
    const face = at("manager");
    const button = await screen.findByRole("button", { name: "Find…" });
    expect(button).toHaveTextContent("Ctrl+K");
    await face.user.click(button);
    const field = await screen.findByRole("combobox", { name: "Find a person, a screen or a command" });
    await vi.waitFor(() => expect(field).toHaveFocus());
    await face.user.keyboard("{Escape}");
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await vi.waitFor(() => expect(button).toHaveFocus());
    await open(face);
  });

  it("leads to a part of Settings, once it is asked for", async () => {
    const face = at("manager", {
      getSettings: refuse({ code: "not-allowed" }),
      listPeople: ok([]),
    });
    await open(face);
    expect(options()).not.toContain("Settings: Clock");
    await face.user.keyboard("clock");
    await vi.waitFor(() => expect(options()).toEqual(["Settings: Clock"]));
    await face.user.keyboard("{Enter}");
    expect(window.location.hash).toBe("#/settings/clock");
  });

  it.each([
    [null, ["Nothing fits this."]],
    [0, ["Conflicts"]],
  ] as const)("leads to Conflicts where there ever was one: %s", async (conflicts, found) => {
    const known = { getAppState: ok(testAppState("manager", { conflicts })), listConflicts: ok(noConflicts) };
    const face = at("manager", { ...known, listPeople: ok([]) });
    const palette = await open(face);
    await face.user.keyboard("conflicts");
    for (const words of found) expect(await palette.findByText(words)).toBeVisible();
    await face.user.keyboard("{Enter}");
    expect(window.location.hash === "#/audit-log/conflicts").toBe(conflicts !== null);
  });

  it("has no part of Settings for whoever has none", async () => {
    const face = at("support", { listPeople: ok([]) });
    const palette = await open(face);
    await face.user.keyboard("clock");
    expect(await palette.findByText("Nothing fits this.")).toBeVisible();
  });

  it("holds nothing but groups of options in its list", async () => {
    const palette = await open(at("manager"));
    const list = palette.getByRole("listbox");
    expect(
      within(list)
        .getAllByRole("group")
        .map((group) => group.getAttribute("aria-labelledby")),
    ).not.toContain(null);
    expect([...list.children].every((child) => child.getAttribute("role") === "group")).toBe(true);
    const first = palette.getAllByRole("option")[0];
    await vi.waitFor(() => expect(palette.getByRole("combobox")).toHaveAttribute("aria-activedescendant", first?.id));
  });

  it("leads support and managers to the case of whoever is typed", async () => {
    const face = at("support");
    await open(face);
    await face.user.keyboard("silva");
    await vi.waitFor(() => expect(options()[0]).toMatch(/^Ana Silva/));
    await face.user.keyboard("{Enter}");
    await vi.waitFor(() => expect(window.location.hash).toBe(`#/support/${ana.id}`));
    // The one thing to do next is under the fingers.
    const panel = within(await screen.findByRole("region", { name: "Ana Silva" }));
    await vi.waitFor(() => expect(panel.getByRole("button", { name: "Unlock" })).toHaveFocus());
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("leads auditors to the account, since they help nobody", async () => {
    const face = at("auditor");
    await open(face);
    await face.user.keyboard("silva");
    await vi.waitFor(() => expect(options()[0]).toMatch(/^Ana Silva/));
    await face.user.keyboard("{Enter}");
    await vi.waitFor(() => expect(window.location.hash).toBe(`#/people/${ana.id}`));
  });

  it("never opens whoever was listed for other words", async () => {
    let answer: (() => void) | undefined;
    const { listPeople } = clinicOf([ana, marcus]);
    if (typeof listPeople !== "function") throw new Error("the clinic answers by what is asked");
    const face = at("manager", {
      listPeople: async (input) => {
        if (input.search === "marcus")
          await new Promise<void>((resolve) => {
            answer = resolve;
          });
        return listPeople(input);
      },
    });
    await open(face);
    await face.user.keyboard("mar");
    await vi.waitFor(() => expect(options()[0]).toMatch(/^Marcus Webb/));
    await face.user.keyboard("cus");
    expect(options()).toEqual([]);
    expect(screen.getByText("Looking…")).toBeVisible();
    await face.user.keyboard("{Enter}");
    expect(screen.getByRole("dialog", { name: "Find" })).toBeVisible();
    answer?.();
    await vi.waitFor(() => expect(options()[0]).toMatch(/^Marcus Webb/));
  });

  it("goes to screens, with their numbers beside them", async () => {
    const face = at("manager");
    await open(face);
    await face.user.keyboard("aud");
    await vi.waitFor(() => expect(options()).toEqual(["Audit logCtrl+5"]));
    await face.user.keyboard("{Enter}");
    await vi.waitFor(() => expect(window.location.hash).toBe("#/audit-log"));
  });

  it.each([
    ["lock", "lock"],
    ["sign out", "signOut"],
    ["switch", "switchUser"],
  ] as const)("does what the Account menu does: %s", async (typed, method) => {
    const face = at("manager", { [method]: ok(null) });
    await open(face);
    await face.user.keyboard(typed);
    await vi.waitFor(() => expect(options()).toHaveLength(1));
    await face.user.keyboard("{Enter}");
    await vi.waitFor(() => expect(face.fake.calls(method)).toHaveLength(1));
  });

  it("opens the layers that the Account menu opens", async () => {
    const face = at("manager");
    await open(face);
    await face.user.keyboard("change{Enter}");
    expect(await screen.findByLabelText("New password")).toBeVisible();
  });

  it("offers a member no people and no screens of others", async () => {
    const face = at("member");
    const palette = await open(face);
    expect(palette.getByRole("combobox", { name: "Find a screen or a command" })).toBeVisible();
    await face.user.keyboard("silva");
    expect(await screen.findByText("Nothing fits this.")).toBeVisible();
    expect(face.fake.calls("listPeople")).toEqual([]);
  });

  it("begins anew every time", async () => {
    const face = at("manager");
    await open(face);
    await face.user.keyboard("aud");
    await vi.waitFor(() => expect(options()).toHaveLength(1));
    await face.user.keyboard("{Escape}");
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const palette = await open(face);
    expect(palette.getByRole("combobox")).toHaveValue("");
  });
});
