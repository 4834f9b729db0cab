import type { DomainEvent } from "./events";
import { isPracticeStream, practiceStream, type Stream } from "./streams";

/** That secrets of a stream let in no more. */
export function revocationOf(stream: Stream, secrets: readonly string[]): DomainEvent {
  if (!isPracticeStream(stream)) return { kind: "secrets-revoked", subject: stream, data: { secrets } };
  const part = stream === practiceStream("emergency") ? "emergency" : "messaging";
  return { kind: "secrets-revoked", subject: null, data: { secrets, part } };
}
