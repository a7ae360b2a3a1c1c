import type { PropertyDeclarations } from "lit";

/** The properties of what plays by a timeline, and the attributes that set them. */
export const PROPERTIES: PropertyDeclarations = {
  src: { type: String },
  autoplay: { type: Boolean },
  loop: { type: Boolean },
  speed: { type: Number },
  startAt: { type: String, attribute: "start-at" },
  controls: { type: String },
  theme: { type: String },
  detail: { type: String },
  view: { type: String },
  seed: { type: Number },
  scenario: { attribute: false },
};

/** What they are where nothing is said. */
export const DEFAULTS: Readonly<Record<string, string | number | boolean | null>> = {
  src: "",
  autoplay: false,
  loop: false,
  speed: 1,
  startAt: "",
  controls: "on",
  theme: "auto",
  detail: "story",
  view: "auto",
  seed: null,
  scenario: null,
};
