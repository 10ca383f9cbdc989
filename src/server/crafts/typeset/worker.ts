import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import { startCompiler } from './compiler.ts'

/** A page of a paper as a picture: PNG or JPEG. */
export type Picture = Uint8Array

export interface CompileRequest {
  template: string
  data: string
  createdAt: number
  pictures: readonly Picture[]
}

const compiler = startCompiler()

answerThread<CompileRequest, Uint8Array>((request) => new Uint8Array(compiler.print(request)))
