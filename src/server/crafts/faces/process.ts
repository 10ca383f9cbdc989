/**
 * A process that does nothing but find and describe faces, one picture at a time. It holds no secret, no connection and no right to
 * write; whoever started it ends it when a picture takes too long or too much.
 */
import { FileUnusable } from '#server/crafts/checked-file.ts'
import { answerQuestions } from '#server/crafts/threads/limited-process.ts'
import { decodePicture, PictureRefused } from './decode-picture.ts'
import { lookAt } from './look-at.ts'
import type { FaceAnswer, FaceQuestion } from './process-messages.ts'

answerQuestions<FaceQuestion, FaceAnswer>(async ({ bytes, ...question }) => {
  try {
    const began = performance.now()
    const picture = decodePicture(bytes)
    const decode = performance.now() - began
    const reading = await lookAt(picture, question)
    return { reading: { ...reading, took: { ...reading.took, decode } } }
  } catch (error) {
    if (error instanceof PictureRefused) return { refused: error.problem }
    if (error instanceof FileUnusable) return { unusable: error.file.path, isMissing: error.isMissing }
    throw error
  }
})
