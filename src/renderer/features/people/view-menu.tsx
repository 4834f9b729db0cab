import { Bookmark } from "lucide-react";
import { memo, useState } from "react";
import { listWords as words } from "../../../contract/people/bulk-messages";
import { peopleInputs } from "../../../contract/people/inputs";
import type { SavedView } from "../../../contract/people/views";
import type { PeopleColumn } from "../../../contract/vocabulary";
import { useDraft } from "../../shell/drafts";
import { filterOf, type PeopleQuery } from "../../shell/person/people-query";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Menu, type MenuEntry } from "../../ui/menu";
import { TextField } from "../../ui/text-field";
import { useToasts } from "../../ui/toasts";

export interface ViewMenuProps {
  views: readonly SavedView[];
  onShow: (view: SavedView["view"]) => void;
  onSave: () => void;
}

/** Views that somebody saved under a name, and saving this one. */
export const ViewMenu = memo(function ViewMenu({ views, onShow, onSave }: ViewMenuProps) {
  const toast = useToasts();
  const remove = useAct("removeView");
  const entries: readonly MenuEntry[] = [
    ...(views.length === 0 ? [{ heading: words.noViews }] : [{ heading: words.show }]),
    ...views.map(({ name, view }) => ({ label: name, onSelect: () => onShow(view) })),
    "separator",
    { label: words.saveView, onSelect: onSave },
    ...views.map(({ id, name }) => ({
      label: words.removeView(name),
      onSelect: () => void remove.act({ view: id }).then((done) => done && toast({ title: words.removed(name) })),
    })),
  ];
  return <Menu trigger={<Button icon={Bookmark}>{words.views}</Button>} entries={entries} align="end" />;
});

export interface SaveViewDialogProps {
  query: PeopleQuery;
  columns: readonly PeopleColumn[];
  onClose: () => void;
}

/** Names the list as it is looked at now. */
export function SaveViewDialog({ query, columns, onClose }: SaveViewDialogProps) {
  const toast = useToasts();
  const [name, setName] = useDraft("view name", "");
  const [missing, setMissing] = useState(false);
  const save = useAct("saveView", {
    onDone: (view) => {
      toast({ title: words.saved(view.name), tone: "ok" });
      onClose();
    },
  });
  const { sort, descending } = query;
  const submit = () => {
    const input = { name, view: { filter: filterOf(query), sort, descending, columns: [...columns] } };
    const parsed = peopleInputs.saveView.safeParse(input);
    setMissing(!parsed.success);
    if (parsed.success) void save.act(parsed.data);
  };
  return (
    <Dialog
      open
      title={words.saveTitle}
      description={words.saveLead}
      closeLabel={words.cancel}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" busy={save.busy} onClick={submit}>
            {words.save}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={words.viewName}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={save.fieldErrors["name"] ?? (missing ? words.nameMissing : undefined)}
        />
        <RefusalNotice refusal={save.refusal} saidElsewhere={["bad-input"]} />
      </Form>
    </Dialog>
  );
}
