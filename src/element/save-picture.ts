import { renderSvgText } from "../render/svg-text.js";
import type { Theme } from "../scene/palette.js";
import type { Scene } from "../scene/scene.js";
import { pictureName } from "./picture-name.js";
import type { PictureName } from "./picture-name.js";

/** How long a browser may take to begin to read the file. */
const KEPT_MS = 60_000;

/** Gives the reader a scene as an SVG file, without any server. */
export function savePicture(scene: Scene, theme: Theme, name: PictureName): void {
  const text = renderSvgText(scene, { theme });
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = pictureName(name);
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, KEPT_MS);
}
