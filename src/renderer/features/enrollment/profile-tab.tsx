import { Loaded } from "../../shell/loaded";
import { useRead } from "../../shell/wardkey";
import { ProfileForm } from "./profile-form";

/** Name, e-mail and cell phone, saved all at once. */
export function ProfileTab() {
  const profile = useRead("getMyProfile", {});
  return <Loaded read={profile}>{(value) => <ProfileForm profile={value} />}</Loaded>;
}
