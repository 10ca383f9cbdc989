import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import type { TemplateContent } from '#server/crafts/typeset/model.ts'
import { writeDocument } from './write-document.ts'
import { type PlainText, writePlain } from './write-plain.ts'

export type WriteRequest =
  | { content: TemplateContent<'nd30'>; images: readonly (readonly [string, Uint8Array])[] }
  | { plain: PlainText }

answerThread<WriteRequest, Uint8Array>((asked) =>
  'plain' in asked ? writePlain(asked.plain) : writeDocument(asked.content, new Map(asked.images)),
)
