// A chunk of its own, fetched when a reader first wants to hand on what the player shows.
export { shareDialog } from "./part/share-dialog.js";
export { savePicture } from "./save-picture.js";
