import { importWords as words } from "../../../contract/import/messages";
import { PageHeader } from "../../ui/page-header";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { CheckStep } from "./check-step";
import { ColumnsStep } from "./columns-step";
import { DoneStep } from "./done-step";
import { FileStep } from "./file-step";
import { type ChangeView, type ImportView, useImportView } from "./import-view";
import { LastImports } from "./last-imports";
import { RunStep } from "./run-step";
import { UndoneNotice } from "./undone-notice";

/** People from a table, in four steps: the file, its columns, a dry run, and the import itself. */
export function ImportScreen() {
  const [view, change] = useImportView();
  const { undone } = view;
  const between = view.step === "file" || view.step === "done";
  return (
    <Stack gap={20}>
      <PageHeader
        title={words.title}
        description={words.lead}
        above={<TextLink href="#/people">{words.toPeople}</TextLink>}
      />
      {undone !== null && <UndoneNotice undone={undone} onDismiss={() => change({ undone: null })} />}
      <Step view={view} change={change} />
      {between && <LastImports onUndone={(done) => change({ ...done, ...(view.step === "done" && leave) })} />}
    </Stack>
  );
}

/** What was imported just now may be what was taken back. */
const leave: Partial<ImportView> = { step: "file", result: null };

function Step({ view, change }: { view: ImportView; change: ChangeView }) {
  const { step, chosen, dryRun, result } = view;
  if (step === "done" && result !== null) return <DoneStep result={result} onChange={change} />;
  if (chosen === null || step === "file") return <FileStep chosen={chosen} onChange={change} />;
  if (step === "columns" || dryRun === null) return <ColumnsStep chosen={chosen} view={view} onChange={change} />;
  if (step === "check") return <CheckStep dryRun={dryRun} outcome={view.outcome} onChange={change} />;
  return <RunStep file={chosen.file} dryRun={dryRun} onChange={change} />;
}
