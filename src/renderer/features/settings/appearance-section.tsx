import { appearanceWords as words } from "../../../contract/settings/messages";
import type { Theme } from "../../../contract/settings/views";
import { frameWords } from "../../../contract/shell/messages";
import { useAppState } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { RadioGroup } from "../../ui/radio-group";

const themes: readonly Theme[] = ["system", "light", "dark"];

export function AppearanceSection() {
  const { theme } = useAppState();
  const choose = useAct("chooseTheme");
  return (
    <Card title={words.title} description={words.about}>
      <RadioGroup
        label={words.theme}
        options={themes.map((one) => ({ value: one, label: frameWords.theme[one] }))}
        value={theme}
        onValueChange={(next) => void choose.act({ theme: next })}
      />
      <RefusalNotice refusal={choose.refusal} />
    </Card>
  );
}
