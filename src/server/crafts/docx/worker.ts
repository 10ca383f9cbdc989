import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import type { TemplateContent } from '#server/crafts/typeset/model.ts'
import { writeDocument } from './write-document.ts'

export interface WriteRequest {
  content: TemplateContent<'nd30'>
  images: readonly (readonly [string, Uint8Array])[]
}

answerThread<WriteRequest, Uint8Array>(({ content, images }) => writeDocument(content, new Map(images)))
