import { readFile } from '#server/platform/files/index.ts'
import type { Body } from '#shared/document/body.ts'

/** The pictures a text shows, by their SHA-256, each read once. */
export async function imagesOf(body: Body | null | undefined): Promise<Map<string, Uint8Array>> {
  const images = new Map<string, Uint8Array>()
  for (const block of body?.content ?? [])
    if (block.type === 'image' && !images.has(block.attrs.sha256))
      images.set(block.attrs.sha256, await readFile(block.attrs.sha256))
  return images
}
