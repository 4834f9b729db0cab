import type { ReactNode } from "react";
import { accountWords } from "../../contract/enrollment/profile-messages";
import type { Method } from "../../contract/methods";
import { refusalWords } from "../../contract/refusal-messages";
import type { AnyRefusal, BridgeRefusal } from "../../contract/refusals";
import { errorWords } from "../../contract/shell/error-messages";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { useFormats } from "./app-state-context";
import type { Read, ValueOf } from "./wardkey";

export interface LoadedProps<M extends Method> {
  read: Read<M>;
  children: (value: ValueOf<M>) => ReactNode;
}

/** What main answered; its outline until then, and what went wrong instead. */
export function Loaded<M extends Method>({ read, children }: LoadedProps<M>) {
  const formats = useFormats();
  if (read.value !== undefined) return children(read.value);
  if (read.loading) return <Skeleton label={accountWords.loading} />;
  const refusal: AnyRefusal | BridgeRefusal | undefined = read.refusal;
  return (
    <ErrorState title={errorWords.unreadTitle} retryLabel={errorWords.retry} onRetry={read.again}>
      {refusal === undefined ? errorWords.unread : refusalWords(refusal, formats)}
    </ErrorState>
  );
}
