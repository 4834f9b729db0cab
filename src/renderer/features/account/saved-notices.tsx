import { profileWords } from "../../../preload/messages/account";
import type { ProfileSaved } from "../../../preload/views";
import { Notice } from "../../ui/notice";
import { useRead } from "../../wardkey";
import { NumberToConfirm } from "../set-up/number-to-confirm";

/** What a saved number brings with it. */
export function SavedNotices({ saved }: { saved: ProfileSaved }) {
  const security = useRead("getMySecurity", {}, { enabled: saved.numberToConfirm });
  return (
    <>
      {saved.phoneSharedWith > 0 && (
        <Notice tone="warn" announce="status">
          {profileWords.shared(saved.phoneSharedWith)}
        </Notice>
      )}
      {saved.numberToConfirm && security.value !== undefined && <NumberToConfirm security={security.value} />}
    </>
  );
}
