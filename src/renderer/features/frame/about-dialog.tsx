import { aboutWords, frameWords } from "../../../preload/messages/frame";
import { DescriptionList } from "../../ui/description-list";
import { Dialog } from "../../ui/dialog";
import { usePractice, useSituation } from "../practice/situation-context";

export function AboutDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { version } = useSituation();
  const { name } = usePractice();
  const engine = /Chrome\/[\d.]+/.exec(navigator.userAgent)?.[0].replace("/", " ");
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      title={aboutWords.title}
      description={aboutWords.lead}
      closeLabel={frameWords.close}
    >
      <DescriptionList
        items={[
          { term: aboutWords.version, details: version },
          { term: aboutWords.practice, details: name },
          { term: aboutWords.licence, details: aboutWords.licenceName },
          ...(engine === undefined ? [] : [{ term: aboutWords.engine, details: engine }]),
        ]}
      />
    </Dialog>
  );
}
