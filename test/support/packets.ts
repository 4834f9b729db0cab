import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** The network that scripts/runtime/play.mjs made for these tests: nothing else is in it, and every packet shows. */

/** Where the marks go; nobody is there. */
const MARK = { address: "203.0.113.1", port: 9 };

/** Addresses and a way out to everywhere, as a computer has them: what is sent leaves, and nobody answers. */
export function openWayOut(): void {
  const router = "02:00:00:00:00:01";
  for (const command of [
    "link set lo up",
    "link add out type veth peer name far",
    "link set out up",
    "link set far up",
    "addr add 192.0.2.2/24 dev out",
    `neigh add 192.0.2.1 lladdr ${router} dev out nud permanent`,
    "route add default via 192.0.2.1 dev out",
    "-6 addr add 2001:db8::2/64 dev out nodad",
    `-6 neigh add 2001:db8::1 lladdr ${router} dev out nud permanent`,
    "-6 route add default via 2001:db8::1 dev out",
  ]) {
    execFileSync("ip", command.split(" "));
  }
}

export type Capture = {
  /** Every packet so far, but those of the test's own driver and its marks. */
  readonly packets: () => Promise<readonly string[]>;
  readonly stop: () => void;
};

/** Listens to every interface. What the kernel says by itself about neighbors and groups is left out. */
export async function capturePackets(): Promise<Capture> {
  const dump = spawn("tcpdump", ["-n", "-l", "-t", "-i", "any", "inbound"], { stdio: ["ignore", "pipe", "pipe"] });
  const seen = { text: "", marks: 0 };
  const driver = new Set<number>();
  dump.stdout.on("data", (chunk) => {
    seen.text += chunk;
  });
  await untilListening(dump);
  return {
    packets: async () => {
      seen.marks += 1;
      await sendMark();
      // Packets are told in their order: once the mark has come, so has everything before it.
      while (linesOf(seen.text).filter(isMark).length < seen.marks) await once(dump.stdout, "data");
      for (const port of listeningPorts()) driver.add(port);
      const others = linesOf(seen.text).filter((line) => !isMark(line) && !isOfTheKernel(line));
      return others.filter((line) => ![...driver].some((port) => isAtPort(line, port)));
    },
    stop: () => dump.kill(),
  };
}

async function untilListening({ stderr }: ChildProcess): Promise<void> {
  let said = "";
  while (!said.includes("listening on")) {
    const [chunk] = (await once(stderr ?? process.stderr, "data")) as [Buffer];
    said += chunk;
  }
}

async function sendMark(): Promise<void> {
  const socket = createSocket("udp4");
  await new Promise((sent) => socket.send("mark", MARK.port, MARK.address, sent));
  socket.close();
}

const linesOf = (text: string) => text.split("\n").slice(0, -1);
const isMark = (line: string) => line.includes(`> ${MARK.address}.${MARK.port}: UDP`);
const isOfTheKernel = (line: string) => /ICMP6,|igmp|ARP,/.test(line);
const isAtPort = (line: string, port: number) => /^lo\b/.test(line) && line.includes(`127.0.0.1.${port}`);

/** The driver is all that listens here: Playwright's two connections to the app. */
function listeningPorts(): readonly number[] {
  const listening = "0A";
  const rows = readFileSync("/proc/net/tcp", "utf8").split("\n").slice(1, -1);
  return rows.flatMap((row) => {
    const [, local = "", , state] = row.trim().split(/\s+/);
    return state === listening ? [Number.parseInt(local.split(":")[1] ?? "", 16)] : [];
  });
}
