import { securityWords } from "../../../contract/enrollment/profile-messages";
import type { Security } from "../../../contract/enrollment/views";
import { formatPhone } from "../../../contract/fields";
import { usePractice } from "../../shell/app-state-context";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { DescriptionList } from "../../ui/description-list";
import { Grid, Row } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";

/** E-mail and cell phone as saved in the profile, to be checked and not to be typed again (WCAG 3.3.7). */
export function ContactCard({ security }: { security: Security }) {
  return (
    <Card
      title={securityWords.contact}
      description={securityWords.contactLead}
      actions={<TextLink href="#/account/profile">{securityWords.editInProfile}</TextLink>}
    >
      <Grid column={220}>
        <DescriptionList layout="stack" items={[{ term: securityWords.email, details: security.email }]} />
        <DescriptionList
          layout="stack"
          items={[{ term: securityWords.cellPhone, details: <CellPhone security={security} /> }]}
        />
      </Grid>
    </Card>
  );
}

function CellPhone({ security: { cellPhone, confirmedPhone } }: { security: Security }) {
  const { region } = usePractice();
  if (cellPhone === null) return securityWords.noCellPhone;
  const confirmed = cellPhone === confirmedPhone;
  return (
    <Row>
      {formatPhone(cellPhone, region)}
      <Chip tone={confirmed ? "ok" : "idle"} label={confirmed ? securityWords.confirmed : securityWords.notConfirmed} />
    </Row>
  );
}
