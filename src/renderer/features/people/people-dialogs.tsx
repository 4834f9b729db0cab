import { Download, Upload, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { listWords as list } from "../../../contract/people/bulk-messages";
import { peopleWords as words } from "../../../contract/people/messages";
import { shortcutWords } from "../../../contract/shell/messages";
import type { PeopleColumn } from "../../../contract/vocabulary";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import type { PeopleQuery } from "../../shell/person/people-query";
import { commandKeys, type Shortcut, useShortcuts } from "../../shell/shortcuts";
import { useStable } from "../../shell/use-stable";
import { Button } from "../../ui/button";
import { ExplainedButton } from "../../ui/explained-button";
import { AddPersonDialog } from "./add-person-dialog";
import { type Destination, TakeOutDialog } from "./take-out-dialog";
import { SaveViewDialog } from "./view-menu";

/** What is done from the screen itself: which dialog is open, how it is opened, and what the viewer may not do. */
export function usePeopleDialogs() {
  const [adding, setAdding] = useDraft("people add", false);
  const [takingOut, setTakingOut] = useDraft<Destination | undefined>("people take out", undefined);
  const [naming, setNaming] = useDraft("people name view", false);
  const addRefused = useMayCall("addPerson") ? undefined : words.addNotAllowed;
  const mayTakeOut = useMayCall("exportPeople");
  const add = useStable(() => setAdding(true));
  const nameView = useStable(() => setNaming(true));
  useShortcuts(
    useMemo(
      () =>
        peopleShortcuts({
          add: addRefused === undefined ? add : undefined,
          takeOut: mayTakeOut ? setTakingOut : undefined,
        }),
      [addRefused, add, mayTakeOut, setTakingOut],
    ),
  );
  const close = () => {
    setAdding(false);
    setTakingOut(undefined);
    setNaming(false);
  };
  return { adding, takingOut, naming, addRefused, mayTakeOut, add, takeOut: setTakingOut, nameView, close };
}

type DialogsState = ReturnType<typeof usePeopleDialogs>;

export function ScreenActs({ dialogs: { addRefused, mayTakeOut, add, takeOut } }: { dialogs: DialogsState }) {
  const [, go] = useHashLocation();
  const mayImport = useMayCall("runImport");
  return (
    <>
      {mayImport && (
        <Button icon={Upload} onClick={() => go("/import")}>
          {list.import}
        </Button>
      )}
      {mayTakeOut && (
        <Button icon={Download} onClick={() => takeOut("csv")}>
          {list.export}
        </Button>
      )}
      <ExplainedButton variant="primary" icon={UserPlus} disabledReason={addRefused} onClick={add}>
        {words.add}
      </ExplainedButton>
    </>
  );
}

interface PeopleDialogsProps {
  dialogs: DialogsState;
  query: PeopleQuery;
  columns: readonly PeopleColumn[];
  /** Of all who fit; undefined while that is being counted. */
  count: number | undefined;
}

export function PeopleDialogs({ dialogs, query, columns, count }: PeopleDialogsProps) {
  const { adding, takingOut, naming, close } = dialogs;
  return (
    <>
      {naming && <SaveViewDialog query={query} columns={columns} onClose={close} />}
      {takingOut !== undefined && count !== undefined && (
        <TakeOutDialog query={query} columns={columns} count={count} first={takingOut} onClose={close} />
      )}
      {adding && <AddPersonDialog onClose={close} />}
    </>
  );
}

interface PeopleActs {
  /** Missing where the viewer may not. */
  readonly add: (() => void) | undefined;
  readonly takeOut: ((to: Destination) => void) | undefined;
}

/** Keys of the list: a new person, and taking out what is shown. */
function peopleShortcuts({ add, takeOut }: PeopleActs): readonly Shortcut[] {
  return [
    ...(add === undefined ? [] : [{ keys: [commandKeys("N")], what: shortcutWords.newPerson, run: add }]),
    ...(takeOut === undefined
      ? []
      : [
          { keys: [commandKeys("E")], what: shortcutWords.export, run: () => takeOut("csv") },
          { keys: [commandKeys("P")], what: shortcutWords.print, run: () => takeOut("printer") },
        ]),
  ];
}
