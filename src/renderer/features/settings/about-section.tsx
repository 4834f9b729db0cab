import { aboutWords } from "../../../contract/shell/messages";
import { AboutFacts } from "../../shell/about-facts";
import { Card } from "../../ui/card";

export function AboutSection() {
  return (
    <Card title={aboutWords.title} description={aboutWords.lead}>
      <AboutFacts />
    </Card>
  );
}
