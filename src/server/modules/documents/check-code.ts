import { randomInt } from 'node:crypto'
import { codeAlphabet, codeLength, groupCode } from './model.ts'

/** A new check code, `8K2M-41QX-AB7C`: 59 random bits, so that nobody finds a document by trying. */
export function newCheckCode(): string {
  return groupCode(
    Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join(''),
  )
}
