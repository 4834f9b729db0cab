import { type ReactNode, useId } from "react";
import { Row, Stack } from "./stack";

export interface SectionProps {
  title: string;
  /** At the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
}

/** A named part of a panel or page. */
export function Section({ title, action, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack gap={8}>
        <Row justify="between">
          <h3 id={id}>{title}</h3>
          {action}
        </Row>
        {children}
      </Stack>
    </section>
  );
}
