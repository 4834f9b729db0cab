import { aboutWords } from "../../../contract/shell/messages";
import { Card } from "../../ui/card";
import { AboutFacts } from "../frame/about-facts";

export function AboutSection() {
  return (
    <Card title={aboutWords.title} description={aboutWords.lead}>
      <AboutFacts />
    </Card>
  );
}
