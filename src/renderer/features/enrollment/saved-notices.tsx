import { profileWords } from "../../../contract/enrollment/profile-messages";
import type { ProfileSaved } from "../../../contract/enrollment/views";
import { useRead } from "../../shell/wardkey";
import { Notice } from "../../ui/notice";
import { NumberToConfirm } from "./number-to-confirm";

/** Who else has the number that was saved. */
export function SharedNumber({ saved }: { saved: ProfileSaved }) {
  if (saved.phoneSharedWith === 0) return null;
  return (
    <Notice tone="warn" announce="status">
      {profileWords.shared(saved.phoneSharedWith)}
    </Notice>
  );
}

/** While the number waits for its owner: since it was just saved, or since somebody changed it. */
export function WaitingNumber({ justSaved }: { justSaved: boolean }) {
  const security = useRead("getMySecurity", {}).value;
  if (security === undefined || !(justSaved || security.numberWaits)) return null;
  return <NumberToConfirm security={security} />;
}
