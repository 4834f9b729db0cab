import { expect, test } from "vitest";
import { readBaseUrl } from "../../../src/main/core/delivery/base-url";

test.each([
  ["https://api.twilio.com", "https://api.twilio.com"],
  ["https://api.twilio.com/", "https://api.twilio.com"],
  ["https://sms.example:8443/compat/api//", "https://sms.example:8443/compat/api"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["http://localhost/x", "http://localhost/x"],
  ["http://[::1]:80", "http://[::1]"],
])("%s may be used as %s", (text, base) => {
  expect(readBaseUrl(text)).toBe(base);
});

test.each([
  "http://api.twilio.com",
  "http://192.168.1.20",
  "http://localhost.example",
  "http://127.0.0.1.example",
  "https://user:secret@api.twilio.com",
  "https://api.twilio.com/?next=1",
  "https://api.twilio.com/#x",
  "ftp://api.twilio.com",
  "file:///etc/hosts",
  "javascript:alert(1)",
  "api.twilio.com",
  "",
])("%s may not", (text) => {
  expect(readBaseUrl(text)).toBeUndefined();
});
