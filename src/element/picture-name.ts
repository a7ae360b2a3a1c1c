/** The longest title in a file's name: file systems count bytes, and a Japanese letter has three. */
const TITLE_AT_MOST = 60;

/** What a saved picture is named after: what plays, the step from 1, and the view. */
export interface PictureName {
  readonly title: string;
  readonly step: number;
  readonly view: string;
}

/** The file name of a saved picture. */
export function pictureName({ title, step, view }: PictureName): string {
  const words = title.toLowerCase().replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, "-");
  const short = Array.from(words)
    .slice(0, TITLE_AT_MOST)
    .join("")
    .replace(/^-+|-+$/g, "");
  return `${short === "" ? "hopwise" : short}-step-${step}-${view}.svg`;
}
