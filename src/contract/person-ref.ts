export type PersonRef = { readonly id: string; readonly name: string };
