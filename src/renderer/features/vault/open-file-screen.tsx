import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { firstScreenWords, openFileWords } from "../../../contract/vault/messages";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Row, Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { KitForm } from "./kit-form";
import { VaultPage } from "./vault-page";

/** **Open a vault**: a copied folder from another computer, and the key on its printed kit. */
export function OpenFileScreen({ onBack }: { onBack: () => void }) {
  const [name, setName] = useState<string | null>(null);
  const choose = useAct("chooseVaultFile", { onDone: (file) => file !== null && setName(file.name) });
  return (
    <VaultPage title={openFileWords.title} description={openFileWords.lead}>
      <Stack gap={8}>
        <Row>
          <Button icon={FolderOpen} busy={choose.busy} onClick={() => void choose.act({})}>
            {name === null ? openFileWords.choose : openFileWords.other}
          </Button>
          {name !== null && <span>{openFileWords.chosen(name)}</span>}
        </Row>
        <p>{openFileWords.chooseHint}</p>
      </Stack>
      <RefusalNotice refusal={choose.refusal} />
      {name !== null && <KitForm key={name} method="openVaultFile" />}
      <TextLink onClick={onBack}>{firstScreenWords.back}</TextLink>
    </VaultPage>
  );
}
