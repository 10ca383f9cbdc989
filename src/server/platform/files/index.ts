export { collectGarbage } from './collect-garbage.ts'

export { fileName } from './file-name.ts'
export { fileSchedules } from './jobs.ts'
export { keepUpload } from './keep-upload.ts'

export { DamagedFile, openFile, readFile } from './open-file.ts'
export { isAboutContent } from './refusals.ts'
export { type StoredFile, stageAside, storeOwn, storeStream } from './store-file.ts'
export { storeSound } from './store-sound.ts'
export {
  appendUpload,
  createUpload,
  expireUploads,
  finishUpload,
  getUploadedFile,
  listFinishedUploads,
  receiveFile,
  uploadState,
} from './upload.ts'

export { findFile, isUsed, releaseFile, useFile, useFiles } from './use-file.ts'
