import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { expect, test } from "vitest";
import { Button } from "../../../src/renderer/ui/button";
import { Checkbox } from "../../../src/renderer/ui/checkbox";
import { ComboboxField } from "../../../src/renderer/ui/combobox-field";
import { Form } from "../../../src/renderer/ui/form";
import { PasswordField } from "../../../src/renderer/ui/password-field";
import { RadioGroup } from "../../../src/renderer/ui/radio-group";
import { SearchField } from "../../../src/renderer/ui/search-field";
import { SelectField } from "../../../src/renderer/ui/select-field";
import { Switch } from "../../../src/renderer/ui/switch";
import { TextAreaField } from "../../../src/renderer/ui/text-area-field";
import { TextField } from "../../../src/renderer/ui/text-field";

interface Person {
  name: string;
  password: string;
  reason: string;
  stored: boolean;
  shortcuts: boolean;
  accountType: "provider" | "staff" | null;
}

function PersonForm({ onSave }: { onSave: (person: Person) => void }) {
  const { register, control, handleSubmit, formState } = useForm<Person>({ defaultValues: { accountType: null } });
  const { errors } = formState;
  return (
    <Form onSubmit={handleSubmit((person) => onSave(person))} actions={<Button type="submit">Save</Button>}>
      <TextField label="Name" error={errors.name?.message} {...register("name", { required: "Enter a name." })} />
      <PasswordField label="Password" showLabel="Show what I type" autoComplete="off" {...register("password")} />
      <TextAreaField label="Reason" {...register("reason")} />
      <Checkbox label="Stored" {...register("stored")} />
      <Switch label="Shortcuts" {...register("shortcuts")} />
      <Controller
        name="accountType"
        control={control}
        render={({ field }) => (
          <SelectField
            label="Account type"
            ref={field.ref}
            value={field.value}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            options={[
              { value: "provider", label: "Provider" },
              { value: "staff", label: "Staff" },
            ]}
          />
        )}
      />
    </Form>
  );
}

test("a form library gets from every field what was put in, by keyboard alone", async () => {
  const user = userEvent.setup();
  const saved: Person[] = [];
  render(<PersonForm onSave={(person) => saved.push(person)} />);
  await user.tab();
  await user.keyboard("Marcus Webb{Tab}correct horse{Tab}{Tab}new phone{Tab} {Tab} {Tab}");
  expect(screen.getByRole("combobox", { name: "Account type" })).toHaveFocus();
  await user.keyboard("{ArrowDown}");
  await screen.findByRole("option", { name: "Staff" });
  await user.keyboard("{ArrowDown}{Enter}");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(saved).toEqual([
    {
      name: "Marcus Webb",
      password: "correct horse",
      reason: "new phone",
      stored: true,
      shortcuts: true,
      accountType: "staff",
    },
  ]);
});

test("a refused field is invalid, described by its error and its hint, and has the focus", async () => {
  const user = userEvent.setup();
  render(<PersonForm onSave={() => {}} />);
  const name = screen.getByRole("textbox", { name: "Name" });
  expect(name).toBeValid();
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(name).toBeInvalid();
  expect(name).toHaveAccessibleDescription("Enter a name.");
  expect(name).toHaveFocus();
});

test("a password can be looked at and stays as it was typed", async () => {
  const user = userEvent.setup();
  render(<PasswordField label="Password" showLabel="Show what I type" autoComplete="current-password" />);
  const field = screen.getByLabelText("Password");
  await user.type(field, "correct horse");
  expect(field).toHaveAttribute("type", "password");
  const toggle = screen.getByRole("button", { name: "Show what I type", pressed: false });
  await user.click(toggle);
  expect(field).toHaveAttribute("type", "text");
  expect(field).toHaveValue("correct horse");
  expect(toggle).toHaveAttribute("aria-pressed", "true");
});

function Lifetime() {
  const [value, setValue] = useState<"10" | "never">("10");
  return (
    <RadioGroup
      label="How long does a token live?"
      value={value}
      onValueChange={setValue}
      options={[
        { value: "10", label: "10 minutes" },
        { value: "never", label: "Never expires", description: "Not recommended" },
      ]}
    />
  );
}

test("arrows choose among radios, each described by its sentence", async () => {
  const user = userEvent.setup();
  render(<Lifetime />);
  expect(screen.getByRole("radiogroup", { name: "How long does a token live?" })).toBeVisible();
  await user.tab();
  await user.keyboard("{ArrowDown}");
  const never = screen.getByRole("radio", { name: "Never expires" });
  expect(never).toBeChecked();
  expect(never).toHaveAccessibleDescription("Not recommended");
});

test("a combobox finds one of many by typing", async () => {
  const user = userEvent.setup();
  const chosen: string[] = [];
  render(
    <ComboboxField
      label="Time zone"
      options={["Europe/Berlin", "Europe/London", "America/New_York"].map((value) => ({ value, label: value }))}
      value={null}
      onValueChange={(value) => chosen.push(value)}
      emptyText="No time zone is called that."
      openLabel="Show all"
    />,
  );
  const field = screen.getByRole("combobox", { name: "Time zone" });
  await user.type(field, "london");
  expect(await screen.findAllByRole("option")).toHaveLength(1);
  await user.keyboard("{Enter}");
  expect(chosen).toEqual(["Europe/London"]);
  await user.clear(field);
  await user.type(field, "atlantis");
  expect(await screen.findByText("No time zone is called that.")).toBeVisible();
});

function Search({ onEscape }: { onEscape: () => void }) {
  const [value, setValue] = useState("webb");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: stands for a layer that closes by Esc
    <div onKeyDown={(event) => event.key === "Escape" && onEscape()}>
      <SearchField label="Search people" value={value} onValueChange={setValue} clearLabel="Clear" />
    </div>
  );
}

test("Esc empties a search first and only then reaches what lies around it", async () => {
  const user = userEvent.setup();
  let closed = 0;
  render(<Search onEscape={() => closed++} />);
  const field = screen.getByRole("searchbox", { name: "Search people" });
  await user.click(field);
  await user.keyboard("{Escape}");
  expect(field).toHaveValue("");
  expect(closed).toBe(0);
  await user.keyboard("{Escape}");
  expect(closed).toBe(1);
});
