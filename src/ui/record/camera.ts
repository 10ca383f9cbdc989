/** An ordinary camera: shown on the page, and asked for single pictures. Nothing is recorded. */

export interface Camera {
  /** Throws what the browser says where the picture cannot be shown. */
  show(video: HTMLVideoElement): Promise<void>
  /** What it sees now, as a JPEG; undefined while it sees nothing. */
  shoot(): Promise<Blob | undefined>
  stop(): void
}

const size = { width: 640, height: 480 } as const
const quality = 0.88

/** Throws what the browser says where there is no camera, or it may not be used. */
export async function openCamera(): Promise<Camera> {
  const wanted = { width: { ideal: size.width }, height: { ideal: size.height }, facingMode: 'user' }
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false })
  let shown: HTMLVideoElement | undefined
  return {
    async show(video) {
      shown = video
      video.srcObject = stream
      await video.play()
    },
    async shoot() {
      const { videoWidth = 0, videoHeight = 0 } = shown ?? {}
      if (!shown || videoWidth === 0) return undefined
      // Larger than asked for, it is made smaller before it leaves the machine.
      const scale = Math.min(1, size.width / videoWidth, size.height / videoHeight)
      const canvas = document.createElement('canvas')
      canvas.width = Math.round(videoWidth * scale)
      canvas.height = Math.round(videoHeight * scale)
      canvas.getContext('2d')?.drawImage(shown, 0, 0, canvas.width, canvas.height)
      return new Promise((resolve) =>
        canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', quality),
      )
    },
    stop() {
      for (const track of stream.getTracks()) track.stop()
      if (shown) shown.srcObject = null
    },
  }
}
