/** What Twilio's REST API refuses, as its documentation tells it, including the magic numbers of its test credentials. */

export type Refusal = { readonly status: number; readonly code: number; readonly message: string };

type Numbers = Readonly<Record<string, readonly [code: number, message: string]>>;

const TEXT_TO: Numbers = {
  "+15005550001": [21211, "Invalid 'To' Phone Number: +15005550001"],
  "+15005550002": [21612, "Message cannot be sent with the current combination of 'To' (+15005550002) and 'From'"],
  "+15005550003": [21408, "Permission to send an SMS has not been enabled for the region of +15005550003"],
  "+15005550004": [21610, "Attempt to send to unsubscribed recipient"],
  "+15005550009": [21614, "'To' number: +15005550009, is not a valid mobile number"],
};
const TEXT_FROM: Numbers = {
  "+15005550001": [21212, "Invalid 'From' Phone Number: +15005550001"],
  "+15005550007": [21606, "The 'From' phone number provided (+15005550007) is not a valid message-capable number"],
  "+15005550008": [21611, "This 'From' number has exceeded the maximum number of queued messages"],
};
const CALL_TO: Numbers = {
  "+15005550001": [21217, "Phone number +15005550001 does not appear to be valid"],
  "+15005550002": [21214, "'To' phone number cannot be reached"],
  "+15005550003": [21215, "Account not authorized to call +15005550003"],
  "+15005550004": [21216, "Account not allowed to call +15005550004"],
};
const CALL_FROM: Numbers = {
  "+15005550001": [21212, "Invalid 'From' Phone Number: +15005550001"],
  "+15005550007": [21210, "The source phone number provided, +15005550007, is not yet verified"],
};

const E164 = /^\+[1-9]\d{6,14}$/;

function bad(code: number, message: string): Refusal {
  return { status: 400, code, message };
}

export function refusalOfText(form: URLSearchParams): Refusal | undefined {
  const [to, body] = [form.get("To") ?? "", form.get("Body") ?? ""];
  const from = form.get("From") ?? form.get("MessagingServiceSid") ?? "";
  if (to === "") return bad(21604, "A 'To' phone number is required.");
  if (from === "") return bad(21603, "A 'From' phone number is required.");
  if (body === "") return bad(21602, "Message body is required.");
  if (body.length > 1600) return bad(21617, "The concatenated message body exceeds the 1600 character limit.");
  if (!E164.test(to)) return bad(21211, `Invalid 'To' Phone Number: ${to}`);
  const known = TEXT_TO[to] ?? TEXT_FROM[from];
  return known && bad(...known);
}

export function refusalOfCall(form: URLSearchParams): Refusal | undefined {
  const [to, from, twiml] = [form.get("To") ?? "", form.get("From") ?? "", form.get("Twiml") ?? ""];
  if (to === "") return bad(21201, "No 'To' number is specified");
  if (from === "") return bad(21213, "No 'From' number is specified");
  if (twiml === "" || twiml.length > 4000) return bad(21205, "Url parameter is required.");
  if (!E164.test(to)) return bad(21211, `Invalid 'To' Phone Number: ${to}`);
  if (!E164.test(from)) return bad(21212, `Invalid 'From' Phone Number: ${from}`);
  const known = CALL_TO[to] ?? CALL_FROM[from];
  return known && bad(...known);
}
