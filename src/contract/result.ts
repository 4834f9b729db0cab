/** What crosses the bridge when something can be refused. A bug throws; a refusal is returned. */

export type Refusal = { readonly code: string };
export type Ok<V> = { readonly ok: true; readonly value: V };
export type Refused<R extends Refusal> = { readonly ok: false; readonly refusal: R };
/** Without a second argument: nothing can be refused. */
export type Result<V, R extends Refusal = never> = Ok<V> | Refused<R>;

export function ok<V>(value: V): Ok<V> {
  return { ok: true, value };
}

export function refuse<const R extends Refusal>(refusal: R): Refused<R> {
  return { ok: false, refusal };
}
