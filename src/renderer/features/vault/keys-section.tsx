import { useState } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { keyChangeTroubles } from "../../../contract/audit/key-entry-messages";
import { formatDate, formatDateTime } from "../../../contract/formats";
import {
  becameWords,
  keyActWords,
  keyChangeWords,
  newKitWords,
  keysWords as words,
} from "../../../contract/vault/key-messages";
import type { VaultKeysView } from "../../../contract/vault/views";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { Loaded } from "../../shell/loaded";
import { useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { DescriptionList } from "../../ui/description-list";
import { Notice } from "../../ui/notice";
import { Row, Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { KeyActDialog } from "./key-act-dialog";
import { NewKitDialog } from "./new-kit-dialog";
import type { KeyAct } from "./typed-keys";

/** The recovery kit, how the vault opens on this computer, and its key. */
export function KeysSection() {
  const read = useRead("getVaultKeys", {});
  return <Loaded read={read}>{(view) => <Keys view={view} />}</Loaded>;
}

function Keys({ view }: { view: VaultKeysView }) {
  const [asking, setAsking] = useDraft<KeyAct | undefined>("keys act", undefined);
  return (
    <Stack gap={16}>
      <LastChange last={view.last} />
      <KitCard kit={view.kit} older={view.older} />
      <OpensCard view={view} onAct={setAsking} />
      <Card title={words.keyTitle} description={words.keyAbout}>
        <Row>
          <ActButton act="changeVaultKey" onAct={setAsking} />
        </Row>
      </Card>
      {asking !== undefined && (
        <KeyActDialog key={asking} act={asking} opensBy={view.opensBy} onClose={() => setAsking(undefined)} />
      )}
    </Stack>
  );
}

function LastChange({ last }: Pick<VaultKeysView, "last">) {
  if (last === null || last.became === "done") return null;
  if (last.became === "unfinished") {
    return (
      <Notice tone="warn" title={becameWords.unfinishedTitle}>
        {becameWords.unfinishedAbout}
      </Notice>
    );
  }
  return (
    <Notice tone="warn" title={becameWords.undoneTitle}>
      {becameWords.undoneAbout(keyChangeTroubles[last.became])}
    </Notice>
  );
}

function KitCard({ kit, older }: Pick<VaultKeysView, "kit" | "older">) {
  const formats = useFormats();
  const [making, setMaking] = useState(false);
  const details = kit === null ? words.noKit : words.kitNumber(kit.number, formatDate(kit.madeAt, formats));
  return (
    <Card title={words.kitTitle} description={words.kitAbout}>
      <Stack gap={16}>
        {kit?.reason === "seen" && <AfterSeen />}
        <DescriptionList items={[{ term: words.kit, details }]} />
        {older.length > 0 && <OlderBackups older={older} />}
        <Row>
          <Button onClick={() => setMaking(true)}>{newKitWords.button}</Button>
        </Row>
      </Stack>
      {making && <NewKitDialog onClose={() => setMaking(false)} />}
    </Card>
  );
}

/** What helps against somebody who has seen the old kit. */
function AfterSeen() {
  const [, go] = useHashLocation();
  return (
    <Notice tone="warn" title={newKitWords.seenTitle}>
      <p>{newKitWords.seen}</p>
      <ol>
        {newKitWords.seenSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <TextLink onClick={() => go("/people")}>{newKitWords.toPeople}</TextLink>
    </Notice>
  );
}

/** By folder, with their names, which say when they were made. */
function OlderBackups({ older }: Pick<VaultKeysView, "older">) {
  return (
    <Notice tone="info" title={newKitWords.olderTitle}>
      <p>{newKitWords.older}</p>
      <DescriptionList
        layout="stack"
        items={older.map(({ path, isThere, files }) => ({
          term: isThere ? path : newKitWords.away(path),
          details: files.join(", "),
        }))}
      />
    </Notice>
  );
}

function OpensCard({ view, onAct }: { view: VaultKeysView; onAct: (act: KeyAct) => void }) {
  const { opensBy, hasKeyStore } = view;
  const asksPassphrase = opensBy === "passphrase";
  return (
    <Card title={words.opensTitle} description={words.opensAbout}>
      <Stack gap={16}>
        <OpensFacts view={view} />
        <Row>
          {asksPassphrase ? (
            <ActButton act="changePassphrase" onAct={onAct} />
          ) : (
            <ActButton act="openByPassphrase" onAct={onAct} />
          )}
          {asksPassphrase && hasKeyStore && <ActButton act="openByKeyStore" onAct={onAct} />}
        </Row>
      </Stack>
    </Card>
  );
}

function OpensFacts({ view: { opensBy, hasKeyStore, last } }: { view: VaultKeysView }) {
  const formats = useFormats();
  const lastDone = () => {
    if (last === null) return [];
    const what = keyChangeWords[last.what];
    const at = formatDateTime(last.at, formats);
    if (last.became === "unfinished") return [{ term: words.last, details: becameWords.unfinished(what) }];
    const said = last.became === "done" ? becameWords.done : becameWords.undone;
    return [{ term: words.last, details: said(what, at) }];
  };
  return (
    <DescriptionList
      items={[
        { term: words.opensBy, details: words.by[opensBy] },
        { term: words.keyStore, details: hasKeyStore ? words.has.yes : words.has.no },
        ...lastDone(),
      ]}
    />
  );
}

function ActButton({ act, onAct }: { act: KeyAct; onAct: (act: KeyAct) => void }) {
  return <Button onClick={() => onAct(act)}>{keyActWords[act].button}</Button>;
}
