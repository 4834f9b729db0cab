import { useEffect, useState } from "react";
import type { PasswordVerdict } from "../../../contract/authentication/views";
import { call } from "../../shell/wardkey";

/** As typed so far: a password must not contain them. */
export type PasswordAbout = readonly [name: string, email: string, practice: string];

const PAUSE_MS = 200;

/** What main thinks of a password while it is typed; null until it has said so. Kept out of the reads' cache on purpose. */
export function usePasswordVerdict(
  password: string,
  about: PasswordAbout,
  forManager: boolean,
): PasswordVerdict | null {
  const [verdict, setVerdict] = useState<PasswordVerdict | null>(null);
  const notified = JSON.stringify(about);
  useEffect(() => {
    if (password === "") return setVerdict(null);
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await call("checkPassword", { password, about: JSON.parse(notified) as string[], forManager });
      if (current) setVerdict(answer.ok ? answer.value : null);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [password, notified, forManager]);
  return verdict;
}
