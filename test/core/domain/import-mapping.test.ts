import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roleNames } from "../../../src/contract/shell/messages";
import {
  accountTypeOf,
  columnNames,
  emptyMapping,
  guessMapping,
  nameMapping,
  placeMapping,
} from "../../../src/main/core/domain/import-mapping";
import { IMPORT_FIELDS, type Mapping } from "../../../src/main/core/domain/import-table";

const rowOf = (...cells: string[]) => ({ line: 2, cells });

describe("the guess of what columns hold", () => {
  it.each<[columns: string[], Partial<Mapping>]>([
    [
      ["First Name", "Last Name", "Email", "Mobile", "Role"],
      { firstName: 0, lastName: 1, email: 2, cellPhone: 3, accountType: 4 },
    ],
    [["Name", "E-mail", "Cell", "Type"], { name: 0, email: 1, cellPhone: 2, accountType: 3 }],
    [["E-mail address", "Full name", "Phone", "Account type"], { email: 0, name: 1, cellPhone: 2, accountType: 3 }],
    [["LOGIN E-MAIL", "Display Name", "Cell phone"], { email: 0, name: 1, cellPhone: 2 }],
    [
      ["Employee Name", "Work Email", "Work phone", "Mobile phone", "Job title"],
      { name: 0, email: 1, cellPhone: 3, accountType: 4 },
    ],
    [
      ["given_name", "family_name", "email_address", "mobile_number"],
      { firstName: 0, lastName: 1, email: 2, cellPhone: 3 },
    ],
    [
      ["First Name [Required]", "Last Name [Required]", "Email Address [Required]"],
      { firstName: 0, lastName: 1, email: 2 },
    ],
    [["Surname", "Forename", "Mail", "Tel."], { lastName: 0, firstName: 1, email: 2, cellPhone: 3 }],
    [["Name", "First name", "Email"], { lastName: 0, firstName: 1, email: 2 }],
    [["Provider", "Provider Name", "Email"], { accountType: 0, name: 1, email: 2 }],
    [["Email verified", "Email", "Name"], { email: 1, name: 2 }],
    [["Home phone", "Fax", "Name", "Email"], { name: 2, email: 3 }],
    [["Department", "Notes"], {}],
    [[], {}],
  ])("%j", (columns, mapping) => {
    expect(guessMapping(columns, [])).toEqual({ ...emptyMapping(), ...mapping });
  });

  it("finds the e-mail by what stands in the rows where no name says it", () => {
    const sample = [rowOf("Ana Silva", "ana@northside.example"), rowOf("Ben", ""), rowOf("Cy", "cy@northside.example")];
    expect(guessMapping(["", ""], sample)).toMatchObject({ email: 1 });
    expect(guessMapping(["", ""], [rowOf("Ana Silva", "none")])).toMatchObject({ email: null });
  });

  it("takes no column for two things", () => {
    const names = fc.constantFrom("Name", "First name", "E-mail", "Phone", "Mobile", "Type", "Role", "x", "");
    fc.assert(
      fc.property(fc.array(names, { maxLength: 12 }), (columns) => {
        const places = Object.values(guessMapping(columns, [])).filter((at) => at !== null);
        expect(new Set(places).size).toBe(places.length);
        for (const at of places) expect(at).toBeLessThan(columns.length);
      }),
    );
  });
});

describe("a word for an account type", () => {
  it.each(["provider", "Providers", "Doctor", "DR.", "Physician", "M.D.", "Nurse practitioner", "Dentist"])(
    "%s is a provider",
    (word) => expect(accountTypeOf(word)).toBe("provider"),
  );
  it.each(["staff", "Nurse", "RN", "Receptionist", "Front desk", "Medical Assistant", "Office manager", "Admin"])(
    "%s is staff, whatever else it is",
    (word) => expect(accountTypeOf(word)).toBe("staff"),
  );
  it.each(Object.values(roleNames))("%s is a role here, and no account type", (word) =>
    expect(accountTypeOf(word)).toBeUndefined(),
  );
  it.each(["", "patient", "x", "yes", "doctor who"])("%j is none", (word) =>
    expect(accountTypeOf(word)).toBeUndefined(),
  );
});

describe("a remembered mapping", () => {
  const columns = ["First Name", "E-mail", "Mobile", "", "E-mail"];
  const mapping: Mapping = { ...emptyMapping(), firstName: 0, email: 4, cellPhone: 2, lastName: 3 };

  it("holds for the same columns, nameless and doubled ones by their place", () => {
    expect(placeMapping(nameMapping(mapping, columns), columns)).toEqual(mapping);
  });

  it("holds in whatever order and spelling they come", () => {
    const named = nameMapping({ ...emptyMapping(), firstName: 0, email: 1, cellPhone: 2 }, columns.slice(0, 3));
    expect(placeMapping(named, ["mobile", "FIRST  NAME", "e-mail"])).toEqual({
      ...emptyMapping(),
      firstName: 1,
      email: 2,
      cellPhone: 0,
    });
  });

  it("forgets a column that is not there any more", () => {
    const named = nameMapping(mapping, columns);
    expect(placeMapping(named, ["First Name"])).toEqual({ ...emptyMapping(), firstName: 0 });
  });

  it("comes back as it was, for any columns", () => {
    const column = fc.constantFrom("a", "b", "A ", "", "é", "c#2");
    fc.assert(
      fc.property(
        fc.array(column, { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        (names, at) => {
          fc.pre(new Set(columnNames(names)).size === names.length);
          const any = Object.fromEntries(
            IMPORT_FIELDS.map((field, i) => [field, (at[i] ?? 0) % 3 === 0 ? null : (at[i] ?? 0) % names.length]),
          ) as Mapping;
          expect(placeMapping(nameMapping(any, names), names)).toEqual(any);
        },
      ),
    );
  });
});
