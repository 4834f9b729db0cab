import { type InputOf, inputs } from "../../../contract/inputs";
import type { PeopleSettings, SavedView } from "../../../contract/people/views";
import type { TooMany } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { type Caller, newId, type World } from "../context";
import { foldText } from "../domain/search";
import { ownAccount } from "../session/own-account";
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
  world: World,
  caller: Caller,
  _input: InputOf<"getPeopleSettings">,
): Result<PeopleSettings> {
  return ok(settingsOf(world, ownAccount(world, caller).id));
}

/** Which columns there are, each once, how wide they are, and how close the rows stand. */
export function savePeopleSettings(
  world: World,
  caller: Caller,
  { columns, density, widths }: InputOf<"savePeopleSettings">,
): Result<null> {
  return change(world, caller, (before) => ok([{ ...before, columns: [...new Set(columns)], density, widths }, null]));
}

/** Keeps a view under a name; one that has the name already, in any spelling, is replaced. Refused beyond thirty. */
export function saveView(
  world: World,
  caller: Caller,
  { name, view }: InputOf<"saveView">,
): Result<SavedView, TooMany> {
  return change(world, caller, (before): Result<Changed<SavedView>, TooMany> => {
    const same = before.views.find((other) => foldText(other.name) === foldText(name));
    if (same === undefined && before.views.length >= MOST_VIEWS) return refuse({ code: "too-many", most: MOST_VIEWS });
    const saved = { id: same?.id ?? newId(world), name, view: { ...view, columns: [...new Set(view.columns)] } };
    const views = same === undefined ? [...before.views, saved] : before.views.map((v) => (v === same ? saved : v));
    return ok([{ ...before, views }, saved]);
  });
}

/** Forgets a view; one that is not there is forgotten already. */
export function removeView(world: World, caller: Caller, { view }: InputOf<"removeView">): Result<null> {
  return change(world, caller, (before) => {
    const views = before.views.filter(({ id }) => id !== view);
    return ok([{ ...before, views }, null]);
  });
}

type Changed<V> = readonly [PeopleSettings, V];

function change<V, R extends TooMany>(
  world: World,
  caller: Caller,
  decide: (before: PeopleSettings) => Result<Changed<V>, R>,
): Result<V, R> {
  return immediately(world.db, () => {
    const account = ownAccount(world, caller).id;
    const decided = decide(settingsOf(world, account));
    if (!decided.ok) return decided;
    const [settings, value] = decided.value;
    saveSettings(world.db, account, settings);
    return ok(value);
  });
}

/** What is stored, as far as this version knows it: columns and filters come and go with versions. */
function settingsOf(world: World, account: string): PeopleSettings {
  const stored = readPeopleSettings(world.db, account) as Partial<PeopleSettings> | undefined;
  if (stored === undefined) return DEFAULTS;
  const { columns, density, widths = {}, views = [] } = stored;
  const list = inputs.savePeopleSettings.safeParse({ columns, density, widths });
  const known = views.filter(({ name, view }) => inputs.saveView.safeParse({ name, view }).success);
  return { ...(list.success ? list.data : DEFAULTS), views: known };
}
