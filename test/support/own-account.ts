import type { AuthenticatorOffer, Profile, Security } from "../../src/contract/enrollment/views";
import type { TokenSent } from "../../src/contract/messaging/views";
import { testNow } from "./fake-wardkey";
import { nothingRequired } from "./people";

/** What main says of one's own account, for the face's tests. */

export const ownProfile: Profile = {
  name: "Elena Ruiz",
  email: "elena@lakeside.example",
  cellPhone: "+447400123456",
  accountType: "provider",
  role: "member",
  twoFactorId: "493817265",
};

/** Two-factor off, a cell phone and a gateway; `more` for every other state. */
export function ownSecurity(more: Partial<Security> = {}): Security {
  return {
    email: ownProfile.email,
    cellPhone: ownProfile.cellPhone,
    confirmedPhone: null,
    twoFactor: "none",
    twoFactorSince: null,
    hasGateway: true,
    phoneToVerify: false,
    textTokenMinutes: 10,
    digits: 7,
    authenticator: null,
    recoveryCodes: { left: 0, total: 0, stored: false, list: [] },
    backupPassword: { setAt: null, skipped: false },
    numberWaits: false,
    mayKeepKey: false,
    startedBy: null,
    setupCodeNeeded: false,
    pendingToken: null,
    sealedSheet: false,
    workstation: null,
    policy: nothingRequired,
    ...more,
  };
}

/** Ten stored recovery codes, of which those with these numbers were used a day ago. */
export function codesOnSheet(used: readonly number[], stored = true): Security["recoveryCodes"] {
  const list = Array.from({ length: 10 }, (_, place) => ({
    number: place + 1,
    usedAt: used.includes(place + 1) ? testNow - 86_400_000 : null,
  }));
  return { left: 10 - used.length, total: 10, stored, list };
}

export const textIsOn = ownSecurity({
  twoFactor: "text",
  twoFactorSince: testNow,
  confirmedPhone: ownProfile.cellPhone,
  backupPassword: { setAt: testNow, skipped: false },
});

export const appIsOn = ownSecurity({
  twoFactor: "app",
  twoFactorSince: testNow,
  confirmedPhone: ownProfile.cellPhone,
  authenticator: { digits: 7, enabledAt: testNow - 86_400_000, lastUsedAt: testNow - 3_600_000, phoneVerified: true },
  recoveryCodes: codesOnSheet([2, 5, 9]),
  backupPassword: { setAt: testNow - 86_400_000, skipped: false },
});

export function tokenSent(more: Partial<TokenSent> = {}): TokenSent {
  return {
    channel: "text",
    maskedPhone: "•••• 3456",
    digits: 7,
    sentAt: testNow,
    expiresAt: testNow + 600_000,
    state: "sending",
    failure: null,
    ...more,
  };
}

export function authenticatorOffer(more: Partial<AuthenticatorOffer> = {}): AuthenticatorOffer {
  return {
    qr: "data:image/svg+xml;utf8,%3Csvg%20xmlns%3D%22http%3A%2F%2Fwww.w3.org%2F2000%2Fsvg%22%2F%3E",
    key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
    digits: 7,
    expiresAt: testNow + 600_000,
    newEntry: null,
    phoneVerified: false,
    ...more,
  };
}

export const tenCodes: readonly string[] = Array.from({ length: 10 }, (_, place) => `abcd-efgh-jkmn-pq${place}s`);
