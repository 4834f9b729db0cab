import { aboutWords, frameWords } from "../../contract/shell/messages";
import { Dialog } from "../ui/dialog";
import { AboutFacts } from "./about-facts";

export function AboutDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      title={aboutWords.title}
      description={aboutWords.lead}
      closeLabel={frameWords.close}
    >
      <AboutFacts />
    </Dialog>
  );
}
