/** The same tree of keys with any text in it: what another language must offer. */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> }
