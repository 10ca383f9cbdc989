/** What a refusal says to the person it stops: what to do now, never only what is wrong. */
export type RefusalWords = string | ((details: Record<string, unknown>) => string)

/** By its code. */
export type Refusals = Record<string, RefusalWords>
