import { formatPhone } from "../../../contract/fields";
import {
  type Formats,
  formatDate,
  formatDateTime,
  formatLastDay,
  formatNumber,
  formatUntil,
} from "../../../contract/formats";
import { securityWords as words } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";

export interface Item {
  readonly term: string;
  readonly details: string;
}

/** What the person signs in with, as saved in the profile. */
export function identityItems({ email, cellPhone, confirmedPhone }: Person, formats: Formats): readonly Item[] {
  const phone = cellPhone === null ? words.noPhone : formatPhone(cellPhone, formats.region);
  const unconfirmed = cellPhone !== null && confirmedPhone !== cellPhone;
  return [
    { term: words.email, details: email },
    { term: words.cellPhone, details: unconfirmed ? `${phone} (${words.notConfirmed})` : phone },
  ];
}

/** How safe the account is, fact by fact. */
export function securityItems(person: Person, formats: Formats): readonly Item[] {
  const { setupCodeUntil, hasPassword, recoveryCodesLeft, failures } = person;
  const code = setupCodeUntil === null ? words.noSetupCode : words.setupCodeUntil(formatUntil(setupCodeUntil, formats));
  return [
    { term: words.method, details: methodWords(person, formats) },
    { term: words.lastUsed, details: lastUsedWords(person, formats) },
    { term: words.recoveryCodes, details: formatNumber(recoveryCodesLeft, formats) },
    { term: words.password, details: hasPassword ? words.passwordChosen : words.noPassword },
    { term: words.setupCode, details: code },
    { term: words.workstation, details: workstationWords(person, formats) },
    { term: words.failures, details: formatNumber(failures, formats) },
  ];
}

function workstationWords({ workstation }: Person, formats: Formats): string {
  return workstation === null ? words.notRemembered : words.remembered(formatDate(workstation.until, formats));
}

/** What the 2FA policy means for the person. */
export function policySentences({ policy }: Person, formats: Formats): readonly string[] {
  const { sentence, exemption } = policy;
  if (exemption === null) return [sentence ?? words.notRequired];
  const { untilAt, grantedBy, reason } = exemption;
  const exempt = words.exemptThrough(formatLastDay(untilAt, formats), grantedBy?.name ?? null, reason);
  return sentence === null ? [exempt] : [sentence, exempt];
}

function methodWords({ twoFactor, authenticator }: Person, formats: Formats): string {
  if (twoFactor !== "app" || authenticator === null) return words.methods[twoFactor];
  const { digits, enabledAt } = authenticator;
  return [words.methods.app, words.digits(digits), words.since(formatDate(enabledAt, formats))].join(", ");
}

function lastUsedWords({ authenticator, lastUsedAt }: Person, formats: Formats): string {
  const at = authenticator?.lastUsedAt ?? lastUsedAt;
  return at === null ? words.never : formatDateTime(at, formats);
}
