import type { ComponentPropsWithRef } from "react";
import styles from "./text-link.module.css";

export type TextLinkProps =
  | ({ href: string } & Omit<ComponentPropsWithRef<"a">, "className" | "href">)
  | ({ href?: undefined } & Omit<ComponentPropsWithRef<"button">, "className">);

/** Words that lead somewhere (href) or do something small (onClick). */
export function TextLink(props: TextLinkProps) {
  if (props.href !== undefined) {
    return (
      <a {...props} className={styles.link}>
        {props.children}
      </a>
    );
  }
  const { href: _, ...rest } = props;
  return <button type="button" {...rest} className={styles.link} />;
}
