/** Which of our three looks a page wears. Each has one stylesheet of its own. */
export type Frame = 'citizen' | 'office' | 'wall'

const wallPath = '/dieu-hanh'
const officePaths = ['/mot-cua', '/ky-so', '/nhiem-vu', '/quan-tri', wallPath]

/** By the address, unless the page says otherwise in `data.frame`. What the wall opens into is read at a desk. */
export function frameOf(path: string): Frame {
  if (path === wallPath) return 'wall'
  return officePaths.some((office) => path === office || path.startsWith(`${office}/`)) ? 'office' : 'citizen'
}
