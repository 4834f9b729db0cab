import { aboutWords, frameWords } from "../../contract/shell/messages";
import { DescriptionList } from "../ui/description-list";
import { Dialog } from "../ui/dialog";
import { useAppState, usePractice } from "./app-state-context";

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

/** Which Wardkey this is. */
export function AboutFacts() {
  const { version } = useAppState();
  const { name } = usePractice();
  const engine = /Chrome\/[\d.]+/.exec(navigator.userAgent)?.[0].replace("/", " ");
  return (
    <DescriptionList
      items={[
        { term: aboutWords.version, details: version },
        { term: aboutWords.practice, details: name },
        { term: aboutWords.license, details: aboutWords.licenseName },
        ...(engine === undefined ? [] : [{ term: aboutWords.engine, details: engine }]),
      ]}
    />
  );
}
