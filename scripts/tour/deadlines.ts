import { expect } from "@playwright/test";
import type { Phone } from "../../test/support/phone";
import { type Person, personNamed } from "../../test/support/sample-clinic";
import {
  button,
  fill,
  heading,
  openOwnSecurity,
  press,
  signIn,
  signOut,
  typeCredentials,
  typeToken,
} from "../../test/support/screens";
import { nextText, tokenIn } from "../../test/support/story";
import type { Console } from "./console";
import { scrollTo } from "./pictures";

/* What members meet of the 2FA policy, and of a workstation that may be remembered. */

export const priya = personNamed("Dr. Priya Raman");
const daniel = personNamed("Dr. Daniel Roth");

/** In the grace a banner says by when. */
export async function meetTheDeadline({ app, pictures }: Console): Promise<void> {
  const at = pictures.photographer(app);
  await signIn(app.page, priya);
  await expect(app.page.getByRole("status").filter({ hasText: "to set up two-factor authentication" })).toBeVisible();
  await at("the deadline");
  await signOut(app.page);
}

/** The token is typed once in thirty days on this workstation, and the password every time. */
export async function rememberTheWorkstation({ app, pictures }: Console, marcus: Person, phone: Phone): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  await typeCredentials(page, marcus);
  await page.getByRole("checkbox", { name: "Remember this workstation for 30 days" }).check();
  await at("the token, to be remembered");
  await typeToken(page, await phone.nextCode());
  await expect(button(page, "Account")).toBeVisible();
  await signOut(page);
  await signIn(page, marcus);
  await openOwnSecurity(page, marcus);
  await expect(page.getByText("This workstation is remembered")).toBeVisible();
  await scrollTo(heading(page, "This workstation is remembered"));
  await at("settings: this workstation is remembered");
  await signOut(page);
}

/** After the deadline nothing but the setup is reachable: with a code on paper, or by the token of a text message. */
export async function meetTheEnd({ app, pictures, twilio }: Console, code: string): Promise<void> {
  const { page } = app;
  const at = pictures.photographer(app);
  pictures.chapter("After the deadline");
  await typeCredentials(page, priya);
  await expect(heading(page, "Set up two-factor authentication")).toBeVisible();
  await at("overdue");
  await fill(page, { "Setup code": code });
  await press(page, "Continue");
  await expect(heading(page, "Get the app")).toBeVisible();
  await at("overdue, with the code of the sheet");
  await press(page, "Sign out");
  await typeCredentials(page, daniel);
  await press(page, "Text me a token");
  const { body } = await nextText(twilio, daniel.cellPhone ?? "");
  await typeToken(page, tokenIn(body));
  await expect(heading(page, "Set up the authenticator app")).toBeVisible();
  await at("text messages are not enough");
  await press(page, "Sign out");
}
