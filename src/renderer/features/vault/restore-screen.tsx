import { firstScreenWords, restoreWords } from "../../../preload/messages/vault";
import { Button } from "../../ui/button";
import { Row } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { VaultPage } from "./vault-page";

/** **Restore a backup**: says that it comes later, and what helps until then. */
export function RestoreScreen({ onBack, onOpen }: { onBack: () => void; onOpen: () => void }) {
  return (
    <VaultPage title={restoreWords.title} description={restoreWords.lead}>
      <p>{restoreWords.instead}</p>
      <p>{restoreWords.keep}</p>
      <Row gap={16}>
        <Button variant="primary" onClick={onOpen}>
          {restoreWords.open}
        </Button>
        <TextLink onClick={onBack}>{firstScreenWords.back}</TextLink>
      </Row>
    </VaultPage>
  );
}
