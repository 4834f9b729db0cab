import { expect, type Page } from "@playwright/test";

type Reached =
  | "button"
  | "textbox"
  | "tab"
  | "link"
  | "checkbox"
  | "radio"
  | "row"
  | "searchbox"
  | "spinbutton"
  | "combobox";

/** The app's window for whoever has no mouse: Tab, Enter, Space and letters, and nothing else. */
export type Keyboard = {
  readonly type: (text: string) => Promise<void>;
  readonly key: (name: string) => Promise<void>;
  /** Tab until what has this role and name has the focus, and never past the end of the screen. */
  readonly tabTo: (role: Reached, name: string) => Promise<void>;
  readonly pressByKey: (role: "button" | "radio" | "checkbox" | "link", name: string) => Promise<void>;
  /** Into a field that is found by its label, in the place of what stands there. */
  readonly typeInto: (label: string, text: string) => Promise<void>;
};

/** More than any screen or dialog has stops. */
const STOPS = 90;

export function keyboardOf(page: Page): Keyboard {
  const key = (name: string) => page.keyboard.press(name);
  const type = (text: string) => page.keyboard.type(text);
  const tabUntil = async (what: string, there: () => Promise<boolean>) => {
    for (let presses = 0; presses < STOPS; presses++) {
      if (await there()) return;
      await key("Tab");
    }
    throw new Error(`Tab never came to ${what}`);
  };
  const tabTo: Keyboard["tabTo"] = async (role, name) => {
    const target = page.getByRole(role, { name, exact: true });
    await expect(target.first()).toBeVisible();
    await tabUntil(`the ${role} ${name}`, () =>
      target.evaluateAll((all) => all.includes(document.activeElement as never)),
    );
  };
  // Tab comes to one radio of a group, the arrows go on from there.
  const chooseRadio = async (name: string) => {
    const target = page.getByRole("radio", { name, exact: true });
    await expect(target).toBeVisible();
    await tabUntil(`the radios of ${name}`, () =>
      target
        .evaluate((radio) => {
          const group = (node: Element | null) => node?.closest("[role=radiogroup], fieldset") ?? undefined;
          return (
            document.activeElement?.matches("[role=radio], [type=radio]") &&
            group(radio) === group(document.activeElement)
          );
        })
        .then(Boolean),
    );
    for (let presses = 0; presses < 10 && !(await target.isChecked()); presses++) await key("ArrowDown");
    await expect(target).toBeChecked();
  };
  return {
    type,
    key,
    tabTo,
    pressByKey: async (role, name) => {
      if (role === "radio") return chooseRadio(name);
      await tabTo(role, name);
      await key(role === "checkbox" ? "Space" : "Enter");
    },
    typeInto: async (label, text) => {
      const field = page.getByLabel(label, { exact: true });
      await expect(field).toBeVisible();
      await tabUntil(`the field ${label}`, () =>
        field.evaluateAll((all) => all.includes(document.activeElement as never)),
      );
      await key("Control+a");
      await type(text);
    },
  };
}
