import type { InputOf } from "../../../contract/methods";
import type { PeopleFilter } from "../../../contract/people/views";

/** Which people, in which order. */
export type PeopleQuery = Omit<InputOf<"listPeople">, "offset" | "limit">;

export const everybody: PeopleQuery = {
  search: "",
  status: null,
  role: null,
  accountType: null,
  method: null,
  codes: null,
  late: false,
  dueOn: null,
  sort: "name",
  descending: false,
};

/** The filter alone, without the order. */
export function filterOf({ sort: _, descending: __, ...filter }: PeopleQuery): PeopleFilter {
  return filter;
}
