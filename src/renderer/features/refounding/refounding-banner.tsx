import { lazy, Suspense, useState } from "react";
import { refoundingBannerWords as words } from "../../../preload/messages/break-glass";
import { useMayCall } from "../../may-call";
import { TextLink } from "../../ui/text-link";
import { useSituation } from "../practice/situation-context";
import { RefoundingNotice } from "./refounding-notice";

const StopRefoundingDialog = lazy(async () => ({
  default: (await import("./stop-refounding-dialog")).StopRefoundingDialog,
}));

/** The same behind the sign-in: a manager who knows nothing of it stops it. */
export function RefoundingBanner() {
  const { refounding } = useSituation();
  const stops = useMayCall("stopRefounding");
  const [open, setOpen] = useState(false);
  return (
    <>
      <RefoundingNotice action={stops && <TextLink onClick={() => setOpen(true)}>{words.stop}</TextLink>} />
      <Suspense>
        {open && refounding !== null && <StopRefoundingDialog name={refounding.name} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
