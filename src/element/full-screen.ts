/** Shows an element alone on the screen, or ends that. */
export function toggleFullScreen(element: Element): void {
  const asked =
    document.fullscreenElement === null ? element.requestFullscreen() : document.exitFullscreen();
  // A page may forbid it; then nothing happens, as with a video.
  asked.catch(() => undefined);
}
