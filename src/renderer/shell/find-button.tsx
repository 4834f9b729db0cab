import { Search } from "lucide-react";
import { paletteWords } from "../../contract/support/messages";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { findKeys } from "./shortcuts";

/** The palette for whoever does not know its keys. */
export function FindButton({ onPress }: { onPress: () => void }) {
  return (
    <Button variant="quiet" icon={Search} aria-keyshortcuts="Control+K" onClick={onPress}>
      {paletteWords.open}
      <span aria-hidden="true">
        <Kbd keys={findKeys} />
      </span>
    </Button>
  );
}
