export type Details = Record<string, unknown>
export type Words = string | ((details: Details) => string)

/** What a part of the installation says of itself: what is so, and what to do; nothing to do where all is well. */
export interface ConditionWords {
  is: Words
  todo?: Words
}
