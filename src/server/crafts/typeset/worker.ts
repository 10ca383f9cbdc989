import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import { type CompileRequest, startCompiler } from './compiler.ts'

export type { CompileRequest, Picture } from './compiler.ts'

/** A PDF, or the pages as SVG without those whose hash is known. */
export type Asked = { print: CompileRequest } | { draw: CompileRequest; known: readonly string[] }

const compiler = startCompiler()

answerThread<Asked, Uint8Array | ReturnType<typeof compiler.draw>>((asked) =>
  'print' in asked ? new Uint8Array(compiler.print(asked.print)) : compiler.draw(asked.draw, asked.known),
)
