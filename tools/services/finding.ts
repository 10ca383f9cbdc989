import type { Figure } from '#server/modules/catalogue/index.ts'

/** What an examination found of one service. `fails`: a program that builds on the folder ought not to go on. */
export interface Finding {
  kind: 'unverified' | 'ends' | 'contradicts' | 'differs'
  figure: Figure | 'version'
  text: string
  fails: boolean
}
