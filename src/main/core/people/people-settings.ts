import { inputs } from "../../../contract/inputs";
import type { InputOf } from "../../../contract/methods";
import type { PeopleSettings, SavedView } from "../../../contract/people/views";
import type { TooMany } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { newId, type VaultContext } from "../context";
import { foldText } from "../domain/search";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { immediately } from "../store/open";
import { readPeopleSettings, savePeopleSettings as saveSettings } from "../store/people-settings";

/* How somebody likes their list of people. Each account has its own, and nobody else's list changes with it. */

const MOST_VIEWS = 30;

const DEFAULTS: PeopleSettings = {
  columns: ["name", "role", "two-factor", "status", "required-by", "deadline", "last-used"],
  density: "normal",
  widths: {},
  views: [],
};

export function getPeopleSettings(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"getPeopleSettings">,
): Result<PeopleSettings> {
  return ok(settingsOf(context, ownAccount(context, caller).id));
}

/** Which columns there are, each once, how wide they are, and how close the rows stand. */
export function savePeopleSettings(
  context: VaultContext,
  caller: Caller,
  { columns, density, widths }: InputOf<"savePeopleSettings">,
): Result<null> {
  return change(context, caller, (before) =>
    ok([{ ...before, columns: [...new Set(columns)], density, widths }, null]),
  );
}

/** Keeps a view under a name; one that has the name already, in any spelling, is replaced. Refused beyond thirty. */
export function saveView(
  context: VaultContext,
  caller: Caller,
  { name, view }: InputOf<"saveView">,
): Result<SavedView, TooMany> {
  return change(context, caller, (before): Result<Changed<SavedView>, TooMany> => {
    const same = before.views.find((other) => foldText(other.name) === foldText(name));
    if (same === undefined && before.views.length >= MOST_VIEWS) return refuse({ code: "too-many", most: MOST_VIEWS });
    const saved = { id: same?.id ?? newId(context), name, view: { ...view, columns: [...new Set(view.columns)] } };
    const views = same === undefined ? [...before.views, saved] : before.views.map((v) => (v === same ? saved : v));
    return ok([{ ...before, views }, saved]);
  });
}

/** Forgets a view; one that is not there is forgotten already. */
export function removeView(context: VaultContext, caller: Caller, { view }: InputOf<"removeView">): Result<null> {
  return change(context, caller, (before) => {
    const views = before.views.filter(({ id }) => id !== view);
    return ok([{ ...before, views }, null]);
  });
}

type Changed<V> = readonly [PeopleSettings, V];

function change<V, R extends TooMany>(
  context: VaultContext,
  caller: Caller,
  decide: (before: PeopleSettings) => Result<Changed<V>, R>,
): Result<V, R> {
  return immediately(context.db, () => {
    const account = ownAccount(context, caller).id;
    const decided = decide(settingsOf(context, account));
    if (!decided.ok) return decided;
    const [settings, value] = decided.value;
    saveSettings(context.db, account, settings);
    return ok(value);
  });
}

/** What is stored, as far as this version knows it: columns and filters come and go with versions. */
function settingsOf(context: VaultContext, account: string): PeopleSettings {
  const stored = readPeopleSettings(context.db, account) as Partial<PeopleSettings> | undefined;
  if (stored === undefined) return DEFAULTS;
  const { columns, density, widths = {}, views = [] } = stored;
  const list = inputs.savePeopleSettings.safeParse({ columns, density, widths });
  const known = views.filter(({ name, view }) => inputs.saveView.safeParse({ name, view }).success);
  return { ...(list.success ? list.data : DEFAULTS), views: known };
}
