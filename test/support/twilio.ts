import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { createMailbox } from "./mailbox";
import { type Refusal, refusalOfCall, refusalOfText } from "./twilio-rules";

export type TextMessage = { readonly to: string; readonly from: string; readonly body: string };
/** `digits` is what the call spells out, once; empty where it does not spell the same digits twice. */
export type PhoneCall = { readonly to: string; readonly from: string; readonly twiml: string; readonly digits: string };
export type Request = { readonly method: string; readonly path: string; readonly form: URLSearchParams };

/** How the next request is answered instead of as Twilio would. */
export type Behaviour =
  | { kind: "error"; status: number; code?: number; message?: string }
  | { kind: "answer"; status: number; body: string }
  /** Keeps the connection and says nothing. */
  | { kind: "never" }
  /** Sends the head and half of a body, and says nothing more. */
  | { kind: "stall" }
  /** Accepts, in an answer of eight megabytes. */
  | { kind: "huge" }
  | { kind: "redirect"; to: string }
  /** Closes the connection without an answer. */
  | { kind: "drop" }
  /** Answers as usual, but not before `until` is settled. */
  | { kind: "slow"; until: Promise<void> };

/** A server that speaks the part of Twilio's REST API that Wardkey uses, on a port of this computer. */
export async function startTwilio() {
  const [accountSid, authToken] = [`AC${randomBytes(16).toString("hex")}`, randomBytes(16).toString("hex")];
  const messages = createMailbox<TextMessage>("text message");
  const calls = createMailbox<PhoneCall>("call");
  const requests = createMailbox<Request & { to: string }>("request");
  const behaviours: Behaviour[] = [];

  const take = (resource: string, form: URLSearchParams) => {
    const [to, from] = [form.get("To") ?? "", form.get("From") ?? form.get("MessagingServiceSid") ?? ""];
    const twiml = form.get("Twiml") ?? "";
    if (resource === "Messages") messages.put({ to, from, body: form.get("Body") ?? "" });
    else calls.put({ to, from, twiml, digits: spelledDigits(twiml) });
  };

  const usual = (request: Request, authorization: string, response: ServerResponse) => {
    const resource = /^\/2010-04-01\/Accounts\/([^/]+)\/(Messages|Calls)\.json$/.exec(request.path);
    const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
    if (!resource || request.method !== "POST") return refuse(response, notFound(request.path));
    if (authorization !== basic || resource[1] !== accountSid) return refuse(response, UNAUTHORIZED);
    const refusal = (resource[2] === "Messages" ? refusalOfText : refusalOfCall)(request.form);
    if (refusal) return refuse(response, refusal);
    take(resource[2] ?? "", request.form);
    sendJson(response, 201, accepted(resource[2] ?? "", request.form));
  };

  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming);
    const behaviour = behaviours.shift();
    requests.put({ ...request, to: request.form.get("To") ?? "" });
    if (behaviour && behaviour.kind !== "slow") return misbehave(behaviour, response);
    await behaviour?.until;
    usual(request, incoming.headers.authorization ?? "", response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accountSid,
    authToken,
    messages: messages.items,
    calls: calls.items,
    requests: requests.items,
    answerNext: (behaviour: Behaviour) => void behaviours.push(behaviour),
    /** The first text message to this number that no earlier call was given. */
    waitForMessage: messages.next,
    waitForCall: calls.next,
    /** The first request about this number, however it was answered. */
    waitForRequest: requests.next,
    close: async () => {
      for (const mailbox of [messages, calls, requests]) mailbox.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

export type Twilio = Awaited<ReturnType<typeof startTwilio>>;

const UNAUTHORIZED: Refusal = { status: 401, code: 20003, message: "Authenticate" };

function notFound(path: string): Refusal {
  return { status: 404, code: 20404, message: `The requested resource ${path} was not found` };
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const body = await readText(incoming);
  const isForm = incoming.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  return {
    method: incoming.method ?? "",
    path: incoming.url ?? "",
    form: new URLSearchParams(isForm ? body : ""),
  };
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function refuse(response: ServerResponse, { status, code, message }: Refusal): void {
  sendJson(response, status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

function accepted(resource: string, form: URLSearchParams) {
  const sid = (resource === "Messages" ? "SM" : "CA") + randomBytes(16).toString("hex");
  const both = { sid, to: form.get("To"), from: form.get("From"), status: "queued", api_version: "2010-04-01" };
  return resource === "Messages" ? { ...both, body: form.get("Body"), error_code: null, error_message: null } : both;
}

function misbehave(behaviour: Exclude<Behaviour, { kind: "slow" }>, response: ServerResponse): void {
  switch (behaviour.kind) {
    case "error":
      sendJson(response, behaviour.status, { ...behaviour, kind: undefined });
      break;
    case "answer":
      response.writeHead(behaviour.status, { "content-type": "text/html" }).end(behaviour.body);
      break;
    case "never":
      break;
    case "stall":
      response.writeHead(201, { "content-type": "application/json" }).write('{"sid": "SM');
      break;
    case "huge":
      response
        .writeHead(201, { "content-type": "application/json" })
        .end(`{"sid": "SM1", "a": "${"x".repeat(8 << 20)}"}`);
      break;
    case "redirect":
      response.writeHead(307, { location: behaviour.to }).end();
      break;
    case "drop":
      response.destroy();
  }
}

/** The digits a call spells, one <Say> each, where it spells them twice and the same both times. */
function spelledDigits(twiml: string): string {
  const spoken = Array.from(twiml.matchAll(/<Say[^>]*>([0-9])<\/Say>/g), (match) => match[1]).join("");
  const half = spoken.slice(0, spoken.length / 2);
  return half + half === spoken ? half : "";
}
