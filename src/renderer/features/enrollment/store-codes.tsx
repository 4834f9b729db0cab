import { encode } from "uqr";
import { getAppWords } from "../../../contract/enrollment/messages";
import { QrPlate } from "../../ui/qr-plate";
import styles from "./setup.module.css";

/** Pages of the mobile Authy app. Drawn here and opened by the phone: nothing in this window goes to the network. */
const stores = [
  {
    name: getAppWords.appStoreName,
    label: getAppWords.appStore,
    modules: modulesOf("https://apps.apple.com/app/id494168017"),
  },
  {
    name: getAppWords.googlePlayName,
    label: getAppWords.googlePlay,
    modules: modulesOf("https://play.google.com/store/apps/details?id=com.authy.authy"),
  },
];

function modulesOf(address: string): readonly (readonly boolean[])[] {
  return encode(address, { ecc: "M", border: 0 }).data;
}

/** QR codes that lead the phone's camera to the app. */
export function StoreCodes() {
  return (
    <div className={styles.stores}>
      {stores.map(({ name, label, modules }) => (
        <div key={name} className={styles.store}>
          <QrPlate label={label} modules={modules} size={200} />
          <span aria-hidden="true">{name}</span>
        </div>
      ))}
    </div>
  );
}
