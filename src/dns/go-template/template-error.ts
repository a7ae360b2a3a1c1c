/** What is wrong with a template, in Go's words; thrown inside this folder only. */
export class TemplateError extends Error {}

/** What the real template package can do and this one cannot; thrown inside this folder only. */
export class TemplateUnsupported extends Error {}
